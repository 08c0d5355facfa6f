import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { canonicalJson } from '@capstan/event-log';

const FORMAT = 'capstan-backup';
const VERSION = 1;
export const MANIFEST = 'manifest.json';

export interface BackedUpFile { readonly path: string; readonly bytes: number; readonly sha256: string }
/** What a backup holds: up to which event of the log, and every file with its hash. */
export interface Manifest {
  readonly format: string;
  readonly version: number;
  /** ISO instant at which the log was copied. */
  readonly at: string;
  /** Position of the last event in it; null for an empty log. */
  readonly position: string | null;
  readonly events: number;
  readonly streams: number;
  readonly files: readonly BackedUpFile[];
}

const seal = (manifest: Manifest) => createHash('sha256').update(canonicalJson(manifest)).digest('hex');

export async function writeManifest(folder: string, held: Pick<Manifest, 'at' | 'position' | 'events' | 'streams'>): Promise<Manifest> {
  const manifest: Manifest = { format: FORMAT, version: VERSION, ...held, files: await filesOf(folder) };
  await writeFile(join(folder, MANIFEST), `${JSON.stringify({ ...manifest, sha256: seal(manifest) }, null, 2)}\n`, { mode: 0o600 });
  return manifest;
}

/** Reads the manifest and every file. Throws with the first thing that is missing, changed, cut off or too much. */
export async function checkedManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => { throw new Error(`there is no whole backup in ${folder}: it has no ${MANIFEST}`); });
  const { sha256, ...manifest } = parse(text) as Manifest & { sha256: string };
  if (manifest.format !== FORMAT) throw new Error(`${MANIFEST} is not that of a Capstan backup`);
  if (manifest.version !== VERSION) throw new Error(`version ${manifest.version} of the backup's form is not known here`);
  if (seal(manifest) !== sha256) throw new Error(`the backup is damaged: ${MANIFEST} was changed`);
  const there = new Map((await filesOf(folder)).map((file) => [file.path, file]));
  for (const { path, bytes, sha256: wanted } of manifest.files) {
    const file = there.get(path);
    if (!file) throw new Error(`the backup is damaged: ${path} is missing`);
    if (file.bytes !== bytes || file.sha256 !== wanted) throw new Error(`the backup is damaged: ${path} is not what was backed up`);
    there.delete(path);
  }
  const [more] = there.keys();
  if (more !== undefined) throw new Error(`the backup is damaged: ${more} does not belong to it`);
  return manifest;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`the backup is damaged: ${MANIFEST} cannot be read`);
  }
}

async function filesOf(folder: string): Promise<BackedUpFile[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
  const files: BackedUpFile[] = [];
  for (const path of paths.filter((name) => name !== MANIFEST).sort()) files.push({ path, ...await measured(join(folder, path)) });
  return files;
}

async function measured(file: string): Promise<{ bytes: number; sha256: string }> {
  const sum = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    sum.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: sum.digest('hex') };
}
