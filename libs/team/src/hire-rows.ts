import { exact, type FieldProblem, fieldProblems, fill, minorDigits } from '@capstan/kernel';
import { HireRow } from './commands.ts';
import { type TeamRefusal, teamRefusals } from './refusals.ts';
import { madeKey } from './state.ts';

/** Columns of a file of hires, in any order; those with `true` must be there. */
export const hireColumns = { status: true, name: false, role: true, team: true, country: true, starts_on: true, last_day: false, salary: true, currency: true, equity_shares: false } as const;
type Column = keyof typeof hireColumns;
const columnOf: Readonly<Record<string, Column>> = { startsOn: 'starts_on', lastDay: 'last_day', 'salary.amount': 'salary', 'salary.currency': 'currency', 'equity.shares': 'equity_shares' };

/** Spreadsheets run what begins with these: such a cell is text, and no number. */
const FORMULA = /^[=+\-@]/;

export interface HireReport { readonly rows: readonly HireRow[]; readonly problems: readonly FieldProblem[] }
type Cells = Readonly<Record<Column, string>>;

const problem = (line: number, column: string, code: TeamRefusal, values: Record<string, string | number> = {}): FieldProblem =>
  ({ path: column ? `line ${line}, ${column}` : `line ${line}`, code, message: fill(teamRefusals[code], values) });

/**
 * Hires from the cells of a CSV file: the header first, then rows with the line they stand in. Salaries are yearly, in
 * whole units with a point (84000.50). Every problem of every row is reported with line and column; nothing is guessed.
 */
export function readHires(header: readonly string[], body: readonly { readonly line: number; readonly cells: readonly string[] }[]): HireReport {
  const names = header.map((h) => h.trim().toLowerCase());
  const missing = Object.entries(hireColumns).filter(([name, needed]) => needed && !names.includes(name)).map(([column]) => problem(1, column, 'hire-row-column-missing', { column }));
  const strange = names.filter((n) => !(n in hireColumns)).map((column) => problem(1, column.slice(0, 40), 'hire-row-column-unknown', { column: column.slice(0, 40) }));
  if (missing.length + strange.length > 0) return { rows: [], problems: [...missing, ...strange] };
  const read = body.map(({ line, cells }) => (cells.length === names.length ? readRow(line, cellsOf(names, cells)) : [problem(line, '', 'hire-row-too-short', { cells: cells.length, columns: names.length })]));
  const rows = read.filter((r): r is HireRow => !Array.isArray(r));
  return { rows, problems: [...read.flatMap((r) => (Array.isArray(r) ? r : [])), ...repeated(rows)] };
}

const cellsOf = (names: readonly string[], cells: readonly string[]): Cells =>
  Object.fromEntries(Object.keys(hireColumns).map((name) => [name, (cells[names.indexOf(name)] ?? '').trim()])) as Cells;

function readRow(line: number, cells: Cells): HireRow | FieldProblem[] {
  const at = (column: Column, code: TeamRefusal, values?: Record<string, string>) => problem(line, column, code, values);
  const empty = (Object.keys(hireColumns) as Column[]).filter((c) => hireColumns[c] && !cells[c]).map((column) => at(column, 'hire-row-cell-empty', { column }));
  if (empty.length > 0) return empty;
  const salary = amount(cells.salary, cells.currency);
  const shares = cells.equity_shares ? number(cells.equity_shares) : undefined;
  const wrong = [...numberProblem(at, 'salary', cells.salary, salary), ...(cells.equity_shares ? numberProblem(at, 'equity_shares', cells.equity_shares, shares) : []), ...statusProblems(at, cells)];
  const parsed = HireRow.safeParse({
    line, status: cells.status.toLowerCase(), role: cells.role, team: cells.team, country: cells.country, startsOn: cells.starts_on,
    salary: { amount: salary ?? 0, currency: cells.currency }, ...(cells.name && { name: cells.name }), ...(cells.last_day && { lastDay: cells.last_day }), ...(shares !== undefined && { equity: { shares } }),
  });
  if (wrong.length > 0 || !parsed.success) return [...wrong, ...(parsed.success ? [] : schemaProblems(line, fieldProblems(parsed.error), wrong))];
  return parsed.data;
}

type At = (column: Column, code: TeamRefusal, values?: Record<string, string>) => FieldProblem;
const numberProblem = (at: At, column: Column, text: string, value: number | undefined): FieldProblem[] =>
  FORMULA.test(text) ? [at(column, 'hire-row-formula', { value: text.slice(0, 40) })] : value === undefined ? [at(column, 'hire-row-number-invalid', { value: text.slice(0, 40) })] : [];

function statusProblems(at: At, { status, name, starts_on: starts, last_day: last }: Cells): FieldProblem[] {
  const is = status.toLowerCase();
  if (is !== 'planned' && is !== 'made') return [at('status', 'hire-row-status-unknown', { value: status.slice(0, 40) })];
  return [
    ...(is === 'made' && !name ? [at('name', 'hire-row-name-missing')] : []),
    ...(is === 'planned' && last ? [at('last_day', 'hire-row-leaves-plan')] : []),
    ...(is === 'made' && last && last < starts ? [at('last_day', 'hire-row-leaves-before-start')] : []),
  ];
}

/** What the contract finds wrong, said of the file's columns; a column is reported once. */
function schemaProblems(line: number, found: readonly FieldProblem[], already: readonly FieldProblem[]): FieldProblem[] {
  const said = found.map(({ path, code, message }) => ({ path: `line ${line}, ${columnOf[path] ?? path}`, code, message }));
  return said.filter((p) => !already.some((a) => a.path === p.path));
}

const number = (text: string): number | undefined => (/^\d{1,15}$/.test(text) ? Number(text) : undefined);

/** Minor units of "84000.50"; undefined when it is not a plain number or finer than the currency's minor unit. */
function amount(text: string, currency: string): number | undefined {
  const units = FORMULA.test(text) ? undefined : exact.parseDecimal(text);
  const minor = units && exact.mul(units, exact.rational(10 ** minorDigits(currency)));
  return minor?.den === 1n ? Number(minor.num) : undefined;
}

function repeated(rows: readonly HireRow[]): FieldProblem[] {
  const seen = new Map<string, number>();
  return rows.flatMap(({ status, name, role, startsOn, line }) => {
    if (status === 'planned' || !name) return [];
    const key = madeKey(name, startsOn, role);
    const before = seen.get(key);
    if (before === undefined) seen.set(key, line);
    return before === undefined ? [] : [problem(line, 'name', 'hire-row-twice', { line: before })];
  });
}

/** Takes a file of hires row by row, as an importer reads it; `finish` answers the hires or what is wrong with them. */
export class HiresReader {
  readonly #header: readonly string[];
  readonly #body: { line: number; cells: readonly string[] }[] = [];
  constructor(header: readonly string[]) { this.#header = header; }
  take(line: number, cells: readonly string[]): void { this.#body.push({ line, cells }); }
  finish(): HireReport { return readHires(this.#header, this.#body); }
}
