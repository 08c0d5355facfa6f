/** What a person may do in a company. Every endpoint names one. */
export const permissions = [
  'company:read', 'company:manage',
  'capital:read', 'capital:record',
  'team:read', 'team:record', 'salaries:read',
  'compute:read', 'compute:record',
  'market:read', 'market:record',
  'planning:read', 'planning:record',
  'training:read', 'training:run', 'training:lease',
  'decisions:read', 'decisions:record',
  'reports:read', 'reports:publish',
  'ledger:read',
] as const;
export type Permission = (typeof permissions)[number];

export const roles = ['founder', 'investor', 'engineer'] as const;
export type Role = (typeof roles)[number];

/** Founders plan, record, decide and invite. Investors read reports. Engineers run compute and training; never cap table or salaries. */
export const granted: Readonly<Record<Role | 'trainer', readonly Permission[]>> = {
  founder: permissions.filter((p) => p !== 'training:lease'),
  investor: ['company:read', 'reports:read'],
  engineer: ['company:read', 'compute:read', 'compute:record', 'training:read', 'training:run', 'decisions:read'],
  trainer: ['training:lease'],
};
