import { EVENTS_LIMIT_MB, tfRecord } from '@capstan/training';
import { expect, test } from 'vitest';
import { readEvents } from './events-import.ts';

const varint = (n: number): number[] => (n < 128 ? [n] : [n % 128 | 128, ...varint(Math.floor(n / 128))]);
/** A summary's value in the bytes of Protocol Buffers: the tag `m` and the number 1. */
const VALUE = Buffer.from([0x0a, 8, 0x0a, 1, 0x6d, 0x15, 0, 0, 0x80, 0x3f]);

test('a file that is too large is refused by its size, whatever is in it', async () => {
  const content = Buffer.alloc(EVENTS_LIMIT_MB * 1_000_000 + 1).toString('base64');
  expect(await readEvents({ content, damaged: 'refuse' })).toMatchObject({ code: 'events-too-large', path: 'content', values: { limit: EVENTS_LIMIT_MB } });
});
test('one record with more scalars than a call takes arguments is read', async () => {
  const many = 200_000, values = Buffer.concat(Array.from({ length: many }, () => VALUE));
  const event = Buffer.concat([Buffer.from([0x09, 0, 0, 0, 0, 0, 0, 0, 0, 0x2a, ...varint(values.length)]), values]);
  const points = await readEvents({ content: Buffer.from(tfRecord(event)).toString('base64'), damaged: 'refuse' });
  expect(points).toHaveLength(many);
});
