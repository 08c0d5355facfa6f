import { setImmediate as breathe } from 'node:timers/promises';
import { isRefusal, type Refusal } from '@capstan/kernel';
import { EVENTS_LIMIT_MB, type ImportEventsBody, type MetricPoint, refuseTraining as refuse, scalarsOf, tfRecords } from '@capstan/training';

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
const RECORDS_AT_ONCE = 1000;

function bytesOf(content: string): Buffer | Refusal {
  if (content.length % 4 !== 0 || !BASE64.test(content)) return refuse('dataset-not-base64', undefined, 'content');
  const bytes = Buffer.from(content, 'base64');
  return bytes.length > EVENTS_LIMIT_MB * 1_000_000 ? refuse('events-too-large', { limit: EVENTS_LIMIT_MB }, 'content') : bytes;
}

/** The scalars of a TensorBoard event file, in the order of the file, with room between records for other requests. */
export async function readEvents({ content, damaged }: Pick<ImportEventsBody, 'content' | 'damaged'>): Promise<MetricPoint[] | Refusal> {
  const bytes = bytesOf(content);
  if (isRefusal(bytes)) return bytes;
  const points: MetricPoint[] = [];
  let record = 0;
  for (const one of tfRecords(bytes)) {
    record += 1;
    if (record % RECORDS_AT_ONCE === 0) await breathe();
    const scalars = one.is === 'record' ? scalarsOf(one.data) : undefined;
    if (scalars) for (const point of scalars) points.push(point);
    else if (damaged === 'refuse') return refuse('events-damaged', { record }, 'content');
    else break;
  }
  return points.length === 0 ? refuse('events-empty', undefined, 'content') : points;
}

/** The first and the last moment of points. */
export function spanOf(points: readonly MetricPoint[]): { startedAt: string; endedAt: string } {
  let [first, last] = [points[0]!.at, points[0]!.at];
  for (const { at } of points) {
    if (Date.parse(at) < Date.parse(first)) first = at;
    if (Date.parse(at) > Date.parse(last)) last = at;
  }
  return { startedAt: first, endedAt: last };
}
