import { createRequire } from 'node:module';

/** One picture: rows of pixels, the channels of each side by side, 0 to 255. */
export interface Picture { readonly width: number; readonly height: number; readonly channels: number; readonly pixels: Uint8Array }

interface Decoded { width: number; height: number; data: Uint8Array }
interface Png { PNG: { sync: { read(bytes: Buffer): Decoded } } }
interface Jpeg { decode(bytes: Uint8Array, options: { useTArray: true; formatAsRGBA: false; maxResolutionInMP: number; maxMemoryUsageInMB: number }): Decoded }

const require = createRequire(import.meta.url);
const { PNG } = require('pngjs') as Png;
const jpeg = require('jpeg-js') as Jpeg;

/** A larger picture belongs to no pilot, and a broken header may claim any size. */
const LARGEST_SIDE = 4096;

const isPng = (bytes: Uint8Array): boolean => bytes[0] === 0x89 && bytes[1] === 0x50 && bytes[2] === 0x4e && bytes[3] === 0x47;

function withoutAlpha({ width, height, data }: Decoded): Picture {
  const pixels = new Uint8Array(width * height * 3);
  for (let i = 0, from = 0; i < pixels.length; i += 3, from += 4) pixels.set(data.subarray(from, from + 3), i);
  return { width, height, channels: 3, pixels };
}

function readPng(bytes: Uint8Array): Picture {
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (header.getUint32(16) > LARGEST_SIDE || header.getUint32(20) > LARGEST_SIDE) throw new Error('too large');
  return withoutAlpha(PNG.sync.read(Buffer.from(bytes)));
}

/** A PNG or JPEG file as pixels of three channels, transparency left aside; undefined when it is none, is damaged or has more than 4096 pixels a side. */
export function readPicture(bytes: Uint8Array): Picture | undefined {
  try {
    if (isPng(bytes)) return readPng(bytes);
    const { width, height, data } = jpeg.decode(bytes, { useTArray: true, formatAsRGBA: false, maxResolutionInMP: 17, maxMemoryUsageInMB: 512 });
    return { width, height, channels: 3, pixels: data };
  } catch {
    return undefined;
  }
}

/** The picture at so many pixels, a square without the second number: each new pixel is the mean of those it covers, at least the nearest one. */
export function scaledTo({ width, height, channels, pixels }: Picture, columns: number, rows = columns): Picture {
  const scaled = new Uint8Array(columns * rows * channels);
  const span = (i: number, of: number, length: number): [from: number, to: number] => {
    const from = Math.floor((i * length) / of);
    return [from, Math.max(from + 1, Math.floor(((i + 1) * length) / of))];
  };
  for (let y = 0; y < rows; y++) {
    const [top, bottom] = span(y, rows, height);
    for (let x = 0; x < columns; x++) {
      const [left, right] = span(x, columns, width), area = (bottom - top) * (right - left);
      for (let c = 0; c < channels; c++) {
        let sum = 0;
        for (let row = top; row < bottom; row++) for (let column = left; column < right; column++) sum += pixels[(row * width + column) * channels + c]!;
        scaled[(y * columns + x) * channels + c] = Math.round(sum / area);
      }
    }
  }
  return { width: columns, height: rows, channels, pixels: scaled };
}
