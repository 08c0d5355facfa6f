import { isRefusal } from '@capstan/kernel';
import { knobs, plainData, type DatasetCard } from '@capstan/training';
import type { DescribeDataset } from '../engine.ts';
import type { Dataset, Table } from './dataset.ts';
import { prepare } from './prepare.ts';
import type { Prepared } from './prepared.ts';

function tally(names: readonly string[], codes: Int32Array): { class: string; samples: number }[] {
  const counts = new Int32Array(names.length);
  for (const code of codes) if (code >= 0) counts[code]!++;
  return names.map((name, i) => ({ class: name, samples: counts[i]! }));
}

function classesOf(dataset: Dataset): DatasetCard['classes'] {
  if (dataset.kind === 'images' || dataset.kind === 'documents') return tally(dataset.classes, dataset.labels);
  if (dataset.kind === 'text') return tally(dataset.alphabet, dataset.codes);
  return dataset.label.type === 'category' ? tally(dataset.label.categories, dataset.label.codes) : null;
}

const columnsOf = (table: Table): NonNullable<DatasetCard['columns']> => [
  ...table.features.map(({ name, type, missing }) => ({ name, type, missing, use: 'feature' as const, why: null })),
  { name: table.label.name, type: table.label.type, missing: table.label.missing, use: 'label' as const, why: null },
  ...table.dropped.map((column) => ({ ...column, use: 'dropped' as const })),
];

const shapeOf = ({ input }: Prepared): number[] =>
  input.kind === 'pixels' ? [input.height, input.width, input.channels] : input.kind === 'features' ? [input.count] : input.kind === 'series' ? [input.steps, input.count] : [input.steps];

/** What a dataset is, how it would be split, and what is wrong with it: duplicates, and samples on both sides of the split. */
export const describeDataset: DescribeDataset = (dataset, { seed = knobs.run.seed.default, validationShare = knobs.run.validationShare.default, data = plainData } = {}) => {
  const prepared = prepare(dataset, { seed, validationShare, sequence: knobs.lstm.sequence.default, data });
  if (isRefusal(prepared)) return prepared;
  const { train, validation, duplicates, leaks, cleaned } = prepared;
  return {
    kind: dataset.kind, task: dataset.task, hash: dataset.hash, bytes: dataset.bytes, synthetic: dataset.synthetic,
    samples: train.count + validation.count + leaks, train: train.count, validation: validation.count, duplicates, leaks, cleaned,
    classes: classesOf(dataset), shape: shapeOf(prepared), columns: dataset.kind === 'table' ? columnsOf(dataset) : null,
  };
};
