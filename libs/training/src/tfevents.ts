import { type MetricPoint, measurement } from './metric-points.ts';
import { NotProtobuf, type WireField, wireFields, WireWriter } from './protobuf.ts';
import { tfRecord } from './tfrecord.ts';

const VERSION = 'brain.Event:2';
const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const float = (bytes: Uint8Array) => view(bytes).getFloat32(0, true);
const double = (bytes: Uint8Array) => view(bytes).getFloat64(0, true);
const int64 = (bytes: Uint8Array) => Number(view(bytes).getBigInt64(0, true));
const signed = (number: bigint) => Number(BigInt.asIntN(64, number));

/** Numbers of tensorflow's `TensorProto`: their field, their bytes, and how one is read where it stands alone or packed. */
const kinds: Readonly<Record<number, { field: number; size: number; read: (bytes: Uint8Array) => number }>> = {
  1: { field: 5, size: 4, read: float }, 2: { field: 6, size: 8, read: double }, 3: { field: 7, size: 4, read: (b) => view(b).getInt32(0, true) }, 9: { field: 10, size: 8, read: int64 },
};
const TYPE = 1, CONTENT = 4;
const INTEGERS = [3, 9];

/** What a tensor of one number holds; undefined for other tensors: texts, pictures, more than one. */
function scalarOf(bytes: Uint8Array): number | undefined {
  const fields = [...wireFields(bytes)], type = Number(fields.find(({ field }) => field === TYPE)?.number ?? 0n), kind = kinds[type];
  if (!kind) return undefined;
  const content = fields.find(({ field }) => field === CONTENT);
  if (content) return content.bytes.length === kind.size ? kind.read(content.bytes) : undefined;
  const values = fields.filter(({ field }) => field === kind.field);
  const [only] = values;
  if (values.length > 1) return undefined;
  // A number that is the default stands nowhere.
  if (!only) return 0;
  if (only.wire === 0) return signed(only.number);
  if (INTEGERS.includes(type)) return packedInteger(only.bytes);
  return only.bytes.length === kind.size ? kind.read(only.bytes) : undefined;
}

/** Packed integers are read as the fields of a message with one key before them. */
function packedInteger(bytes: Uint8Array): number | undefined {
  const [first, ...more] = wireFields(Uint8Array.from([8, ...bytes.subarray(0, 10)]));
  return more.length === 0 && first ? signed(first.number) : undefined;
}

const text = new TextDecoder();
/** Names of TensorBoard may hold what ours may not. */
const named = (tag: string) => tag.replaceAll(/[^\w\-./:@% ]/g, '_').trim().slice(0, 250).trim() || '_';

function valueOf(bytes: Uint8Array): { metric: string; value: number } | undefined {
  let metric = '', value: number | undefined;
  for (const { field, wire, bytes: inner } of wireFields(bytes)) {
    if (field === 1) metric = named(text.decode(inner));
    if (field === 2 && wire === 5) value = float(inner);
    if (field === 8) value = scalarOf(inner);
  }
  return value === undefined ? undefined : { metric, value };
}

const STEPS = [-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER] as const;
/** The years 1970 to 9999, which a moment can be in. */
const LAST_SECOND = 253_402_300_799;

/** The scalars of one event record: none for a graph, a picture, a text. Undefined where the bytes are no event. */
export function scalarsOf(data: Uint8Array): MetricPoint[] | undefined {
  let seconds = 0, step = 0;
  const values: WireField[] = [];
  const points: MetricPoint[] = [];
  try {
    for (const one of wireFields(data)) {
      if (one.field === 1 && one.wire === 1) seconds = double(one.bytes);
      if (one.field === 2) step = signed(one.number);
      if (one.field === 5) for (const inner of wireFields(one.bytes)) if (inner.field === 1) values.push(inner);
    }
    if (!(seconds >= 0 && seconds <= LAST_SECOND) || step < STEPS[0] || step > STEPS[1]) return undefined;
    const at = new Date(seconds * 1000).toISOString();
    for (const one of values) {
      const found = valueOf(one.bytes);
      if (found) points.push({ metric: found.metric, step, at, value: measurement(found.value) });
    }
  } catch (error) {
    if (error instanceof NotProtobuf || error instanceof RangeError) return undefined;
    throw error;
  }
  return points;
}

/** The first record of every file: its version, at a moment in seconds since 1970. */
export const eventsHead = (seconds: number): Uint8Array => tfRecord(new WireWriter().double(1, seconds).text(3, VERSION).done());

/** One scalar as a record, in the form that every TensorBoard reads: the value has four bytes. */
export function eventRecord({ metric, step, seconds, value }: { metric: string; step: number; seconds: number; value: number }): Uint8Array {
  const scalar = new WireWriter().text(1, metric).float(2, value).done();
  return tfRecord(new WireWriter().double(1, seconds).int(2, step).inner(5, new WireWriter().inner(1, scalar).done()).done());
}
