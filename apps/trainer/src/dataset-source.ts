import { join } from 'node:path';
import type { DatasetSource } from '@capstan/ml';
import { digits, type RunSpec } from '@capstan/training';

/** Where the data of a run is read from: the built-in digits, or a file named by its hash. */
export function sourceOf({ dataset, data }: Pick<RunSpec, 'dataset' | 'data'>, folder: string, synthetic = false): DatasetSource {
  if (dataset.hash === digits.hash) return { source: 'digits' };
  const path = join(folder, dataset.hash);
  if (dataset.kind === 'table') return { source: 'table', path, label: dataset.label, synthetic };
  return dataset.kind === 'images' ? { source: 'images', path, side: data.side, synthetic } : { source: dataset.kind, path, synthetic };
}
