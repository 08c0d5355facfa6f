import type { Column } from './dataset.ts';

const MISSING = new Set(['', 'na', 'n/a', 'nan', 'null', 'none', '?', '-']);
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i;
const WITH_COMMA = /^[+-]?(\d+,?\d*|,\d+|\d{1,3}(\.\d{3})+(,\d+)?)(e[+-]?\d{1,3})?$/i;

/** Which decimal marks a file's numbers may have. With a comma, a point groups thousands; a column is written one way or the other. */
export type Decimal = 'point' | 'point or comma';

export const isMissing = (cell: string): boolean => MISSING.has(cell.trim().toLowerCase());

const pointed = (cell: string): number => Number(cell);
const commaed = (cell: string): number => Number(cell.replaceAll('.', '').replace(',', '.'));

/** How to read the numbers of a column; undefined when one of its cells is none. */
function numberReader(cells: readonly (string | undefined)[], decimal: Decimal): ((cell: string) => number) | undefined {
  const all = (form: RegExp) => cells.every((cell) => cell === undefined || form.test(cell));
  if (all(NUMBER)) return pointed;
  return decimal === 'point or comma' && all(WITH_COMMA) ? commaed : undefined;
}

/** A column of cells as numbers when every cell that is there is one, as categories otherwise. */
export function inferColumn(name: string, cells: readonly string[], decimal: Decimal = 'point'): Column {
  const present = cells.map((cell) => (isMissing(cell) ? undefined : cell.trim()));
  const missing = present.filter((cell) => cell === undefined).length;
  const read = missing < cells.length ? numberReader(present, decimal) : undefined;
  if (read) return { name, type: 'number', values: Float64Array.from(present, (cell) => (cell === undefined ? NaN : read(cell))), missing };
  return { ...asCategories(name, present), missing };
}

const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function asCategories(name: string, present: readonly (string | undefined)[]): Extract<Column, { type: 'category' }> {
  const categories = [...new Set(present.filter((cell) => cell !== undefined))].sort(byName);
  const code = new Map(categories.map((category, i) => [category, i]));
  return { name, type: 'category', categories, codes: Int32Array.from(present, (cell) => (cell === undefined ? -1 : code.get(cell)!)), missing: 0 };
}

/** The same column with its numbers as classes, in the order of the numbers. */
export function numbersAsClasses(column: Extract<Column, { type: 'number' }>): Extract<Column, { type: 'category' }> {
  const distinct = [...new Set(column.values)].filter((v) => !Number.isNaN(v)).sort((a, b) => a - b);
  const code = new Map(distinct.map((value, i) => [value, i]));
  return { name: column.name, type: 'category', categories: distinct.map(String), codes: Int32Array.from(column.values, (v) => code.get(v) ?? -1), missing: column.missing };
}

/** How many different values a column holds; a missing cell is none. */
export const distinctValues = (column: Column): number => (column.type === 'category' ? column.categories.length : new Set([...column.values].filter((v) => !Number.isNaN(v))).size);
