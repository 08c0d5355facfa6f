import { readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../data/hash.ts';

/** Where new best weights stand until a position that names them is saved. */
export const nextBest = (folder: string): string => join(folder, 'best.next.ckpt');
const best = (folder: string): string => join(folder, 'best.ckpt');

const unlessMissing = (error: unknown): undefined => {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  return undefined;
};

/** The position that names them is saved, or the run has ended: they take the place of those before. */
export const settleBest = (folder: string): Promise<void> => rename(nextBest(folder), best(folder)).catch(unlessMissing);

/**
 * After a death: new best weights count if the position that is gone on from names them by their hash, and are forgotten otherwise.
 * So the best weights and the position always belong together, also when the run is stopped before it gets there again.
 */
export async function recoverBest(folder: string, named: string | undefined): Promise<void> {
  const next = await readFile(nextBest(folder)).catch(unlessMissing);
  if (next && sha256(next) === named) await settleBest(folder);
  else await rm(nextBest(folder), { force: true });
}
