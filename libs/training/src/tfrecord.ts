/** CRC-32C (Castagnoli), RFC 3720 appendix B.4: polynomial 0x1EDC6F41, reflected. */
const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? (c >>> 1) ^ 0x82f63b78 : c >>> 1;
  return c;
});

export function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = TABLE[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** As TensorFlow's record files store it: a sum of data that holds sums stays sound. */
export const masked = (crc: number): number => (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;

const HEAD = 12, TAIL = 4;

/** One record of a file, or the number of the first that is damaged, counted from 1; nothing is read beyond that. */
export type TfRecord = { readonly is: 'record'; readonly data: Uint8Array } | { readonly is: 'damaged'; readonly record: number };

/** Reads a TFRecord file: length, its sum, data, its sum, each little-endian. A file cut short ends with a damaged record. */
export function* tfRecords(bytes: Uint8Array): Generator<TfRecord> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  for (let record = 1; at < bytes.length; record++) {
    const headFits = at + HEAD <= bytes.length && view.getUint32(at + 8, true) === masked(crc32c(bytes.subarray(at, at + 8)));
    const length = headFits ? Number(view.getBigUint64(at, true)) : 0, from = at + HEAD, to = from + length;
    const fits = headFits && to + TAIL <= bytes.length && view.getUint32(to, true) === masked(crc32c(bytes.subarray(from, to)));
    if (!fits) {
      yield { is: 'damaged', record };
      return;
    }
    yield { is: 'record', data: bytes.subarray(from, to) };
    at = to + TAIL;
  }
}

/** The bytes of one record. */
export function tfRecord(data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(HEAD + data.length + TAIL), view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(data.length), true);
  view.setUint32(8, masked(crc32c(bytes.subarray(0, 8))), true);
  bytes.set(data, HEAD);
  view.setUint32(HEAD + data.length, masked(crc32c(data)), true);
  return bytes;
}
