import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { shownAddress } from '../open.ts';
import { LogUnreachable } from '../port.ts';
import { isPassing } from './passing.ts';

/** Connections for reading; one more writes and one listens. */
const READERS = 4;
const CONNECT_MS = 5000;
/** A connection whose server fell silent is given up after this. */
const ANSWER_MS = 60_000;
const FIRST_RETRY_MS = 50;
const LONGEST_RETRY_MS = 1000;

/** What a PostgreSQL URL says, and how patient to be. */
export interface PostgresOptions {
  readonly readOnly?: boolean;
  /** How long what is asked waits for a server that went away, in ms, before LogUnreachable. */
  readonly patienceMs?: number;
}

/** The driver's settings from a URL; `?connections=8` sets how many connections read. Throws without repeating the URL. */
export function settingsOf(url: string): pg.PoolConfig {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    throw new Error('the address of the log is no URL: postgres://user:password@host:5432/database');
  }
  const readers = Number(parsed.searchParams.get('connections') ?? READERS);
  if (!Number.isInteger(readers) || readers < 1 || readers > 100) throw new Error('connections must be a number from 1 to 100');
  parsed.searchParams.delete('connections');
  return { connectionString: parsed.href, max: readers, connectionTimeoutMillis: CONNECT_MS, query_timeout: ANSWER_MS, keepAlive: true, application_name: 'capstan' };
}

/** Asks again while the server is away, until the patience is over; other errors pass through at once. */
export async function patiently<T>(ask: () => Promise<T>, patienceMs: number, given: () => boolean = () => false): Promise<T> {
  const end = performance.now() + patienceMs;
  for (let wait = FIRST_RETRY_MS; ; wait = Math.min(wait * 2, LONGEST_RETRY_MS)) {
    try {
      return await ask();
    } catch (error) {
      if (!isPassing(error)) throw error;
      if (given() || performance.now() + wait > end) throw new LogUnreachable(error);
      await sleep(wait);
    }
  }
}

/**
 * A pool that a dying server cannot take the process down with: connections that break are only dropped. Those that
 * somebody holds without asking anything at that moment too; the pool itself listens only to those nobody holds.
 */
export function openPool(settings: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(settings);
  pool.on('error', () => undefined).on('connect', (client) => { client.on('error', () => undefined); });
  return pool;
}

/** A start refusal for the operator: where, and why, without the password. */
export const refusal = (url: string, error: unknown): Error =>
  new Error(`the log at ${shownAddress(url)} cannot be opened: ${reason(error)}`);

function reason(error: unknown): string {
  const { message, errors, code } = error as { message?: string; errors?: { message: string }[]; code?: string };
  return message || errors?.map((one) => one.message).join('; ') || code || String(error);
}
