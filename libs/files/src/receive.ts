import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { WholeFile } from './port.ts';

/** More came than was allowed. */
export class TooLarge extends Error {
  readonly limit: number;
  constructor(limit: number) {
    super(`it is larger than ${limit} bytes`);
    this.name = 'TooLarge';
    this.limit = limit;
  }
}

/**
 * Writes what comes into a new file of the folder, durable when it resolves; the file is the caller's to remove.
 * Rejects with TooLarge beyond `limit` bytes, and leaves nothing behind when the stream breaks off.
 */
export async function receive(content: AsyncIterable<Uint8Array>, folder: string, limit: number): Promise<WholeFile> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${randomUUID()}.new`);
  const sum = createHash('sha256');
  let bytes = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const piece of content) {
      bytes += piece.length;
      if (bytes > limit) throw new TooLarge(limit);
      sum.update(piece);
      await file.writeFile(piece);
    }
    await file.sync();
  } catch (error) {
    await file.close();
    await rm(path, { force: true });
    throw error;
  }
  await file.close();
  return { path, bytes, sha256: sum.digest('hex') };
}

/** Removes what `receive` left in a folder when its process was killed, where nothing was written since a moment; answers how many files. */
export async function clearUnfinished(folder: string, since: Date): Promise<number> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.new'));
  const cleared = await Promise.all(names.map(async (name) => {
    const path = join(folder, name);
    const written = await stat(path).catch(() => undefined);
    if (!written || written.mtime >= since) return 0;
    await rm(path, { force: true });
    return 1;
  }));
  return cleared.reduce<number>((n, one) => n + one, 0);
}

/** A file that is there already, measured. */
export async function measured(path: string): Promise<WholeFile> {
  const sum = createHash('sha256');
  let bytes = 0;
  for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
    sum.update(piece);
    bytes += piece.length;
  }
  return { path, bytes, sha256: sum.digest('hex') };
}
