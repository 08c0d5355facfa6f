import { crc32, deflateSync } from 'node:zlib';
import type { Shown } from '@capstan/training';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const GREY = 0;
const RGB = 2;

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]), [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A picture as an address that a page can show by itself: a PNG of one grey or three colour channels, 8 bits each. */
export function pngOf({ width, height, channels, pixels }: NonNullable<Shown['picture']>): string {
  const bytes = Buffer.from(pixels, 'base64'), row = width * channels, head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, channels === 1 ? GREY : RGB, 0, 0, 0], 8);
  // Every row begins with how it was filtered: not at all.
  const rows = Array.from({ length: height }, (_, y) => Buffer.concat([Buffer.alloc(1), bytes.subarray(y * row, (y + 1) * row)]));
  const file = Buffer.concat([SIGNATURE, chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.concat(rows))), chunk('IEND', Buffer.alloc(0))]);
  return `data:image/png;base64,${file.toString('base64')}`;
}
