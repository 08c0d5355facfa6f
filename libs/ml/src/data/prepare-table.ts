import type { Refusal } from '@capstan/kernel';
import { rareClass } from './classes.ts';
import { contentOf, keptRows, withoutOutliers } from './clean-table.ts';
import type { Table } from './dataset.ts';
import { featuresOf } from './features.ts';
import type { Preparation } from './prepare.ts';
import type { Batch, Prepared } from './prepared.ts';
import { refuse } from './refusals.ts';
import { fixedSamples } from './samples.ts';
import { scaleOf } from './scale.ts';
import { split } from './split.ts';

/** Attention grows with the square of the features. */
const MOST_FEATURES = 512;

/** Cleaned rows of scaled numbers and one-hot categories; scales come from the training rows alone. */
export function prepareTable(table: Table, how: Preparation): Prepared | Refusal {
  const { label } = table, { cleaning } = how.data, kept = keptRows(table, cleaning);
  const rare = label.type === 'category' ? rareClass(kept.rows.map((row) => label.codes[row]!), label.categories) : undefined;
  if (rare !== undefined) return refuse('class-too-rare', { class: rare });
  const parts = split(Array.from(kept.rows, (row) => contentOf(table, row)), label.type === 'category' ? kept.rows.map((row) => label.codes[row]!) : null, how);
  const [learned, validation] = [parts.train, parts.validation].map((part) => part.map((at) => kept.rows[at]!)) as [Int32Array, Int32Array];
  const train = cleaning.outliers === 'drop' ? withoutOutliers(table, learned, cleaning.deviations) : learned;
  const { features, readings } = featuresOf(table.features, train, how.data);
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
    reading: { kind: 'row', columns: readings, label: label.type === 'category' ? { type: 'classes', name: label.name, classes: label.categories } : { type: 'quantity', name: label.name, ...scale! } },
    // The row before in the file; the first one has none and gets the mean.
    ...(scale && { lastKnown: (rows: Int32Array) => Float32Array.from(rows, (row) => (row === 0 ? 0 : target(row - 1))) }),
    train: fixedSamples(train, batch), validation: fixedSamples(validation, batch), duplicates: parts.duplicates, leaks: parts.leaks,
    cleaned: { duplicates: kept.duplicates, missing: kept.missing, outliers: learned.length - train.length },
  };
}
