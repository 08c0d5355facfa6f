/**
 * How the numbers of a tensor stand in a file: as floats of 32 or 16 bits, or as bytes with a scale and a zero for each channel
 * (number = scale × (byte − zero)). A sparse one begins with a bit for each number that says whether it is there; the others are 0.
 * `bytes` is its length with the padding behind it, a multiple of four.
 */
export interface Stored { readonly as: 'float32' | 'float16' | 'uint8'; readonly sparse: boolean; readonly bytes: number }
export interface Encoded { readonly shape: readonly number[]; readonly stored: Stored; readonly bytes: Uint8Array }

const sizeOf = (shape: readonly number[]): number => shape.reduce((size, n) => size * n, 1);
const channelsOf = (shape: readonly number[]): number => shape.at(-1) ?? 1;
const padded = (bytes: number): number => Math.ceil(bytes / 4) * 4;

interface Affine { readonly scales: Float32Array; readonly zeros: Uint8Array }

/** A scale and a zero for each channel, the last dimension. 0 itself is always met exactly. */
function affineOf(values: Float32Array, channels: number): Affine {
  const [low, high] = [new Float32Array(channels), new Float32Array(channels)];
  values.forEach((value, i) => {
    const c = i % channels;
    low[c] = Math.min(low[c]!, value);
    high[c] = Math.max(high[c]!, value);
  });
  const scales = low.map((from, c) => (high[c]! - from) / 255 || 1);
  return { scales, zeros: Uint8Array.from(low, (from, c) => Math.round(-from / scales[c]!)) };
}

const bytesOf = (numbers: Float32Array | Float16Array | Uint8Array): Uint8Array => new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);

/** The head that a type needs, and each number in it. */
function typed(values: Float32Array, channels: number, as: Stored['as']): { head: Uint8Array[]; numbers: Float32Array | Float16Array | Uint8Array; isZero: (i: number) => boolean } {
  if (as === 'uint8') {
    const { scales, zeros } = affineOf(values, channels);
    const numbers = Uint8Array.from(values, (value, i) => Math.min(255, Math.max(0, Math.round(value / scales[i % channels]!) + zeros[i % channels]!)));
    return { head: [bytesOf(scales), zeros], numbers, isZero: (i) => numbers[i] === zeros[i % channels] };
  }
  const numbers = as === 'float16' ? new Float16Array(values) : values;
  return { head: [], numbers, isZero: (i) => numbers[i] === 0 };
}

/** The numbers in the given type, and as a sparse tensor where that takes less room. */
export function encoded(values: Float32Array, shape: readonly number[], as: Stored['as']): Encoded {
  const { head, numbers, isZero } = typed(values, channelsOf(shape), as);
  const there = numbers.filter((_, i) => !isZero(i)), map = new Uint8Array(Math.ceil(values.length / 8));
  const sparse = map.length + there.byteLength < numbers.byteLength;
  if (sparse) for (let i = 0; i < values.length; i++) if (!isZero(i)) map[i >> 3]! |= 1 << (i & 7);
  const parts = [...head, ...(sparse ? [map, bytesOf(there)] : [bytesOf(numbers)])], length = parts.reduce((sum, part) => sum + part.length, 0);
  const bytes = new Uint8Array(padded(length));
  parts.reduce((at, part) => (bytes.set(part, at), at + part.length), 0);
  return { shape, stored: { as, sparse, bytes: bytes.length }, bytes };
}

const WIDTH = { float32: 4, float16: 2, uint8: 1 } as const;

function numbersAt(payload: Uint8Array, from: number, count: number, as: Stored['as']): Float32Array | Float16Array | Uint8Array {
  // A copy: behind a map of bits, numbers do not stand at a multiple of their width.
  const { buffer } = payload.slice(from, from + count * WIDTH[as]);
  return as === 'float32' ? new Float32Array(buffer) : as === 'float16' ? new Float16Array(buffer) : new Uint8Array(buffer);
}

const isThere = (map: Uint8Array, i: number): boolean => (map[i >> 3]! & (1 << (i & 7))) !== 0;

function spread(map: Uint8Array, there: ArrayLike<number>, size: number): Float32Array {
  const values = new Float32Array(size);
  for (let i = 0, at = 0; i < size; i++) if (isThere(map, i)) values[i] = there[at++]!;
  return values;
}

/** The numbers of a tensor whose bytes begin at `from`. */
export function decoded(payload: Uint8Array, from: number, shape: readonly number[], { as, sparse }: Stored): Float32Array {
  const size = sizeOf(shape), channels = channelsOf(shape);
  const head = as === 'uint8' ? channels * 5 : 0, map = payload.subarray(from + head, from + head + (sparse ? Math.ceil(size / 8) : 0));
  const count = sparse ? countOf(map, size) : size, numbers = numbersAt(payload, from + head + map.length, count, as);
  if (as !== 'uint8') return sparse ? spread(map, numbers, size) : Float32Array.from(numbers);
  const scales = numbersAt(payload, from, channels, 'float32'), zeros = payload.subarray(from + channels * 4, from + head);
  const values = new Float32Array(size);
  for (let i = 0, at = 0; i < size; i++) if (!sparse || isThere(map, i)) values[i] = (numbers[at++]! - zeros[i % channels]!) * scales[i % channels]!;
  return values;
}

function countOf(map: Uint8Array, size: number): number {
  let count = 0;
  for (let i = 0; i < size; i++) if (isThere(map, i)) count++;
  return count;
}
