/** Every file of messages: one per context and language. A page names the ones it speaks from. */
export const contexts = ['app', 'auth', 'account', 'capital', 'import', 'instruments', 'holders', 'simulator', 'vesting', 'debt', 'exit', 'team', 'compute', 'market', 'planning', 'training', 'elsewhere', 'sweeps', 'models', 'runs', 'decisions', 'reports', 'ledger', 'overview'] as const;
export type Context = (typeof contexts)[number];
export type Messages = { [key: string]: string | Messages };
