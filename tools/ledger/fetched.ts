import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FileStore } from '@capstan/files';

/** Brings one file from a store into a folder. */
export async function fetched(store: FileStore, name: string, folder: string): Promise<string> {
  const found = await store.open(name);
  if (!found) throw new Error(`${name} is no longer in ${store.place}`);
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await pipeline(found.content, createWriteStream(path, { mode: 0o600 }));
  return path;
}
