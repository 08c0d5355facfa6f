import type { Recorded } from '@capstan/kernel';
import { readModel, type SqlValue, type Views } from '@capstan/event-log';
import { type ExternalRunFact, measured, type MetricSeries, type MetricsQuery } from '@capstan/training';

type Logged = Recorded<Extract<ExternalRunFact, { type: 'MetricsLogged' }>>;

/** SQLite keeps infinities and has no NaN: there it is nothing, which a key may not be. */
const NAN_STANDS_AS = 0;

/** The points of every run that told them. The same metric, step, moment and value is one point, however often it comes. */
export const metricPointsModel = readModel({
  name: 'training-metrics',
  version: 1,
  tables: ['training_metric'],
  schema: `CREATE TABLE training_metric (company TEXT NOT NULL, run TEXT NOT NULL, metric TEXT NOT NULL, step INTEGER NOT NULL, at INTEGER NOT NULL, value REAL NOT NULL, nan INTEGER NOT NULL,
    PRIMARY KEY (run, metric, step, at, value, nan)) STRICT, WITHOUT ROWID`,
  on: {
    MetricsLogged(views, { data, meta }: Logged) {
      for (const { metric, step, at, value } of data.points) {
        const n = measured(value), nan = Number.isNaN(n);
        views.run('INSERT OR IGNORE INTO training_metric VALUES (?, ?, ?, ?, ?, ?, ?)', meta.company, data.run, metric, step, Date.parse(at), nan ? NAN_STANDS_AS : n, nan ? 1 : 0);
      }
    },
  },
});

interface Point { step: number; at: number; value: number }
interface Summary { metric: string; count: number; not_numbers: number; first: number; last: number; min: number | null; max: number | null }

const NUMBER = 'nan = 0 AND abs(value) < 1.8e308';
const finite = (value: number | null | undefined): number | null => (value === null || value === undefined || !Number.isFinite(value) ? null : value);

interface Where { readonly sql: string; readonly values: SqlValue[] }
const within = (company: string, run: string, { from, to }: Pick<MetricsQuery, 'from' | 'to'>): Where => ({
  sql: `company = ? AND run = ? AND metric = ?${from === undefined ? '' : ' AND step >= ?'}${to === undefined ? '' : ' AND step <= ?'}`,
  values: [company, run, ...(from === undefined ? [] : [from]), ...(to === undefined ? [] : [to])],
});
const valuesFor = ({ values: [company, run, ...steps] }: Where, metric: string): SqlValue[] => [company!, run!, metric, ...steps];

/** The lowest and the highest of each stretch of steps, the first and the last point, in order. */
function thinned(views: Views, where: Where, { metric, count, first, last }: Summary, most: number): Point[] {
  const values = valuesFor(where, metric), all = `FROM training_metric WHERE ${where.sql} AND ${NUMBER}`;
  if (count <= most) return views.all<Point>(`SELECT step, at, value ${all} ORDER BY step, at`, ...values);
  const buckets = Math.max(1, Math.floor(most / 2) - 1);
  const ends = (direction: string) => views.all<Point>(`SELECT step, at, value ${all} ORDER BY step ${direction}, at ${direction} LIMIT 1`, ...values);
  // In SQLite the other columns beside min() or max() are those of its row.
  const extremes = (which: 'min' | 'max') => views.all<Point>(`SELECT step, at, ${which}(value) AS value ${all} GROUP BY (step - ?) * ? / ?`, ...values, first, buckets, last - first + 1);
  const found = new Map([...ends('ASC'), ...extremes('min'), ...extremes('max'), ...ends('DESC')].map((point) => [`${point.step} ${point.at} ${point.value}`, point]));
  return [...found.values()].sort((a, b) => a.step - b.step || a.at - b.at);
}

const summaries = (views: Views, company: string, run: string, { from, to }: MetricsQuery): Summary[] => views.all<Summary>(
  `SELECT metric, count(*) AS count, sum(NOT (${NUMBER})) AS not_numbers, min(step) AS first, max(step) AS last, min(CASE WHEN ${NUMBER} THEN value END) AS min, max(CASE WHEN ${NUMBER} THEN value END) AS max
   FROM training_metric WHERE company = ? AND run = ? AND step >= ? AND step <= ? GROUP BY metric`, company, run, from ?? Number.MIN_SAFE_INTEGER, to ?? Number.MAX_SAFE_INTEGER);

/** The series of a run that tells points, by the names of their metrics; `startedAt` in milliseconds is where their seconds begin. */
export function seriesOf(views: Views, company: string, run: string, startedAt: number, query: MetricsQuery): MetricSeries[] {
  const wanted = query.metric?.split(','), where = within(company, run, query);
  return summaries(views, company, run, query).filter(({ metric }) => wanted?.includes(metric) ?? true).map((one) => {
    const points = thinned(views, where, one, query.points).map(({ step, at, value }) => ({ step, seconds: (at - startedAt) / 1000, value: finite(value) }));
    const final = views.get<Point & { nan: number }>(`SELECT step, at, value, nan FROM training_metric WHERE ${where.sql} ORDER BY step DESC, at DESC LIMIT 1`, ...valuesFor(where, one.metric));
    return { metric: one.metric, count: one.count, notNumbers: one.not_numbers, firstStep: one.first, lastStep: one.last, min: finite(one.min), max: finite(one.max), last: final?.nan ? null : finite(final?.value), points };
  });
}

/** Every point of one metric, or of all, in order: a page of them. */
export function pointsOf(views: Views, company: string, run: string, metric: string | undefined, { after, size }: { after: number; size: number }): { metric: string; step: number; at: number; value: number; nan: number }[] {
  return views.all('SELECT metric, step, at, value, nan FROM training_metric WHERE company = ? AND run = ? AND (? IS NULL OR metric = ?) ORDER BY metric, step, at, value LIMIT ? OFFSET ?', company, run, metric ?? null, metric ?? null, size, after);
}
