import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type FileStore, FolderFiles, isS3, measured, openFiles } from '@capstan/files';
import { backup, restore } from './backup.ts';
import { fetched } from './fetched.ts';
import { type Manifest, MANIFEST } from './manifest.ts';

/** What datasets and weights are called, wherever they are kept. */
export const KEPT = ['datasets/', 'artifacts/'] as const;

/** The store of datasets and weights where it is not the data folder: CAPSTAN_ARTIFACTS, as the API reads it. */
export function storeElsewhere(env: NodeJS.ProcessEnv = process.env): FileStore | undefined {
  const address = env['CAPSTAN_ARTIFACTS'];
  return address ? openFiles(isS3(address) ? address : resolve(address), env) : undefined;
}

/** Copies an installation into a new folder, or through one into a bucket: there the manifest comes last, and without it there is no backup. */
export async function backupTo(data: string, to: string): Promise<Manifest> {
  const options = { store: storeElsewhere() };
  if (!isS3(to)) return backup(data, to, options);
  const bucket = openFiles(to, process.env);
  if ((await bucket.list('')).length > 0) throw new Error(`${bucket.place} is not empty`);
  return inPassing(async (folder) => {
    const manifest = await backup(data, folder, options);
    for (const { path, bytes, sha256 } of manifest.files) await bucket.put(path, { path: join(folder, path), bytes, sha256 });
    await bucket.put(MANIFEST, await measured(join(folder, MANIFEST)));
    return manifest;
  });
}

/** Makes a data folder of a backup, and puts datasets and weights where this environment keeps them. */
export async function restoreFrom(from: string, data: string): Promise<Manifest> {
  const manifest = isS3(from) ? await inPassing(async (folder) => {
    const bucket = openFiles(from, process.env);
    if (await bucket.size(MANIFEST) === undefined) throw new Error(`there is no whole backup in ${bucket.place}: it has no ${MANIFEST}`);
    for (const { name } of await bucket.list('')) await fetched(bucket, name, folder);
    return restore(folder, data);
  }) : await restore(from, data);
  const store = storeElsewhere();
  if (store) await copyFiles(new FolderFiles(resolve(data)), store);
  return manifest;
}

/** Copies datasets and weights that the other store does not have; answers how many. Their names are their hashes: a file that is there is the same. */
export async function copyFiles(from: FileStore, to: FileStore): Promise<number> {
  return inPassing(async (folder) => {
    let copied = 0;
    for (const { name, bytes } of (await Promise.all(KEPT.map((prefix) => from.list(prefix)))).flat()) {
      if (await to.size(name) === bytes) continue;
      const path = await fetched(from, name, folder), file = await measured(path);
      const [, hash] = /\/([0-9a-f]{64})$/.exec(name) ?? [];
      if (hash !== undefined && hash !== file.sha256) throw new Error(`${name} in ${from.place} is not what its name says`);
      await to.put(name, file);
      await rm(path);
      copied++;
    }
    return copied;
  });
}

/** Works in a folder that is gone afterwards; for its owner only, because keys pass through it. */
async function inPassing<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'capstan-passing-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
