import { existsSync, readdirSync } from 'node:fs';
import { chmod, cp, mkdir, open, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { FileStore } from '@capstan/files';
import { fetched } from './fetched.ts';
import { checkedManifest, type Manifest, writeManifest } from './manifest.ts';
import { checkWhole } from './whole.ts';

/**
 * In this order, while the server runs: the log first. What an event refers to (its people's keys, a dataset, an
 * artifact) was durable before the event was, so each copy made after the log's holds all of it.
 */
const DATABASES = ['ledger.db', 'keys.db', 'identity.db'] as const;
/** What the installation is known by. Without `secret` everybody signs in again; without `trainer-token` trainers are refused. */
const SMALL_FILES = ['secret', 'setup-secret', 'trainer-token', 'started', 'demo.json'] as const;
const FOLDERS = ['datasets', 'artifacts'] as const;
/** Left out: `views.db` is rebuilt from the log; checkpoints of runs under way and what a trainer has not sent yet are done again. */

/** A file of a folder that another process writes under a temporary name first. */
const IS_TEMPORARY = /\.[0-9a-f]{8}-[0-9a-f-]{27}$|\.new$/;

/** Copies an installation that may be running; datasets and artifacts from `store` where they are not in the data folder. The target folder is there when all of it is written and checked, or not at all. */
export async function backup(data: string, to: string, { store, now = () => new Date() }: { store?: FileStore | undefined; now?: () => Date } = {}): Promise<Manifest> {
  if (!existsSync(join(data, 'ledger.db'))) throw new Error(`there is no ledger in ${data}`);
  const target = resolve(to);
  const part = await newFolder(target);
  try {
    const at = now().toISOString();
    for (const name of DATABASES) if (existsSync(join(data, name))) copyDatabase(join(data, name), join(part, name));
    for (const name of SMALL_FILES) if (existsSync(join(data, name))) await cp(join(data, name), join(part, name));
    for (const name of FOLDERS) if (existsSync(join(data, name))) await cp(join(data, name), join(part, name), { recursive: true, filter: (source) => !IS_TEMPORARY.test(source) });
    for (const { name } of store ? (await Promise.all(FOLDERS.map((folder) => store.list(`${folder}/`)))).flat() : []) await fetched(store!, name, part);
    const manifest = await writeManifest(part, { at, ...await checkWhole(part) });
    await settle(part, target);
    return manifest;
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    throw error;
  }
}

/** Checks a backup and makes a data folder of it; the folder must be empty or not there yet. */
export async function restore(from: string, data: string): Promise<Manifest> {
  const [source, target] = [resolve(from), resolve(data)];
  const manifest = await checkedManifest(source);
  const part = await newFolder(target);
  try {
    for (const { path } of manifest.files) await cp(join(source, path), join(part, path));
    const { position, events } = await checkWhole(part);
    if (position !== manifest.position || events !== manifest.events) throw new Error('the backup is damaged: its ledger does not end where its manifest says');
    await settle(part, target);
    return manifest;
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    throw error;
  }
}

/**
 * A snapshot of the database as it is now, without what was deleted from it: an erased key is not in the copy. Not
 * opened read-only: after a crash SQLite first rolls back what was not whole.
 */
function copyDatabase(from: string, to: string): void {
  const db = new DatabaseSync(from, { timeout: 5000 });
  try {
    db.prepare('VACUUM INTO ?').run(to);
  } finally {
    db.close();
  }
}

/** Where the work is done until it is whole. */
async function newFolder(target: string): Promise<string> {
  if (existsSync(target) && readdirSync(target).length > 0) throw new Error(`${target} is not empty`);
  const part = `${target}.part`;
  await rm(part, { recursive: true, force: true });
  await mkdir(part, { recursive: true, mode: 0o700 });
  return part;
}

/** Makes it durable, for its owner only, and gives it its name. */
async function settle(part: string, target: string): Promise<void> {
  for (const entry of await readdir(part, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    await chmod(path, entry.isDirectory() ? 0o700 : 0o600);
    await synced(path);
  }
  await synced(part);
  if (existsSync(target)) await rmdir(target);
  await rename(part, target);
  await synced(join(target, '..'));
}

async function synced(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

