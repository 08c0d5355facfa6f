import type { Views } from '@capstan/event-log';
import type { MetricSeries, MetricsQuery } from '@capstan/training';
import { CELL_WIDTHS, type Point } from './metric-points.view.ts';

const NOT_FINITE = '(nan = 1 OR abs(value) > 1.7976931348623157e308)';
const finite = (value: number | undefined): number | null => (value === undefined || !Number.isFinite(value) ? null : value);

/** One metric of a run between two steps. */
interface Stretch { readonly views: Views; readonly of: readonly [company: string, run: string, metric: string]; readonly from: number; readonly to: number }

const WITHIN = 'company = ? AND run = ? AND metric = ? AND step >= ? AND step <= ?';
const end = ({ views, of, from, to }: Stretch, direction: 'ASC' | 'DESC') =>
  views.get<Point & { nan: number }>(`SELECT step, at, value, nan FROM training_metric WHERE ${WITHIN} ORDER BY step ${direction}, at ${direction}, value ${direction} LIMIT 1`, ...of, from, to);

const every = ({ views, of, from, to }: Stretch): Point[] => views.all(`SELECT step, at, value FROM training_metric WHERE ${WITHIN} AND NOT ${NOT_FINITE} ORDER BY step, at`, ...of, from, to);

interface Cell { low_step: number; low_at: number; low: number; high_step: number; high_at: number; high: number }
/** The lowest and the highest point of each cell that the stretch touches, those within it. */
function extremes({ views, of, from, to }: Stretch, width: number): Point[] {
  const cells = views.all<Cell>('SELECT low_step, low_at, low, high_step, high_at, high FROM training_metric_cell WHERE company = ? AND run = ? AND metric = ? AND width = ? AND cell >= ? AND cell <= ?', ...of, width, Math.floor(from / width), Math.floor(to / width));
  return cells.flatMap((c) => [{ step: c.low_step, at: c.low_at, value: c.low }, { step: c.high_step, at: c.high_at, value: c.high }]).filter(({ step }) => step >= from && step <= to);
}

/** The lowest and the highest of each of so many equal stretches of steps, in order. */
function thinned(points: readonly Point[], buckets: number, first: number, last: number): Point[] {
  const low = new Map<number, Point>(), high = new Map<number, Point>();
  for (const point of points) {
    const bucket = Math.floor(((point.step - first) * buckets) / (last - first + 1));
    if (point.value < (low.get(bucket)?.value ?? Infinity)) low.set(bucket, point);
    if (point.value > (high.get(bucket)?.value ?? -Infinity)) high.set(bucket, point);
  }
  return [...new Set([...low.values(), ...high.values()])];
}

/** As many points as are asked for at most; the first and the last always stay. */
function drawn(stretch: Stretch, count: number, most: number, [first, last]: readonly [Point, Point]): Point[] {
  if (count <= most) return every(stretch);
  const buckets = Math.max(1, Math.floor(most / 2) - 1), steps = last.step - first.step + 1;
  const width = CELL_WIDTHS.findLast((one) => steps / one >= buckets);
  const found = thinned(width === undefined ? every(stretch) : extremes(stretch, width), buckets, first.step, last.step);
  const ends = [first, last].filter(({ value, step, at }) => Number.isFinite(value) && !found.some((one) => one.step === step && one.at === at && one.value === value));
  return [...found, ...ends].toSorted((a, b) => a.step - b.step || a.at - b.at);
}

function series(stretch: Stretch, { startedAt, most, whole }: { startedAt: number; most: number; whole: number | undefined }): MetricSeries | undefined {
  const first = end(stretch, 'ASC'), last = end(stretch, 'DESC');
  if (!first || !last) return undefined;
  const { views, of, from, to } = stretch;
  const count = whole ?? views.get<{ n: number }>(`SELECT count(*) AS n FROM training_metric WHERE ${WITHIN}`, ...of, from, to)!.n;
  const notNumbers = views.get<{ n: number }>(`SELECT count(*) AS n FROM training_metric WHERE ${WITHIN} AND ${NOT_FINITE}`, ...of, from, to)!.n;
  const known = (point: typeof first): Point => ({ ...point, value: point.nan ? Number.NaN : point.value });
  const points = drawn(stretch, count, most, [known(first), known(last)]), values = points.map(({ value }) => value);
  return {
    metric: of[2], count, notNumbers, firstStep: first.step, lastStep: last.step, min: finite(Math.min(...values)), max: finite(Math.max(...values)), last: finite(known(last).value),
    points: points.map(({ step, at, value }) => ({ step, seconds: (at - startedAt) / 1000, value })),
  };
}

/** The series of a run that tells points, by the names of their metrics; `startedAt` in milliseconds is where their seconds begin. */
export function seriesOf(views: Views, company: string, run: string, startedAt: number, { metric, points, from, to }: MetricsQuery): MetricSeries[] {
  const wanted = metric?.split(','), isWhole = from === undefined && to === undefined;
  const all = views.all<{ metric: string; count: number }>('SELECT metric, count FROM training_metric_series WHERE company = ? AND run = ? ORDER BY metric', company, run);
  return all.filter((one) => wanted?.includes(one.metric) ?? true).flatMap((one) => {
    const stretch = { views, of: [company, run, one.metric], from: from ?? Number.MIN_SAFE_INTEGER, to: to ?? Number.MAX_SAFE_INTEGER } as const;
    return series(stretch, { startedAt, most: points, whole: isWhole ? one.count : undefined }) ?? [];
  });
}
