import { createHash } from 'node:crypto';

/** SHA-256 in hex of some bytes, one after another. */
export function sha256(...parts: (Uint8Array | string)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

export const bytesOf = (array: { buffer: ArrayBufferLike; byteOffset: number; byteLength: number }): Uint8Array => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
