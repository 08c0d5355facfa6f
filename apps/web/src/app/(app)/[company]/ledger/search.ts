import type { LedgerQuery } from '@capstan/kernel';

/** What the URL of the ledger can say: the filters, the page, the open event, a verification. */
export interface Search { type?: string; actor?: string; text?: string; from?: string; to?: string; telemetry?: string; events?: string; before?: string; event?: string; verify?: string }

const filters = ['type', 'actor', 'text', 'from', 'to', 'events', 'before'] as const;

/** The filters that are set, as the API is asked; empty fields of the form do not count. */
export function chosen(search: Search): LedgerQuery {
  const set = filters.flatMap((name) => (search[name] ? [[name, search[name]] as const] : []));
  return { ...Object.fromEntries(set), ...(search.telemetry === 'shown' && { telemetry: 'shown' as const }) };
}

/** The address of this page with some of it changed; what becomes undefined is left out. */
export function where(search: Search, change: Search = {}): string {
  const all = Object.entries({ ...chosen(search), ...change }).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return `?${new URLSearchParams(all).toString()}`;
}
