import type pg from 'pg';
import type { EventLog } from './port.ts';
import type { KeyRing } from './sealing.ts';

export type LogKind = 'sqlite' | 'postgres' | 'kurrentdb';

const SCHEMES: Readonly<Record<string, LogKind>> = {
  postgres: 'postgres', postgresql: 'postgres',
  kurrentdb: 'kurrentdb', 'kurrentdb+discover': 'kurrentdb', kdb: 'kurrentdb', 'kdb+discover': 'kurrentdb', esdb: 'kurrentdb', 'esdb+discover': 'kurrentdb',
};

/** Which engine an address names: a URL's scheme decides, anything without one is a SQLite file. Throws for another scheme. */
export function logKindOf(address: string): LogKind {
  const scheme = /^([a-z][a-z+.-]*):\/\//i.exec(address)?.[1]?.toLowerCase();
  if (scheme === undefined) return 'sqlite';
  const kind = Object.hasOwn(SCHEMES, scheme) ? SCHEMES[scheme] : undefined;
  if (!kind) throw new Error(`${scheme}:// is no log that is known here: name a file, postgres://… or kurrentdb://…`);
  return kind;
}

/** The address as it may be shown and logged: without user, password and options. */
export const shownAddress = (address: string): string =>
  (logKindOf(address) === 'sqlite' ? address : address.replace(/^([^:]+:\/\/)(?:.*@)?([^?#]*).*$/s, '$1$2'));

export interface OpenLogOptions {
  /** For tools that only read; nothing is made or brought up to date. */
  readonly readOnly?: boolean;
}

/**
 * Opens the log at an address: a SQLite file, `postgres://…` or `kurrentdb://…`. Only the adapter that is asked for is
 * loaded. Rejects with a sentence for the operator when the address is wrong or nobody answers there; it holds no password.
 */
export async function openLog(address: string, options: OpenLogOptions = {}): Promise<EventLog> {
  const adapter = adapters[logKindOf(address)];
  return await adapter(address, options);
}

const adapters: Readonly<Record<LogKind, (address: string, options: OpenLogOptions) => Promise<EventLog>>> = {
  sqlite: async (file, options) => (await import('./sqlite/log.ts')).openSqliteLog(file, options),
  postgres: async (url, options) => (await import('./postgres/log.ts')).openPostgresLog(url, options),
  kurrentdb: async (url) => (await import('./kurrent/log.ts')).openKurrentLog(url),
};

/**
 * Opens a key ring: in the PostgreSQL database of a `postgres://` address, or in a SQLite file. A log that is elsewhere
 * has its keys in a file; `master` is what they are wrapped with there. Read a log through `withKeys` before decoding what its keys seal.
 */
export async function openKeys(address: string, options: OpenLogOptions & { readonly master?: Uint8Array } = {}): Promise<KeyRing> {
  const kind = logKindOf(address);
  if (kind === 'kurrentdb') throw new Error('KurrentDB keeps no keys: they are kept in a file or in PostgreSQL');
  return kind === 'postgres' ? (await import('./postgres/keys.ts')).openPostgresKeys(address, options) : (await import('./sqlite/keys.ts')).openSqliteKeys(address, options);
}

export type PostgresPool = pg.Pool;

/** Connections to the database of a `postgres://` address for what belongs beside the log, such as identities; names are looked up in this schema. */
export async function openPostgresPool(url: string, schema: string): Promise<PostgresPool> {
  const { openPool, settingsOf } = await import('./postgres/connection.ts');
  return openPool({ ...settingsOf(url), options: `-c search_path=${schema}` });
}
