import type { Refusal } from '@capstan/kernel';
import type { SeriesSpec } from '@capstan/training';
import { contentOf, keptRows, withoutOutliers } from './clean-table.ts';
import type { NumberColumn, Table } from './dataset.ts';
import { featuresOf } from './features.ts';
import type { Preparation } from './prepare.ts';
import type { Batch, Prepared } from './prepared.ts';
import { refuse } from './refusals.ts';
import { repeatedIn, repeatsAmong } from './repeats.ts';
import { fixedSamples } from './samples.ts';
import { scaleOf } from './scale.ts';

const starts = (from: number, to: number, length: number): Int32Array => Int32Array.from({ length: Math.max(0, to - from - length + 1) }, (_, i) => from + i);

/** Each row as a number; rows that say the same have the same one. */
function codesOf(table: Table, label: NumberColumn, rows: Int32Array): Int32Array {
  const codes = new Map<string, number>();
  return rows.map((row) => {
    const said = `${contentOf(table, row)}|${label.values[row]}`;
    return codes.get(said) ?? (codes.set(said, codes.size), codes.size - 1);
  });
}

/**
 * Rows of a table as they follow one another in time. A sample is `window` rows, the label's own past among them; its target
 * is the label `horizon` rows later. The last share is for validation and shares no row with what is learned from.
 */
export function prepareSeries(table: Table, { window, horizon }: SeriesSpec, how: Preparation): Prepared | Refusal {
  const { label } = table, { cleaning } = how.data, kept = keptRows(table, { ...cleaning, duplicates: 'keep' });
  if (label.type !== 'number') return refuse('series-needs-quantity', { label: label.name });
  const length = window + horizon, { rows } = kept, border = Math.round(rows.length * (1 - how.validationShare));
  const all = starts(0, border, length), later = starts(border, rows.length, length);
  if (all.length < 2 || later.length < 1) return refuse('series-too-short', { found: rows.length, window, horizon, needed: Math.ceil((length + 1) / Math.min(how.validationShare, 1 - how.validationShare)) });
  const past = rows.subarray(0, border), usual = cleaning.outliers === 'drop' ? new Set(withoutOutliers({ ...table, features: [...table.features, label] }, past, cleaning.deviations)) : undefined;
  const train = usual ? all.filter((start) => rows.subarray(start, start + length).every((row) => usual.has(row))) : all;
  const codes = codesOf(table, label, rows), leaked = repeatedIn(codes, later, length, border);
  const { features, readings } = featuresOf([...table.features, label], past, how.data), scale = scaleOf(label.values, past);
  const quantity = (at: number): number => (label.values[rows[at]!]! - scale.mean) / scale.deviation;
  const batch = (samples: Int32Array): Batch => {
    const inputs = new Float32Array(samples.length * window * features.length);
    let to = 0;
    for (const start of samples) for (let step = 0; step < window; step++) for (const feature of features) inputs[to++] = feature(rows[start + step]!);
    return { shape: [samples.length, window, features.length], inputs, targets: Float32Array.from(samples, (start) => quantity(start + length - 1)) };
  };
  return {
    task: 'regression', input: { kind: 'series', steps: window, count: features.length }, outputs: 1, classes: [], deviation: scale.deviation,
    reading: { kind: 'rows', columns: readings, label: { type: 'quantity', name: label.name, ...scale }, window, horizon },
    lastKnown: (samples) => Float32Array.from(samples, (start) => quantity(start + window - 1)),
    train: fixedSamples(train, batch), validation: fixedSamples(later.filter((start) => !leaked.has(start)), batch),
    duplicates: repeatsAmong(codes, Int32Array.from([...all, ...later]), length), leaks: leaked.size,
    cleaned: { duplicates: 0, missing: kept.missing, outliers: all.length - train.length },
  };
}
