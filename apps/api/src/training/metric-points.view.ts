import type { Recorded } from '@capstan/kernel';
import { readModel, type Views } from '@capstan/event-log';
import { type ExternalRunFact, measured } from '@capstan/training';

type Logged = Recorded<Extract<ExternalRunFact, { type: 'MetricsLogged' }>>;

/** Widths in steps of the cells that keep the lowest and the highest value, so that long runs are drawn without reading every point. */
export const CELL_WIDTHS = [16, 512, 16_384] as const;

/** SQLite keeps infinities and has no NaN: there it is nothing, which a key may not be. */
const NAN_STANDS_AS = 0;

/** A point as a row; `at` in milliseconds. */
export interface Point { readonly step: number; readonly at: number; readonly value: number }
type Stored = Point & { readonly nan: 0 | 1 };

const stored = ({ step, at, value }: Logged['data']['points'][number]): Stored => {
  const n = measured(value), nan = Number.isNaN(n);
  return { step, at: Date.parse(at), value: nan ? NAN_STANDS_AS : n, nan: nan ? 1 : 0 };
};
const changes = (views: Views) => views.get<{ n: number }>('SELECT total_changes() AS n')!.n;
const least = <P extends Point>(a: P, b: P): P => (b.value < a.value ? b : a);
const most = <P extends Point>(a: P, b: P): P => (b.value > a.value ? b : a);

const CELL = `INSERT INTO training_metric_cell VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
  low_step = iif(excluded.low < low, excluded.low_step, low_step), low_at = iif(excluded.low < low, excluded.low_at, low_at), low = min(low, excluded.low),
  high_step = iif(excluded.high > high, excluded.high_step, high_step), high_at = iif(excluded.high > high, excluded.high_at, high_at), high = max(high, excluded.high)`;

function intoCells(views: Views, { company, run, metric }: Key, points: readonly Stored[]): void {
  const finite = points.filter(({ value, nan }) => nan === 0 && Number.isFinite(value));
  for (const width of CELL_WIDTHS) {
    for (const [cell, all] of Map.groupBy(finite, ({ step }) => Math.floor(step / width))) {
      const low = all.reduce(least), high = all.reduce(most);
      views.run(CELL, company, run, metric, width, cell, low.step, low.at, low.value, high.step, high.at, high.value);
    }
  }
}

interface Key { readonly company: string; readonly run: string; readonly metric: string }

/** The points of one metric that are new. */
function keep(views: Views, key: Key, points: readonly Stored[]): void {
  const before = changes(views);
  for (const { step, at, value, nan } of points) views.run('INSERT OR IGNORE INTO training_metric VALUES (?, ?, ?, ?, ?, ?, ?)', key.company, key.run, key.metric, step, at, value, nan);
  const fresh = changes(views) - before;
  if (fresh === 0) return;
  intoCells(views, key, points);
  views.run('INSERT INTO training_metric_series VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count', key.company, key.run, key.metric, fresh);
}

/** The points of every run that told them. The same metric, step, moment and value is one point, however often it comes. */
export const metricPointsModel = readModel({
  name: 'training-metrics',
  version: 1,
  tables: ['training_metric', 'training_metric_cell', 'training_metric_series'],
  schema: `CREATE TABLE training_metric (company TEXT NOT NULL, run TEXT NOT NULL, metric TEXT NOT NULL, step INTEGER NOT NULL, at INTEGER NOT NULL, value REAL NOT NULL, nan INTEGER NOT NULL,
      PRIMARY KEY (company, run, metric, step, at, value, nan)) STRICT, WITHOUT ROWID;
    CREATE TABLE training_metric_cell (company TEXT NOT NULL, run TEXT NOT NULL, metric TEXT NOT NULL, width INTEGER NOT NULL, cell INTEGER NOT NULL,
      low_step INTEGER NOT NULL, low_at INTEGER NOT NULL, low REAL NOT NULL, high_step INTEGER NOT NULL, high_at INTEGER NOT NULL, high REAL NOT NULL, PRIMARY KEY (company, run, metric, width, cell)) STRICT, WITHOUT ROWID;
    CREATE TABLE training_metric_series (company TEXT NOT NULL, run TEXT NOT NULL, metric TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (company, run, metric)) STRICT, WITHOUT ROWID;
    CREATE INDEX training_metric_not_finite ON training_metric (company, run, metric) WHERE nan = 1 OR abs(value) > 1.7976931348623157e308`,
  on: {
    MetricsLogged(views, { data, meta }: Logged) {
      for (const [metric, points] of Map.groupBy(data.points, (point) => point.metric)) keep(views, { company: meta.company, run: data.run, metric }, points.map(stored));
    },
  },
});

/** Every point of one metric, or of all, in order: a page of them. */
export const pointsOf = (views: Views, company: string, run: string, metric: string | undefined, { after, size }: { after: number; size: number }): (Stored & { metric: string })[] =>
  views.all(`SELECT metric, step, at, value, nan FROM training_metric WHERE company = ? AND run = ?${metric === undefined ? '' : ' AND metric = ?'} ORDER BY metric, step, at, value LIMIT ? OFFSET ?`, company, run, ...(metric === undefined ? [] : [metric]), size, after);
