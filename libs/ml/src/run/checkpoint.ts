import { open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as tf from '../tf.ts';
import { bytesOf, sha256 } from '../data/hash.ts';

/**
 * A file of named float tensors and what belongs to them: 8 bytes of name, 4 bytes of header length, a JSON header, the floats.
 * It is written beside its place, flushed, and renamed into it, so a reader meets the old one or the new one, never half of it.
 */
const MAGIC = 'CAPSTAN1';

interface Header<About> { about: About; tensors: { name: string; shape: number[] }[]; sha256: string }

export interface Checkpoint<About> { readonly about: About; readonly tensors: ReadonlyMap<string, Float32Array> }

async function flushed(path: string, write?: Uint8Array): Promise<void> {
  const file = await open(path, write ? 'w' : 'r');
  try {
    if (write) await file.writeFile(write);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Writes a checkpoint whole or not at all; returns the SHA-256 and size of the file. */
export async function saveCheckpoint(path: string, about: unknown, tensors: ReadonlyMap<string, tf.Tensor>): Promise<{ sha256: string; bytes: number }> {
  const floats = await Promise.all([...tensors.values()].map((tensor) => tensor.data()));
  const payload = Buffer.concat(floats.map(bytesOf));
  const header: Header<unknown> = { about, tensors: [...tensors].map(([name, { shape }]) => ({ name, shape })), sha256: sha256(payload) };
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  const whole = Buffer.concat([Buffer.from(MAGIC), length, json, payload]);
  await flushed(`${path}.new`, whole);
  await rename(`${path}.new`, path);
  await flushed(dirname(path));
  return { sha256: sha256(whole), bytes: whole.length };
}

/** Reads a checkpoint; undefined when there is none. Throws when the file is not a whole checkpoint. */
export async function loadCheckpoint<About>(path: string): Promise<Checkpoint<About> | undefined> {
  const whole = await readFile(path).catch((error: NodeJS.ErrnoException) => { if (error.code === 'ENOENT') return undefined; throw error; });
  if (!whole) return undefined;
  const start = MAGIC.length + 4;
  if (whole.length < start || whole.toString('latin1', 0, MAGIC.length) !== MAGIC) throw new Error('it is not a checkpoint');
  const from = start + whole.readUInt32LE(MAGIC.length);
  const header = JSON.parse(whole.toString('utf8', start, from)) as Header<About>;
  const payload = new Uint8Array(whole.subarray(from));
  if (sha256(payload) !== header.sha256) throw new Error('its content has changed');
  const tensors = new Map<string, Float32Array>();
  let at = 0;
  for (const { name, shape } of header.tensors) {
    const size = tf.util.sizeFromShape(shape);
    tensors.set(name, new Float32Array(payload.buffer, at * 4, size));
    at += size;
  }
  return { about: header.about, tensors };
}

/** Puts saved numbers back into variables of the same names; throws when one is missing or of another size. */
export function restore(variables: ReadonlyMap<string, tf.Variable>, tensors: ReadonlyMap<string, Float32Array>): void {
  for (const [name, variable] of variables) {
    const saved = tensors.get(name);
    if (!saved || saved.length !== variable.size) throw new Error(`the checkpoint has no fitting ${name}`);
    tf.tidy(() => variable.assign(tf.tensor(saved, variable.shape)));
  }
}
