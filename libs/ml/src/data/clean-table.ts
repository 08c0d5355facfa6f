import type { CleaningSpec } from '@capstan/training';
import type { NumberColumn, Table } from './dataset.ts';
import { scaleOf } from './scale.ts';

/** What a row says, label left aside: two rows of the same content are the same sample. */
export const contentOf = (table: Table, row: number): string => table.features.map((column) => (column.type === 'number' ? column.values[row]! : column.codes[row]!)).join('|');

const labelAt = ({ label }: Table, row: number): number => (label.type === 'category' ? label.codes[row]! : label.values[row]!);

const missesCell = (table: Table, row: number): boolean => table.features.some((column) => (column.type === 'number' ? Number.isNaN(column.values[row]!) : column.codes[row]! < 0));

export interface Kept { readonly rows: Int32Array; readonly duplicates: number; readonly missing: number }

/** The rows that cleaning leaves, in their order: without those of a missing cell, then without those that say the same as an earlier one in every cell. */
export function keptRows(table: Table, { duplicates, missing }: CleaningSpec): Kept {
  const all = Array.from({ length: table.rows }, (_, row) => row);
  const whole = missing === 'drop' ? all.filter((row) => !missesCell(table, row)) : all;
  const seen = new Set<string>();
  const isNew = (row: number): boolean => seen.size < seen.add(`${contentOf(table, row)}|${labelAt(table, row)}`).size;
  const rows = duplicates === 'drop' ? whole.filter(isNew) : whole;
  return { rows: Int32Array.from(rows), duplicates: whole.length - rows.length, missing: all.length - whole.length };
}

/** Where a column's numbers are no outliers: so many deviations around the mean of the given rows. */
export function bordersOf(column: NumberColumn, rows: Int32Array, deviations: number): { low: number; high: number } {
  const { mean, deviation } = scaleOf(column.values, rows);
  return { low: mean - deviations * deviation, high: mean + deviations * deviation };
}

/** The rows without those in which some number lies beyond its column's borders. */
export function withoutOutliers(table: Table, rows: Int32Array, deviations: number): Int32Array {
  const checked = table.features.filter((column) => column.type === 'number').map((column) => ({ values: column.values, ...bordersOf(column, rows, deviations) }));
  return rows.filter((row) => !checked.some(({ values, low, high }) => values[row]! < low || values[row]! > high));
}
