import { isRefusal, type Refusal } from '@capstan/kernel';
import { strangeSetting, type DataSpec } from '@capstan/training';
import type { Dataset } from './dataset.ts';
import type { Prepared } from './prepared.ts';
import { prepareImages } from './prepare-images.ts';
import { prepareSeries } from './prepare-series.ts';
import { prepareTable } from './prepare-table.ts';
import { prepareText } from './prepare-text.ts';
import { refuse } from './refusals.ts';

export interface Preparation { readonly seed: number; readonly validationShare: number; readonly sequence: number; readonly data: DataSpec }

/** Splits a dataset and turns it into what models learn from. Scales are those of the training part alone. */
export function prepare(dataset: Dataset, how: Preparation): Prepared | Refusal {
  if (strangeSetting(dataset.kind, how.data) !== undefined) return refuse('setting-does-not-fit', { kind: dataset.kind });
  const prepared = dataset.kind === 'images' ? prepareImages(dataset, how) : dataset.kind === 'text' ? prepareText(dataset, how) : how.data.series ? prepareSeries(dataset, how.data.series, how) : prepareTable(dataset, how);
  if (isRefusal(prepared)) return prepared;
  return prepared.validation.count === 0 || prepared.train.count === 0 ? refuse('split-empty') : prepared;
}
