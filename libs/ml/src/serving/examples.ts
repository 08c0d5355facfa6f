import { isRefusal, type Refusal } from '@capstan/kernel';
import type { Example, Row, RunSpec } from '@capstan/training';
import { keptRows } from '../data/clean-table.ts';
import type { Column, Dataset, Table } from '../data/dataset.ts';
import type { Prepared } from '../data/prepared.ts';
import type { Reading } from '../data/reading.ts';
import { preparedFor } from '../run/prepared-for.ts';
import { tokenReader } from './token-reader.ts';

const cellAt = (column: Column, row: number): Row[string] => {
  if (column.type === 'category') return column.categories[column.codes[row]!] ?? null;
  return Number.isNaN(column.values[row]!) ? null : column.values[row]!;
};
const rowAt = (columns: readonly Column[], row: number): Row => Object.fromEntries(columns.map((column) => [column.name, cellAt(column, row)]));

function ofSeries(table: Table, { window, horizon }: Extract<Reading, { kind: 'rows' }>, spec: RunSpec): (start: number) => Example {
  const { rows } = keptRows(table, { ...spec.data.cleaning, duplicates: 'keep' });
  return (start) => ({
    sample: { kind: 'rows', rows: Array.from({ length: window }, (_, i) => rowAt([...table.features, table.label], rows[start + i]!)) },
    truth: String(cellAt(table.label, rows[start + window + horizon - 1]!)),
  });
}

/** A window of the text and what really follows it. */
function ofText(reading: Extract<Reading, { kind: 'text' }>, prepared: Prepared): (start: number) => Example {
  const { tokens } = tokenReader(reading.tokens), said = (codes: ArrayLike<number>): string => Array.from(codes, (code) => tokens[code]!).join('');
  const half = Math.ceil(reading.steps / 2);
  return (start) => {
    const { inputs } = prepared.validation.batch(Int32Array.of(start));
    return { sample: { kind: 'beginning', text: said(inputs.subarray(0, half)), length: reading.steps - half || 1, temperature: 0.8, seed: 1 }, truth: said(inputs.subarray(half)) };
  };
}

function exampleAt(dataset: Dataset, prepared: Prepared, spec: RunSpec): (sample: number) => Example {
  const { reading } = prepared;
  if (dataset.kind === 'images') {
    const [height, width, channels] = dataset.shape, size = height * width * channels;
    return (i) => ({ sample: { kind: 'pixels', pixels: [...dataset.pixels.subarray(i * size, (i + 1) * size)] }, truth: dataset.classes[dataset.labels[i]!]! });
  }
  if (dataset.kind === 'documents') return (i) => ({ sample: { kind: 'text', text: dataset.texts[i]! }, truth: dataset.classes[dataset.labels[i]!]! });
  if (dataset.kind === 'text') return ofText(reading as Extract<Reading, { kind: 'text' }>, prepared);
  if (reading.kind === 'rows') return ofSeries(dataset, reading, spec);
  return (row) => ({ sample: { kind: 'row', values: rowAt(dataset.features, row) }, truth: String(cellAt(dataset.label, row)) });
}

/** Samples of the validation part, evenly spread over it, with what is true of each. */
export function examplesOf({ spec, dataset, count }: { spec: RunSpec; dataset: Dataset; count: number }): Example[] | Refusal {
  const prepared = preparedFor(spec, dataset);
  if (isRefusal(prepared)) return prepared;
  const { inOrder } = prepared.validation, many = Math.min(count, inOrder.length), at = exampleAt(dataset, prepared, spec);
  return Array.from({ length: many }, (_, i) => at(inOrder[Math.floor((i * inOrder.length) / many)]!));
}
