import { isRefusal, type Refusal } from '@capstan/kernel';
import { separatorOf } from '@capstan/training';
import { CsvError, parse } from 'csv-parse/sync';
import { type Decimal, distinctValues, inferColumn, isMissing, numbersAsClasses } from './columns.ts';
import type { Column, Table } from './dataset.ts';
import { sha256 } from './hash.ts';
import { refuse } from './refusals.ts';
import { decodeUtf8 } from './text.ts';

const FEWEST_ROWS = 20;
const MOST_CLASSES = 100;
/** Whole numbers with at most so many values are classes, anything else numeric is a quantity to predict. */
const CLASS_NUMBERS = 20;
/** A category of more values than this is an identifier or free text. */
const MOST_CATEGORIES = 50;

interface Line { record: string[]; info: { lines: number } }

function linesOf(text: string): Line[] | Refusal {
  try {
    return parse(text, { bom: true, skip_empty_lines: true, relax_column_count: true, delimiter: separatorOf(text), info: true }) as unknown as Line[];
  } catch (error) {
    if (error instanceof CsvError) return refuse('table-broken', { line: Number(error['lines'] ?? 0), problem: 'a quotation mark is not closed or stands in the wrong place' });
    throw error;
  }
}

function cellsOf(text: string): { names: string[]; rows: string[][]; decimal: Decimal } | Refusal {
  const lines = linesOf(text);
  if (isRefusal(lines)) return lines;
  const [header, ...body] = lines;
  if (!header) return refuse('file-empty');
  const names = header.record.map((name) => name.trim());
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) return refuse('column-named-twice', { column: twice });
  const odd = body.find((line) => line.record.length !== names.length);
  if (odd) return refuse('row-width-changes', { line: odd.info.lines, found: odd.record.length, expected: names.length });
  // Where commas separate the cells, they stand in no number.
  return { names, rows: body.map((line) => line.record), decimal: separatorOf(text) === ',' ? 'point' : 'point or comma' };
}

/** The label as it is predicted: classes for words and for few whole numbers, a quantity otherwise. */
function labelOf(column: Column): Column | Refusal {
  const distinct = distinctValues(column);
  if (distinct < 2) return refuse('label-single-class', { label: column.name });
  if (column.type === 'number') return distinct <= CLASS_NUMBERS && column.values.every(Number.isInteger) ? numbersAsClasses(column) : column;
  return distinct > MOST_CLASSES ? refuse('label-too-many-classes', { label: column.name, found: distinct, limit: MOST_CLASSES }) : column;
}

/** Squares of larger numbers leave the range of doubles. */
const LARGEST_POWER = 100;

const tooLarge = (columns: readonly Column[]): Column | undefined => columns.find((column) => column.type === 'number' && column.values.some((value) => Math.abs(value) > 10 ** LARGEST_POWER));

/** Why a column is not learned from; undefined when it is. */
function uselessness(column: Column, rows: number): string | undefined {
  const distinct = distinctValues(column);
  if (distinct === 0) return 'empty';
  if (distinct === 1 && column.missing === 0) return 'constant';
  if (column.type === 'number') return distinct === 1 ? 'constant' : undefined;
  if (distinct > MOST_CATEGORIES) return 'too many categories';
  return distinct === rows ? 'different in every row' : undefined;
}

/**
 * The rows of a CSV file, to predict one column from the others. Without a label the last column is meant. Rows without a
 * label are left out; empty and constant columns and identifiers are dropped, and say why.
 */
export function readTable(bytes: Uint8Array, label: string | null = null, synthetic = false): Table | Refusal {
  const text = decodeUtf8(bytes);
  if (text === undefined) return refuse('file-not-utf8');
  if (text.trim() === '') return refuse('file-empty');
  const cells = cellsOf(text);
  if (isRefusal(cells)) return cells;
  const at = label === null ? cells.names.length - 1 : cells.names.indexOf(label);
  if (at < 0) return refuse('label-unknown', { label: label! });
  const rows = cells.rows.filter((row) => !isMissing(row[at]!));
  if (rows.length < FEWEST_ROWS) return refuse('too-few-rows', { found: rows.length, needed: FEWEST_ROWS });
  const target = labelOf(inferColumn(cells.names[at]!, rows.map((row) => row[at]!), cells.decimal));
  if (isRefusal(target)) return target;
  const columns = cells.names.flatMap((name, i) => (i === at ? [] : [inferColumn(name, rows.map((row) => row[i]!), cells.decimal)]));
  const large = tooLarge([target, ...columns]);
  if (large) return refuse('number-too-large', { column: large.name, limit: LARGEST_POWER });
  const judged = columns.map((column) => ({ column, why: uselessness(column, rows.length) }));
  const features = judged.flatMap(({ column, why }) => (why === undefined ? [column] : []));
  if (features.length === 0) return refuse('no-features');
  const dropped = judged.flatMap(({ column: { name, type, missing }, why }) => (why === undefined ? [] : [{ name, type, missing, why }]));
  return { kind: 'table', task: target.type === 'category' ? 'classification' : 'regression', rows: rows.length, features, label: target, dropped, hash: sha256(bytes), bytes: bytes.length, synthetic };
}
