import type { Views } from '@capstan/event-log';
import { eventRecord, eventsHead } from '@capstan/training';
import { externalOf } from './external-rows.ts';
import { pointsOf } from './metric-points.view.ts';
import { curvesOf } from './run-curves.ts';
import { runOf } from './runs.view.ts';

const PAGE = 5000;
const ALL = { points: 5000 } as const;
type Ask = <T>(question: (views: Views) => T) => Promise<T>;

const joined = (records: Uint8Array[]) => Buffer.concat(records);

/** When a run began, in milliseconds; undefined where there is no such run. */
export function beginningOf(views: Views, company: string, run: string): number | undefined {
  const began = runOf(views, company, run)?.at ?? externalOf(views, company, run)?.state.startedAt;
  return began === undefined ? undefined : Date.parse(began);
}

/** The measures of one of our own runs. Its seconds are those it was busy, counted from when it was asked for. */
function own(views: Views, company: string, run: string, began: number): Uint8Array[] {
  const series = curvesOf(views, company, run, ALL) ?? [];
  return series.flatMap(({ metric, points }) => points.map(({ step, seconds, value }) => eventRecord({ metric, step, seconds: began / 1000 + seconds, value: value ?? Number.NaN })));
}

/** A run as a TensorBoard event file, a piece at a time: every point as it was told, not thinned. */
export async function* eventsOf(ask: Ask, company: string, run: string, began: number): AsyncGenerator<Uint8Array> {
  yield eventsHead(began / 1000);
  if (await ask((views) => runOf(views, company, run) !== undefined)) {
    yield joined(await ask((views) => own(views, company, run, began)));
    return;
  }
  for (let after = 0; ; after += PAGE) {
    const page = await ask((views) => pointsOf(views, company, run, undefined, { after, size: PAGE }));
    if (page.length > 0) yield joined(page.map(({ metric, step, at, value, nan }) => eventRecord({ metric, step, seconds: at / 1000, value: nan ? Number.NaN : value })));
    if (page.length < PAGE) return;
  }
}
