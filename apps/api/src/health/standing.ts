import { statfs } from 'node:fs/promises';
import type { LedgerRunning } from '../ledger/ledger.module.ts';

/** Lag is counted up to here: beyond it the number says only "far behind". */
export const MOST_LAG = 1000;

/** How the installation stands: what the read models have yet to see, what stands still, how much room is left. */
export interface Standing {
  readonly lag: number;
  readonly stopped: readonly { readonly name: string; readonly since: string }[];
  readonly error: string | undefined;
  /** Bytes; null where the file system does not say. */
  readonly diskFree: number | null;
}

/** Asks the log, the read models, the policies and the disk of the data folder. */
export async function standing({ store: { log, projector }, policies }: LedgerRunning, data: string): Promise<Standing> {
  const health = projector.health();
  const behind = await log.readAll(health.position, MOST_LAG);
  const diskFree = await statfs(data).then(({ bavail, bsize }) => bavail * bsize, () => null);
  const stopped = [...health.stopped, ...policies.health()].map(({ name, since }) => ({ name, since }));
  return { lag: behind.length, stopped, error: health.error, diskFree };
}
