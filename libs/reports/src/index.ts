export * from './contract.ts';
export * from './decider.ts';
export * from './events.ts';
export * from './figures.ts';
export * from './moments.ts';
export * from './refusals.ts';
