import type { DataSpec } from '@capstan/training';
import { bordersOf } from './clean-table.ts';
import type { CategoryColumn, Column, NumberColumn } from './dataset.ts';
import type { ColumnReading } from './reading.ts';
import { scaleBy, scaleOf } from './scale.ts';

/** One number of a row as a model meets it. */
export type Feature = (row: number) => number;

/** How the cells of a column become features. Scales and borders come from the training rows alone; outliers are brought to the border where they are to be clipped. */
function readingOf(column: Column, train: Int32Array, { cleaning, scaling }: DataSpec): ColumnReading {
  if (column.type === 'category') return { type: 'category', name: column.name, categories: column.categories };
  const { zero, unit } = scaleBy(scaling, column.values, train), { mean } = scaleOf(column.values, train);
  return { type: 'number', name: column.name, mean, zero, unit, border: cleaning.outliers === 'clip' ? bordersOf(column, train, cleaning.deviations) : null };
}

/** A number on its scale; a missing one stands at the mean. */
export function scaled({ mean, zero, unit, border }: Extract<ColumnReading, { type: 'number' }>, value: number): number {
  const known = Number.isNaN(value) ? mean : border ? Math.min(border.high, Math.max(border.low, value)) : value;
  return (known - zero) / unit;
}

function featuresIn(column: Column, reading: ColumnReading): Feature[] {
  if (reading.type === 'number') return [(row) => scaled(reading, (column as NumberColumn).values[row]!)];
  // One feature per category; a missing cell is none of them.
  return reading.categories.map((_, category) => (row) => ((column as CategoryColumn).codes[row] === category ? 1 : 0));
}

/** The features of some columns, and how they are read. */
export function featuresOf(columns: readonly Column[], train: Int32Array, data: DataSpec): { readonly readings: readonly ColumnReading[]; readonly features: readonly Feature[] } {
  const readings = columns.map((column) => readingOf(column, train, data));
  return { readings, features: columns.flatMap((column, i) => featuresIn(column, readings[i]!)) };
}
