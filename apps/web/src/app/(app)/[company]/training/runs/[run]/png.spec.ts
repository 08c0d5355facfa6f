import { crc32, inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { pngOf } from './png.ts';

const file = (picture: Parameters<typeof pngOf>[0]) => Buffer.from(pngOf(picture).replace('data:image/png;base64,', ''), 'base64');

test('a grey picture of two by one, read as the format says', () => {
  const png = file({ width: 2, height: 1, channels: 1, pixels: Buffer.from([7, 200]).toString('base64') });
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect([...png.subarray(16, 29)]).toEqual([0, 0, 0, 2, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  expect(png.readUInt32BE(29)).toBe(crc32(png.subarray(12, 29)));
  const length = png.readUInt32BE(33);
  expect([...inflateSync(png.subarray(41, 41 + length))]).toEqual([0, 7, 200]);
});
test('a coloured one keeps its three channels, row by row', () => {
  const png = file({ width: 1, height: 2, channels: 3, pixels: Buffer.from([1, 2, 3, 4, 5, 6]).toString('base64') });
  expect(png[25]).toBe(2);
  expect([...inflateSync(png.subarray(41, 41 + png.readUInt32BE(33)))]).toEqual([0, 1, 2, 3, 0, 4, 5, 6]);
});
