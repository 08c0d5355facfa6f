import type { Column } from './dataset.ts';

const MISSING = new Set(['', 'na', 'n/a', 'nan', 'null', 'none', '?', '-']);
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i;

export const isMissing = (cell: string): boolean => MISSING.has(cell.trim().toLowerCase());

/** A column of cells as numbers when every cell that is there is one, as categories otherwise. */
export function inferColumn(name: string, cells: readonly string[]): Column {
  const present = cells.map((cell) => (isMissing(cell) ? undefined : cell.trim()));
  const missing = present.filter((cell) => cell === undefined).length;
  if (missing < cells.length && present.every((cell) => cell === undefined || NUMBER.test(cell))) {
    return { name, type: 'number', values: Float64Array.from(present, (cell) => (cell === undefined ? NaN : Number(cell))), missing };
  }
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
