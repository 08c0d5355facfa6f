import type { SqlValue, Views } from '@capstan/event-log';
import type { KnownRun, RunChoices, RunRow, RunSort, RunsPage, RunsQuery } from '@capstan/training';
import { externalRowOf } from './external-rows.ts';
import { rowOf } from './run-view.ts';
import type { RunRecord } from './runs.view.ts';

const ENDED = `('finished', 'stopped', 'failed', 'lost')`;
const OPEN = `situation NOT IN ${ENDED}`;

/** What each order compares. `goodness` is the score with its sign turned where lower is better. */
const columns: Readonly<Record<RunSort, string>> = { at: 'at', name: 'name', model: 'model', dataset: 'dataset_name', score: 'goodness', cost: 'cost', wall: 'wall_seconds' };

interface Where { readonly sql: string; readonly values: SqlValue[] }
const pattern = (text: string) => `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

function filtered(company: string, { text, situation, model, dataset, sweep }: RunsQuery): Where {
  const parts: [string, ...SqlValue[]][] = [['company = ?', company]];
  if (text) parts.push([`(name LIKE ?1 ESCAPE '\\' OR dataset_name LIKE ?1 ESCAPE '\\' OR sweep LIKE ?1 ESCAPE '\\')`.replaceAll('?1', '?'), pattern(text), pattern(text), pattern(text)]);
  if (situation) parts.push(situation === 'open' ? [OPEN] : ['situation = ?', situation]);
  for (const [column, value] of Object.entries({ model, dataset, sweep })) if (value) parts.push([`${column} = ?`, value]);
  return { sql: parts.map(([sql]) => sql).join(' AND '), values: parts.flatMap(([, ...values]) => values) };
}

/** Where a page ended: the value it is sorted by, and the run. */
type Place = readonly [value: SqlValue, run: string];
const said = (place: Place) => Buffer.from(JSON.stringify(place)).toString('base64url');

/** Undefined for what no page has said. */
function readPlace(text: string): Place | undefined {
  try {
    const place: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    const [value, run] = Array.isArray(place) ? place as unknown[] : [];
    return typeof run === 'string' && (value === null || typeof value === 'string' || typeof value === 'number') ? [value, run] : undefined;
  } catch {
    return undefined;
  }
}

/** The runs after a place in an order where the unknown comes last and equals stand by their ids. */
function beyond(column: string, order: RunsQuery['order'], [value, run]: Place): Where {
  if (value === null) return { sql: `${column} IS NULL AND run > ?`, values: [run] };
  return { sql: `(${column} IS NULL OR ${column} ${order === 'ascending' ? '>' : '<'} ? OR (${column} = ? AND run > ?))`, values: [value, value, run] };
}

/** One page of a company's runs; the first one where the place is not known. */
export function runsPage(views: Views, company: string, query: RunsQuery): RunsPage {
  const { sort, order, after, size } = query, column = columns[sort], where = filtered(company, query), from = after === undefined ? undefined : readPlace(after);
  const rest = from ? beyond(column, order, from) : { sql: 'TRUE', values: [] };
  const rows = views.all<RunRecord & { sorted: SqlValue }>(
    `SELECT *, ${column} AS sorted FROM training_run WHERE run IN (SELECT run FROM training_run WHERE ${where.sql} AND ${rest.sql} ORDER BY ${column} IS NULL, ${column} ${order === 'ascending' ? 'ASC' : 'DESC'}, run LIMIT ?)
     ORDER BY ${column} IS NULL, ${column} ${order === 'ascending' ? 'ASC' : 'DESC'}, run`, ...where.values, ...rest.values, size + 1);
  const shown = rows.slice(0, size), last = shown.at(-1), { n: found } = views.get<{ n: number }>(`SELECT count(*) AS n FROM training_run WHERE ${where.sql}`, ...where.values)!;
  return { rows: shown.map(lineOf), next: rows.length > size && last ? said([last.sorted, last.run]) : null, found, ...countsOf(views, company) };
}

export const lineOf = (row: RunRecord): RunRow => (row.origin === 'capstan' ? rowOf(row) : externalRowOf({ ...row, state: JSON.parse(row.state) as KnownRun, endFact: row.end_fact }));

const countsOf = (views: Views, company: string) =>
  views.get<{ all: number; open: number }>(`SELECT count(*) AS "all", coalesce(sum(${OPEN}), 0) AS open FROM training_run WHERE company = ?`, company)!;

/** What the runs of a company can be filtered by, in the order of the alphabet. */
export function runChoices(views: Views, company: string): RunChoices {
  const distinct = (column: string) => views.all<{ one: string }>(`SELECT DISTINCT ${column} AS one FROM training_run WHERE company = ? AND ${column} IS NOT NULL ORDER BY 1`, company).map(({ one }) => one);
  return {
    models: distinct('model'), sweeps: distinct('sweep'),
    datasets: views.all(`SELECT dataset, max(dataset_name) AS name FROM training_run WHERE company = ? AND dataset <> '' GROUP BY dataset ORDER BY 2`, company),
  };
}
