import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { WireWriter } from './protobuf.ts';
import type { MetricPoint } from './metric-points.ts';
import { eventRecord, eventsHead, scalarsOf } from './tfevents.ts';
import { crc32c, masked, tfRecord, tfRecords } from './tfrecord.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const joined = (...pieces: Uint8Array[]) => new Uint8Array(Buffer.concat(pieces));
const at = '2026-11-23T10:00:00.000Z', seconds = Date.parse(at) / 1000;
const read = (file: Uint8Array) => [...tfRecords(file)].flatMap((one): (string | MetricPoint)[] => (one.is === 'record' ? scalarsOf(one.data) ?? ['no event'] : [`damaged ${one.record}`]));

test('sums are those of RFC 3720, and masked as in TensorFlow', () => {
  expect(crc32c(bytesOf('123456789'))).toBe(0xe3069283);
  expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
  expect(crc32c(new Uint8Array(32).fill(0xff))).toBe(0x62a8ab43);
  expect(masked(0)).toBe(0xa282ead8);
});

test('what is written is read again, to the precision of four bytes', () => {
  const file = joined(eventsHead(seconds), eventRecord({ metric: 'val/acc', step: 3, seconds, value: 0.5 }), eventRecord({ metric: 'loss', step: -1, seconds: seconds + 0.25, value: Number.NaN }));
  expect(read(file)).toEqual([{ metric: 'val/acc', step: 3, at, value: 0.5 }, { metric: 'loss', step: -1, at: '2026-11-23T10:00:00.250Z', value: 'NaN' }]);
});

test('a damaged or shortened record is named, and what came before it is read', () => {
  const good = eventRecord({ metric: 'a', step: 1, seconds, value: 1 }), bad = Uint8Array.from(good);
  bad[bad.length - 6]! ^= 1;
  const point = { metric: 'a', step: 1, at, value: 1 };
  expect(read(joined(eventsHead(seconds), good, bad, good))).toEqual([point, 'damaged 3']);
  expect(read(joined(good, good.subarray(0, 20)))).toEqual([point, 'damaged 2']);
  expect(read(joined(good, new Uint8Array(5)))).toEqual([point, 'damaged 2']);
  expect(read(bytesOf('this is no record file at all'))).toEqual(['damaged 1']);
});

const tensor = (build: (w: WireWriter) => WireWriter) => {
  const value = new WireWriter().text(1, 't').inner(8, build(new WireWriter()).done()).done();
  return read(tfRecord(new WireWriter().double(1, seconds).int(2, 7).inner(5, new WireWriter().inner(1, value).done()).done()));
};
const eight = (n: number) => { const bytes = new Uint8Array(8); new DataView(bytes.buffer).setFloat64(0, n, true); return bytes; };
test('scalars in tensors: floats packed and alone, doubles by their bytes, integers, the zero that stands nowhere', () => {
  const value = (build: (w: WireWriter) => WireWriter) => tensor(build).map((one) => (typeof one === 'string' ? one : one.value));
  expect(value((w) => w.int(1, 1).float(5, 0.25))).toEqual([0.25]);
  expect(value((w) => w.int(1, 1).inner(5, new Uint8Array(new Float32Array([0.75]).buffer)))).toEqual([0.75]);
  expect(value((w) => w.int(1, 2).inner(4, eight(0.1)))).toEqual([0.1]);
  expect(value((w) => w.int(1, 9).inner(10, Uint8Array.from([0xac, 0x02])))).toEqual([300]);
  expect(value((w) => w.int(1, 3).int(7, -5))).toEqual([-5]);
  expect(value((w) => w.int(1, 1))).toEqual([0]);
});
test('what is no scalar is passed over: texts, tensors of more numbers, pictures', () => {
  expect(tensor((w) => w.int(1, 7).text(8, 'hello'))).toEqual([]);
  expect(tensor((w) => w.int(1, 2).inner(4, joined(eight(1), eight(2))))).toEqual([]);
  expect(tensor((w) => w.int(1, 1).float(5, 1).float(5, 2))).toEqual([]);
});
test('a sound record that holds no event is told from an event without scalars', () => {
  expect(scalarsOf(bytesOf('\xff\xff\xff'))).toBeUndefined();
  expect(scalarsOf(new WireWriter().double(1, seconds).text(3, 'brain.Event:2').done())).toEqual([]);
  expect(scalarsOf(new WireWriter().double(1, -5).done())).toBeUndefined();
});

test('law: no bytes make the reader throw', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
    scalarsOf(bytes);
    expect(read(tfRecord(bytes)).length).toBeGreaterThanOrEqual(0);
    for (const one of tfRecords(bytes)) expect(['record', 'damaged']).toContain(one.is);
  }), { numRuns: 500 });
});
test('law: any points survive writing and reading', () => {
  const point = fc.record({ metric: fc.stringMatching(/^[a-z/._-]{1,30}$/), step: fc.maxSafeInteger(), value: fc.float({ noDefaultInfinity: true, noNaN: true }) });
  fc.assert(fc.property(fc.array(point), (points) => {
    const file = joined(eventsHead(seconds), ...points.map((one) => eventRecord({ ...one, seconds })));
    expect(read(file)).toEqual(points.map((one) => ({ ...one, at })));
  }));
});
