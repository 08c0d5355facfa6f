import type { Refusal } from '@capstan/kernel';
import type { CategoryColumn, NumberColumn, Table } from './dataset.ts';
import type { Preparation } from './prepare.ts';
import type { Batch, Prepared } from './prepared.ts';
import { refuse } from './refusals.ts';
import { fixedSamples } from './samples.ts';
import { split } from './split.ts';

/** Attention grows with the square of the features. */
const MOST_FEATURES = 512;

type Feature = (row: number) => number;

/** Mean and standard deviation over the given rows; a column that does not vary there gets 1, so that it becomes 0. */
export function scaleOf(values: Float64Array, rows: Int32Array): { mean: number; deviation: number } {
  const known = Array.from(rows, (row) => values[row]!).filter((value) => !Number.isNaN(value));
  if (known.length === 0) return { mean: 0, deviation: 1 };
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const deviation = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length);
  return { mean, deviation: deviation > 1e-12 * Math.max(1, Math.abs(mean)) ? deviation : 1 };
}

/** A number counts in standard deviations from the mean; a missing one stands at the mean. */
function scaled(column: NumberColumn, train: Int32Array): Feature[] {
  const { mean, deviation } = scaleOf(column.values, train);
  return [(row) => (Number.isNaN(column.values[row]!) ? 0 : (column.values[row]! - mean) / deviation)];
}

/** One feature per category; a missing cell is none of them. */
const oneHot = (column: CategoryColumn): Feature[] => column.categories.map((_, category) => (row) => (column.codes[row] === category ? 1 : 0));

/** What a row says, label left aside: two rows of the same content are the same sample. */
const contentOf = (table: Table, row: number): string => table.features.map((column) => (column.type === 'number' ? column.values[row]! : column.codes[row]!)).join('|');

function rareClass(label: CategoryColumn): string | undefined {
  const counts = new Int32Array(label.categories.length);
  for (const code of label.codes) counts[code]!++;
  return label.categories[counts.indexOf(1)];
}

/** Rows of standardised numbers and one-hot categories; scales come from the training rows alone. */
export function prepareTable(table: Table, how: Preparation): Prepared | Refusal {
  const { label } = table;
  const rare = label.type === 'category' ? rareClass(label) : undefined;
  if (rare !== undefined) return refuse('class-too-rare', { class: rare });
  const content = Array.from({ length: table.rows }, (_, row) => contentOf(table, row));
  const { train, validation, duplicates, leaks } = split(content, label.type === 'category' ? label.codes : null, how);
  const features = table.features.flatMap((column) => (column.type === 'number' ? scaled(column, train) : oneHot(column)));
  if (features.length > MOST_FEATURES) return refuse('too-many-features', { found: features.length, limit: MOST_FEATURES });
  const scale = label.type === 'number' ? scaleOf(label.values, train) : null;
  const target = (row: number): number => (label.type === 'category' ? label.codes[row]! : (label.values[row]! - scale!.mean) / scale!.deviation);
  const batch = (rows: Int32Array): Batch => {
    const inputs = new Float32Array(rows.length * features.length);
    rows.forEach((row, i) => features.forEach((feature, j) => { inputs[i * features.length + j] = feature(row); }));
    return { shape: [rows.length, features.length], inputs, targets: scale ? Float32Array.from(rows, target) : Int32Array.from(rows, target) };
  };
  return {
    task: table.task, input: { kind: 'features', count: features.length }, outputs: label.type === 'category' ? label.categories.length : 1,
    classes: label.type === 'category' ? label.categories : [], deviation: scale?.deviation ?? null,
    train: fixedSamples(train, batch), validation: fixedSamples(validation, batch), duplicates, leaks,
  };
}
