import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of a few megabytes in memory, mounted at a folder. */
export interface SmallDisk {
  readonly folder: string;
  /** Takes all the room there is. */
  fill(): void;
  /** Gives it back. */
  empty(): void;
  remove(): void;
}

/** Mounts a small disk; undefined where that is not allowed. */
export function smallDisk(megabytes: number): SmallDisk | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'capstan-campaign-full-'));
  const ballast = join(folder, 'ballast');
  const remove = () => {
    spawnSync('umount', ['-l', folder]);
    rmSync(folder, { recursive: true, force: true });
  };
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=700`, 'tmpfs', folder]).status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    return undefined;
  }
  chmodSync(folder, 0o711);
  const fill = () => {
    for (const size of [1024 * 1024, 4096, 512]) {
      try { for (;;) writeFileSync(ballast, Buffer.alloc(size), { flag: 'a' }); } catch { /* this size does not fit any more */ }
    }
  };
  return { folder, fill, empty: () => rmSync(ballast, { force: true }), remove };
}
