import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** First byte of a wrapped key: a plain one has 32 bytes, a wrapped one 61. */
const VERSION = 1;
const WRAPPED_BYTES = 1 + NONCE_BYTES + KEY_BYTES + TAG_BYTES;

/** How people's keys stand in a store: as they are, or wrapped by a master key that is kept elsewhere. */
export interface Wrapping {
  /** What is written for a key. */
  wrap(key: Uint8Array): Uint8Array;
  /** The key that was written; throws a sentence for the operator when this master key does not open it. */
  unwrap(stored: Uint8Array): Uint8Array;
}

/** A master key from its 64 hexadecimal digits. Throws, without repeating them, for anything else. */
export function masterKey(hex: string): Uint8Array {
  if (!/^[0-9a-f]{64}$/i.test(hex.trim())) throw new Error('a master key is 64 hexadecimal digits, such as `openssl rand -hex 32` makes');
  return Buffer.from(hex.trim(), 'hex');
}

/** Wraps with AES-256-GCM under this master key. Without one keys are written plain, and wrapped ones are refused; plain ones are read with one too. */
export function wrapping(master: Uint8Array | undefined): Wrapping {
  return { wrap: (key) => (master ? wrap(master, key) : key), unwrap: (stored) => (stored.length === KEY_BYTES ? stored : unwrap(master, Buffer.from(stored))) };
}

function wrap(master: Uint8Array, key: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, master, nonce);
  return Buffer.concat([Buffer.of(VERSION), nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
}

function unwrap(master: Uint8Array | undefined, stored: Buffer): Uint8Array {
  if (stored.length !== WRAPPED_BYTES || stored[0] !== VERSION) throw new Error('a key of a person is damaged, or from a newer version');
  if (!master) throw new Error('the keys of personal fields are wrapped: set CAPSTAN_MASTER_KEY to what they were wrapped with');
  const decipher = createDecipheriv(CIPHER, master, stored.subarray(1, 1 + NONCE_BYTES)).setAuthTag(stored.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(stored.subarray(1 + NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch {
    throw new Error('CAPSTAN_MASTER_KEY is not what the keys of personal fields were wrapped with');
  }
}
