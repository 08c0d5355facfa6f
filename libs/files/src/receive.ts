import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
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
