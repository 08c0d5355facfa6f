import { statfs } from 'node:fs/promises';
import { type IdentityDb, rows } from '../access/identity-db.ts';
import type { LedgerRunning } from '../ledger/ledger.module.ts';

/** Lag is counted up to here, and read models so far behind are not to be relied on. */
export const MOST_LAG = 1000;
/** Below this the ledger may soon refuse to record. */
const LEAST_FREE_BYTES = 100 * 1024 * 1024;
/** Who does not answer within this is out of reach. */
const PATIENCE_MS = 5000;

/** What may be wrong, as monitoring tells it apart. */
export const ailments = {
  'log-unreachable': 'The log of the ledger does not answer.',
  'identity-unreachable': 'The database of identities does not answer: nobody can sign in.',
  'read-models-failing': 'The read models cannot be written.',
  'read-model-stopped': 'A read model or a policy stands still at a fact that it cannot take.',
  'read-models-lag': 'The read models are far behind the log.',
  'disk-nearly-full': 'Little room is left on the disk of the data folder.',
  'disk-not-writable': 'The data folder cannot be written.',
  'files-unreachable': 'The store of datasets and weights does not answer.',
} as const;
export type Ailment = keyof typeof ailments;

/** How the installation stands: what ails it, what the read models have yet to see, what stands still, how much room is left. */
export interface Standing {
  readonly ailments: readonly Ailment[];
  /** Null where the log does not answer. */
  readonly lag: number | null;
  readonly stopped: readonly { readonly name: string; readonly since: string }[];
  /** Bytes; null where the file system does not say. */
  readonly diskFree: number | null;
}

export interface Parts {
  readonly running: LedgerRunning;
  readonly identity: IdentityDb;
  readonly data: string;
  /** Rejects when the data folder cannot be written. */
  readonly written: () => Promise<unknown>;
  /** Rejects when the store of files does not answer. */
  readonly filesAsked: () => Promise<unknown>;
}

/** Asks every part that the API rests on, all at once; what fails or is silent too long is among the ailments. */
export async function standing({ running: { store: { log, projector }, policies }, identity, data, written, filesAsked }: Parts): Promise<Standing> {
  const found = new Set<Ailment>();
  const asking = <T>(what: Ailment, ask: () => Promise<T>): Promise<T | null> => inTime(ask).catch(() => { found.add(what); return null; });
  const health = projector.health();
  const [behind, diskFree] = await Promise.all([
    asking('log-unreachable', () => log.readAll(health.position, MOST_LAG)),
    statfs(data).then(({ bavail, bsize }) => bavail * bsize, () => null),
    asking('identity-unreachable', () => identity.ask(rows('SELECT 1 AS one'))),
    asking('disk-not-writable', written),
    asking('files-unreachable', filesAsked),
  ]);
  const stopped = [...health.stopped, ...policies.health()].map(({ name, since }) => ({ name, since }));
  if (stopped.length > 0) found.add('read-model-stopped');
  if (behind && behind.length >= MOST_LAG) found.add('read-models-lag');
  // Without its log the projector fails too; that is no ailment of its own.
  if (health.error !== undefined && behind) found.add('read-models-failing');
  if (diskFree !== null && diskFree < LEAST_FREE_BYTES) found.add('disk-nearly-full');
  return { ailments: [...found].toSorted(), lag: behind?.length ?? null, stopped, diskFree };
}

function inTime<T>(ask: () => Promise<T>): Promise<T> {
  const silence = new Promise<never>((_, reject) => { setTimeout(() => reject(new Error('no answer')), PATIENCE_MS).unref(); });
  return Promise.race([Promise.try(ask), silence]);
}
