import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { sha256Of } from './transfer.ts';

/** What a run goes on from: where it stands, its best weights, the measures of its epochs. */
const FILES = ['last.ckpt', 'best.ckpt', 'best.next.ckpt', 'epochs.jsonl'] as const;
/** Which attempt of the run the folder's checkpoint is of. */
const ATTEMPT = 'attempt';
const LONGEST_HEADER = 10_000;

interface Header { readonly version: 1; readonly attempt: number; readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[] }

/** The attempt that a folder's checkpoint is of; 0 when there is none. */
export async function attemptIn(folder: string): Promise<number> {
  const there = await stat(join(folder, 'last.ckpt')).then(() => true, () => false);
  return there ? Number(await readFile(join(folder, ATTEMPT), 'utf8').catch(() => '0')) : 0;
}

/** From here on the folder's checkpoint is of this attempt. */
export async function noteAttempt(folder: string, attempt: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, ATTEMPT), String(attempt));
}

/** Writes a folder's checkpoint into one file, to be handed over; false when it has none. Nobody may write into the folder meanwhile. */
export async function pack(folder: string, attempt: number, path: string): Promise<boolean> {
  const files: { name: string; bytes: number; sha256: string }[] = [];
  for (const name of FILES) {
    const found = await stat(join(folder, name)).catch(() => undefined);
    if (found) files.push({ name, bytes: found.size, sha256: await sha256Of(join(folder, name)) });
  }
  if (!files.some(({ name }) => name === 'last.ckpt')) return false;
  const header: Header = { version: 1, attempt, files };
  await writeFile(path, `${JSON.stringify(header)}\n`);
  for (const { name } of files) await pipeline(createReadStream(join(folder, name)), createWriteStream(path, { flags: 'a' }));
  return true;
}

async function headerOf(path: string): Promise<{ header: Header; from: number }> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LONGEST_HEADER), 0, LONGEST_HEADER, 0);
    const end = buffer.subarray(0, bytesRead).indexOf('\n');
    const header = JSON.parse(buffer.toString('utf8', 0, end)) as Header;
    const strange = header.files.find(({ name }) => !(FILES as readonly string[]).includes(name));
    if (header.version !== 1 || strange) throw new Error('this is no checkpoint that was handed over');
    return { header, from: end + 1 };
  } finally {
    await file.close();
  }
}

/** The attempt that a handed-over checkpoint is of. Throws when it is none. */
export const attemptOf = async (path: string): Promise<number> => (await headerOf(path)).header.attempt;

/** Puts a handed-over checkpoint in the place of the folder's own, all of it or nothing. Throws when it is damaged. */
export async function unpack(path: string, folder: string): Promise<void> {
  const part = `${folder}.new`;
  await rm(part, { recursive: true, force: true });
  await mkdir(part, { recursive: true });
  const { header, from } = await headerOf(path);
  let at = from;
  for (const { name, bytes, sha256 } of header.files) {
    if (bytes > 0) await pipeline(createReadStream(path, { start: at, end: at + bytes - 1 }), createWriteStream(join(part, name)));
    else await writeFile(join(part, name), '');
    if (await sha256Of(join(part, name)) !== sha256) throw new Error(`${name} of the handed-over checkpoint is damaged`);
    at += bytes;
  }
  await rm(folder, { recursive: true, force: true });
  await rename(part, folder);
}
