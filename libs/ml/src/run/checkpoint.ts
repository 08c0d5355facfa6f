import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as tf from '../tf.ts';
import { bytesOf, sha256 } from '../data/hash.ts';
import { decoded, type Encoded, type Stored } from './stored.ts';

/**
 * A file of named float tensors and what belongs to them: 8 bytes of name, 4 bytes of header length, a JSON header, the floats.
 * The second kind of file stores tensors in fewer bytes and says of each how. It is written beside its place, flushed, and renamed
 * into it, so a reader meets the old one or the new one, never half of it.
 */
const MAGIC = { plain: 'CAPSTAN1', packed: 'CAPSTAN2' } as const;
const NAME = 8;

interface Header<About> { about: About; tensors: ({ name: string; shape: number[] } & Partial<Stored>)[]; sha256: string }

export interface Checkpoint<About> { readonly about: About; readonly tensors: ReadonlyMap<string, Float32Array>; readonly shapes: ReadonlyMap<string, readonly number[]> }

async function flushed(path: string, write?: Uint8Array): Promise<void> {
  const file = await open(path, write ? 'w' : 'r');
  try {
    if (write) await file.writeFile(write);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function saveWhole(path: string, magic: string, header: Omit<Header<unknown>, 'sha256'>, payload: Buffer): Promise<{ sha256: string; bytes: number }> {
  const json = Buffer.from(JSON.stringify({ ...header, sha256: sha256(payload) })), length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  const whole = Buffer.concat([Buffer.from(magic), length, json, payload]);
  try {
    await flushed(`${path}.new`, whole);
    await rename(`${path}.new`, path);
  } catch (error) {
    // On a full disk half of it would take the room that the end of the run needs.
    await rm(`${path}.new`, { force: true });
    throw error;
  }
  await flushed(dirname(path));
  return { sha256: sha256(whole), bytes: whole.length };
}

/** Writes a checkpoint whole or not at all; returns the SHA-256 and size of the file. */
export async function saveCheckpoint(path: string, about: unknown, tensors: ReadonlyMap<string, tf.Tensor>): Promise<{ sha256: string; bytes: number }> {
  const floats = await Promise.all([...tensors.values()].map((tensor) => tensor.data()));
  return saveWhole(path, MAGIC.plain, { about, tensors: [...tensors].map(([name, { shape }]) => ({ name, shape })) }, Buffer.concat(floats.map(bytesOf)));
}

/** Writes tensors that are stored in fewer bytes, whole or not at all. */
export function savePacked(path: string, about: unknown, tensors: ReadonlyMap<string, Encoded>): Promise<{ sha256: string; bytes: number }> {
  const entries = [...tensors].map(([name, { shape, stored }]) => ({ name, shape: [...shape], ...stored }));
  return saveWhole(path, MAGIC.packed, { about, tensors: entries }, Buffer.concat([...tensors.values()].map(({ bytes }) => bytes)));
}

/** Reads a checkpoint of either kind; undefined when there is none. Throws when the file is not a whole checkpoint. */
export async function loadCheckpoint<About>(path: string): Promise<Checkpoint<About> | undefined> {
  const whole = await readFile(path).catch((error: NodeJS.ErrnoException) => { if (error.code === 'ENOENT') return undefined; throw error; });
  if (!whole) return undefined;
  const start = NAME + 4, magic = whole.toString('latin1', 0, NAME);
  if (whole.length < start || (magic !== MAGIC.plain && magic !== MAGIC.packed)) throw new Error('it is not a checkpoint');
  const from = start + whole.readUInt32LE(NAME);
  const header = JSON.parse(whole.toString('utf8', start, from)) as Header<About>;
  const payload = new Uint8Array(whole.subarray(from));
  if (sha256(payload) !== header.sha256) throw new Error('its content has changed');
  const tensors = new Map<string, Float32Array>();
  let at = 0;
  for (const { name, shape, as = 'float32', sparse = false, bytes = tf.util.sizeFromShape(shape) * 4 } of header.tensors) {
    tensors.set(name, decoded(payload, at, shape, { as, sparse, bytes }));
    at += bytes;
  }
  return { about: header.about, tensors, shapes: new Map(header.tensors.map(({ name, shape }) => [name, shape])) };
}

/** Puts saved numbers back into variables of the same names; throws when one is missing or of another size. */
export function restore(variables: ReadonlyMap<string, tf.Variable>, tensors: ReadonlyMap<string, Float32Array>): void {
  for (const [name, variable] of variables) {
    const saved = tensors.get(name);
    if (!saved || saved.length !== variable.size) throw new Error(`the checkpoint has no fitting ${name}`);
    tf.tidy(() => variable.assign(tf.tensor(saved, variable.shape)));
  }
}
