import { join } from 'node:path';
import { loadCheckpoint } from './checkpoint.ts';
import type { About } from './position.ts';

/** The backend that a run's last checkpoint was computed on; undefined where there is none that can be read. */
export async function beganOn(checkpointDir: string): Promise<string | undefined> {
  const saved = await loadCheckpoint<About>(join(checkpointDir, 'last.ckpt')).catch(() => undefined);
  return saved?.about.backend;
}
