import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { isRefusal } from '@capstan/kernel';
import { CIFAR_RECORD, pictureCount } from '@capstan/training';
import { expect, test } from 'vitest';
import { zipped } from '../../test/zipped.ts';
import type { Images } from './dataset.ts';
import { readPictures } from './pictures.ts';

const require = createRequire(import.meta.url);
const { PNG } = require('pngjs') as { PNG: { new (size: { width: number; height: number }): { data: Uint8Array }; sync: { write(png: unknown): Buffer } } };
const jpeg = require('jpeg-js') as { encode(picture: { width: number; height: number; data: Uint8Array }, quality: number): { data: Uint8Array } };

/** A picture of one colour, red, green and blue. */
const rgba = (width: number, height: number, colour: readonly number[]): Uint8Array => Uint8Array.from({ length: width * height * 4 }, (_, i) => (i % 4 === 3 ? 255 : colour[i % 4]!));
function png(width: number, height: number, colour: readonly number[]): Buffer {
  const picture = new PNG({ width, height });
  picture.data.set(rgba(width, height, colour));
  return PNG.sync.write(picture);
}
const taken = (read: ReturnType<typeof readPictures>): Images => {
  if (isRefusal(read)) throw new Error(`${read.code}: ${read.message}`);
  return read;
};
const cats = (n = 12, colour = [200, 0, 0]) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`animals/cat/${i}.png`, png(4, 3, colour)]));
const dogs = (n = 12) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`animals/dog/${i}.jpg`, jpeg.encode({ width: 4, height: 3, data: rgba(4, 3, [0, 0, 200]) }, 95).data]));

test('each folder of an archive is a class, PNG and JPEG side by side', () => {
  const archive = zipped({ ...cats(), ...dogs(), '__MACOSX/animals/cat/._0.png': Buffer.from('litter') });
  const images = taken(readPictures(archive));
  expect(images).toMatchObject({ kind: 'images', shape: [3, 4, 3], classes: ['cat', 'dog'], bytes: archive.length });
  expect([...images.labels]).toEqual([...Array<number>(12).fill(0), ...Array<number>(12).fill(1)]);
  expect([...images.pixels.subarray(0, 3)]).toEqual([200, 0, 0]);
  expect(images.pixels.at(-1)).toBeGreaterThan(180);
  expect(pictureCount(archive)).toBe(24);
});

test('pictures without a colour have one channel, stored files are read like packed ones', () => {
  expect(taken(readPictures(zipped({ 'a/1.png': png(4, 3, [9, 9, 9]), 'b/2.png': png(4, 3, [7, 7, 7]) }, false)))).toMatchObject({ shape: [3, 4, 1], pixels: Uint8Array.from([...Array<number>(12).fill(9), ...Array<number>(12).fill(7)]) });
});

test('pictures of different sizes need one for all', () => {
  const archive = zipped({ ...cats(), 'animals/dog/wide.png': png(8, 8, [0, 0, 0]) });
  expect(readPictures(archive)).toMatchObject({ code: 'picture-sizes-differ', values: { file: 'animals/dog/wide.png', expected: '4×3' } });
  expect(taken(readPictures(archive, 16))).toMatchObject({ shape: [16, 16, 3] });
});

test('a file that is no picture is named', () => {
  for (const bytes of [Buffer.from('hello'), png(4, 3, [1, 2, 3]).subarray(0, 40), Buffer.alloc(0)]) {
    expect(readPictures(zipped({ ...cats(), 'animals/dog/broken.png': bytes }))).toMatchObject({ code: 'picture-broken', values: { file: 'animals/dog/broken.png' } });
  }
});

const header = (sizes: number[]) => Buffer.from([0, 0, 8, sizes.length, ...sizes.flatMap((n) => [n >> 24, n >> 16, n >> 8, n])]);
test('the two files of IDX are read, packed once more or not', () => {
  const images = Buffer.concat([header([30, 2, 2]), Buffer.from(Array.from({ length: 120 }, (_, i) => i))]), labels = Buffer.concat([header([30]), Buffer.from(Array.from({ length: 30 }, (_, i) => i % 3))]);
  for (const pack of [(bytes: Buffer) => bytes, (bytes: Buffer) => gzipSync(bytes)]) {
    const read = taken(readPictures(zipped({ 'train-images-idx3-ubyte': pack(images), 'train-labels-idx1-ubyte': pack(labels) })));
    expect(read).toMatchObject({ shape: [2, 2, 1], classes: ['0', '1', '2'] });
    expect([...read.pixels.subarray(4, 8)]).toEqual([4, 5, 6, 7]);
  }
  expect(readPictures(zipped({ 'a-idx3-ubyte': images.subarray(0, 50), 'a-idx1-ubyte': labels }))).toMatchObject({ code: 'pictures-unreadable' });
});

test('a batch of CIFAR-10 has 32 × 32 pixels with the three colours of each together', () => {
  const batch = Buffer.alloc(25 * CIFAR_RECORD);
  for (let i = 0; i < 25; i++) batch.fill(1, i * CIFAR_RECORD + 1, i * CIFAR_RECORD + 1025).fill(2, i * CIFAR_RECORD + 1025, i * CIFAR_RECORD + 2049).fill(3, i * CIFAR_RECORD + 2049, (i + 1) * CIFAR_RECORD)[i * CIFAR_RECORD] = i % 10;
  const alone = taken(readPictures(batch));
  expect(alone).toMatchObject({ shape: [32, 32, 3], classes: expect.arrayContaining(['airplane', 'truck']) });
  expect([...alone.pixels.subarray(0, 6)]).toEqual([1, 2, 3, 1, 2, 3]);
  expect([...alone.labels.subarray(9, 12)]).toEqual([9, 0, 1]);
  expect(taken(readPictures(zipped({ 'data_batch_1.bin': batch }))).pixels).toEqual(alone.pixels);
  expect(taken(readPictures(batch, 16)).shape).toEqual([16, 16, 3]);
  expect(pictureCount(batch)).toBe(25);
});

test.each([
  ['what is no archive', Buffer.from('not pictures at all'), 'pictures-unreadable'],
  ['an archive cut short', zipped(cats()).subarray(0, 300), 'pictures-unreadable'],
  ['an archive of texts', zipped({ 'a.txt': Buffer.from('a') }), 'pictures-unreadable'],
  ['one folder only', zipped(cats()), 'pictures-one-class'],
  ['a handful of pictures', zipped({ ...cats(3), ...dogs(3) }), 'pictures-too-few'],
])('%s is refused before anything is unpacked', (_, bytes, code) => expect(pictureCount(bytes)).toMatchObject({ code }));

test('pictures that would fill the memory are refused before the one that is too many is scaled', () => {
  expect(readPictures(zipped({ ...cats(), ...dogs() }), 10_000)).toMatchObject({ code: 'pictures-too-large', values: { found: 300, limit: 256 } });
});
