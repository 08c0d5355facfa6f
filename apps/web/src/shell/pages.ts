import type { Permission } from '@capstan/kernel';

/** The pages of a company in the order of the sidebar: path below the company, who may see it, its `g …` key. */
export const pages = [
  // For investors the reports are the overview.
  { path: '', name: 'overview', permission: 'compute:read', key: 'o' },
  { path: 'capital', name: 'capital', permission: 'capital:read', key: 'c' },
  { path: 'team', name: 'team', permission: 'team:read', key: 't' },
  { path: 'compute', name: 'compute', permission: 'compute:read', key: 'g' },
  { path: 'market', name: 'market', permission: 'market:read', key: 'm' },
  { path: 'planning', name: 'planning', permission: 'planning:read', key: 'f' },
  { path: 'training', name: 'training', permission: 'training:read', key: 'r' },
  { path: 'decisions', name: 'decisions', permission: 'decisions:read', key: 'd' },
  { path: 'reports', name: 'reports', permission: 'reports:read', key: 'p' },
  { path: 'ledger', name: 'ledger', permission: 'ledger:read', key: 'l' },
  { path: 'members', name: 'members', permission: 'company:read', key: 'u' },
] as const satisfies readonly { path: string; name: string; permission: Permission; key: string }[];
