import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { canonicalJson } from './canonical.ts';
import type { StoredEvent } from './port.ts';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
/** The nonce length that GCM is specified for (NIST SP 800-38D). */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A person's key as it is exported: `key` is base64, null once the person is erased. */
export interface PersonKey { readonly person: string; readonly key: string | null }

/**
 * The keys that personal fields are sealed with, one per person of a company. Kept apart from the log: erasing a
 * person deletes the key and leaves every event as it is.
 */
export interface KeyRing {
  /** Keys of these people, made for those who have none; null for an erased person. Durable when it returns. */
  obtain(company: string, people: readonly string[]): Promise<ReadonlyMap<string, Uint8Array | null>>;
  /** The person's key, if it is there and at hand: `load` brings those that events need. */
  find(company: string, person: string): Uint8Array | undefined;
  /** Brings the keys that open these events to hand; absent where every key always is. Reading through `withKeys` calls it. */
  load?(events: readonly Pick<StoredEvent, 'data' | 'meta'>[]): Promise<void>;
  /** Deletes the key for good; from then on this person's fields read as null, old and new. False when it was erased before, here and in the store. */
  erase(company: string, person: string): Promise<boolean>;
  /** All people of a company, sorted by id, the erased ones too. */
  all(company: string): Promise<PersonKey[]>;
  /** Writes every key anew, wrapped by another master key or, without one, plain; all of them or none. From then on only that one opens them. Answers how many. */
  rewrap(master: Uint8Array | undefined): Promise<number>;
  /** Takes in exported keys. An erased person stays erased; a different key for a known person throws. */
  adopt(company: string, keys: readonly PersonKey[]): Promise<void>;
  close(): Promise<void>;
}

export const newKey = (): Uint8Array => randomBytes(KEY_BYTES);

/** A personal field as it stands in the log: the person whose key opens it, and nonce + ciphertext + tag in base64url. */
export interface Sealed { readonly $sealed: string; readonly of: string }

export const isSealed = (value: unknown): value is Sealed =>
  typeof value === 'object' && value !== null && typeof (value as Sealed).$sealed === 'string' && typeof (value as Sealed).of === 'string';

/** Seals a value for one place (`event id/field`): a box moved to another event or field does not open. */
export function seal(key: Uint8Array, of: string, place: string, value: unknown): Sealed {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(place));
  const box = Buffer.concat([nonce, cipher.update(canonicalJson(value), 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return { $sealed: box.toString('base64url'), of };
}

/** The sealed value; null when the key does not open the box in this place. */
export function unseal(key: Uint8Array, place: string, sealed: Sealed): unknown {
  const box = Buffer.from(sealed.$sealed, 'base64url');
  if (box.length < NONCE_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv(CIPHER, key, box.subarray(0, NONCE_BYTES)).setAAD(Buffer.from(place)).setAuthTag(box.subarray(-TAG_BYTES));
  try {
    return JSON.parse(Buffer.concat([decipher.update(box.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8'));
  } catch {
    return null;
  }
}
