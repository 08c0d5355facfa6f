import type { DataSpec } from '@capstan/training';
import { bordersOf } from './clean-table.ts';
import type { CategoryColumn, Column, NumberColumn } from './dataset.ts';
import { scaleBy, scaleOf } from './scale.ts';

/** One number of a row as a model meets it. */
export type Feature = (row: number) => number;

/** A number on its scale, outliers brought to the border where they are to be clipped; a missing one stands at the mean. */
function scaled(column: NumberColumn, train: Int32Array, { cleaning, scaling }: DataSpec): Feature[] {
  const { zero, unit } = scaleBy(scaling, column.values, train), { mean } = scaleOf(column.values, train);
  const { low, high } = cleaning.outliers === 'clip' ? bordersOf(column, train, cleaning.deviations) : { low: -Infinity, high: Infinity };
  return [(row) => {
    const value = column.values[row]!;
    return ((Number.isNaN(value) ? mean : Math.min(high, Math.max(low, value))) - zero) / unit;
  }];
}

/** One feature per category; a missing cell is none of them. */
const oneHot = (column: CategoryColumn): Feature[] => column.categories.map((_, category) => (row) => (column.codes[row] === category ? 1 : 0));

/** The features of some columns. Scales and borders come from the training rows alone. */
export const featuresOf = (columns: readonly Column[], train: Int32Array, data: DataSpec): Feature[] =>
  columns.flatMap((column) => (column.type === 'number' ? scaled(column, train, data) : oneHot(column)));
