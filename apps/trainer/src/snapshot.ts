import { copyFile, link, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Copies of a run's checkpoint, at most so often: `take` answers the folder of a new one, or undefined when it is not
 * time or there is none yet. To be called between steps, when nobody writes; checkpoints are replaced and never changed,
 * so a link to one is a copy of it.
 */
export function snapshots(folder: string, everySeconds: number | null, now: () => number = () => performance.now()): { take: () => Promise<string | undefined> } {
  let last = now(), taken = 0;
  return {
    async take() {
      if (everySeconds === null || now() - last < everySeconds * 1000) return undefined;
      if (!await stat(join(folder, 'last.ckpt')).catch(() => undefined)) return undefined;
      last = now();
      const copy = join(folder, `snapshot-${process.pid}-${++taken}`);
      await mkdir(copy);
      for (const name of ['last.ckpt', 'best.ckpt']) await link(join(folder, name), join(copy, name)).catch(unlessMissing);
      // The journal grows in place.
      await copyFile(join(folder, 'epochs.jsonl'), join(copy, 'epochs.jsonl')).catch(unlessMissing);
      return copy;
    },
  };
}

function unlessMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
