import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Work } from '@capstan/training';

type Attempt = Pick<Work, 'run' | 'attempt'>;

/** Where one attempt of a run keeps its checkpoint. */
export const checkpointFolder = (checkpoints: string, { run, attempt }: Attempt): string => join(checkpoints, `${run}.${attempt}`);

/** The attempt whose folder this is; 0 for one from before attempts had their own, undefined for another run's. */
function attemptNamed(name: string, run: string): number | undefined {
  if (name === run) return 0;
  const [, number] = name.startsWith(`${run}.`) ? /^\.(\d+)$/.exec(name.slice(run.length)) ?? [] : [];
  return number === undefined ? undefined : Number(number);
}

/**
 * The folder of an attempt, with what the last one before it left on this machine. It is renamed: a process of an earlier attempt
 * that still lives, because it was held up and not heard, has no place to write any more.
 */
export async function takeFolder(checkpoints: string, work: Attempt): Promise<string> {
  await mkdir(checkpoints, { recursive: true });
  const folder = checkpointFolder(checkpoints, work);
  const found = (await readdir(checkpoints)).flatMap((name) => { const attempt = attemptNamed(name, work.run); return attempt === undefined ? [] : [{ name, attempt }]; });
  const [last, ...older] = found.toSorted((a, b) => b.attempt - a.attempt);
  for (const { name } of older) await rm(join(checkpoints, name), { recursive: true, force: true });
  if (last && last.attempt !== work.attempt) await rename(join(checkpoints, last.name), folder);
  else await mkdir(folder, { recursive: true });
  return folder;
}
