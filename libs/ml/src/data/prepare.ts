import { isRefusal, type Refusal } from '@capstan/kernel';
import { strangeSetting, type DataSpec } from '@capstan/training';
import type { Dataset } from './dataset.ts';
import type { Prepared } from './prepared.ts';
import { prepareDocuments } from './prepare-documents.ts';
import { prepareImages } from './prepare-images.ts';
import { prepareSeries } from './prepare-series.ts';
import { prepareTable } from './prepare-table.ts';
import { prepareText } from './prepare-text.ts';
import { refuse } from './refusals.ts';
import { fixedSamples, shareOf } from './samples.ts';

export interface Preparation { readonly seed: number; readonly validationShare: number; readonly sequence: number; readonly data: DataSpec }

function prepared(dataset: Dataset, how: Preparation): Prepared | Refusal {
  switch (dataset.kind) {
    case 'images': return prepareImages(dataset, how);
    case 'text': return prepareText(dataset, how);
    case 'documents': return prepareDocuments(dataset, how);
    case 'table': return how.data.series ? prepareSeries(dataset, how.data.series, how) : prepareTable(dataset, how);
  }
}

/** Cleans and splits a dataset and turns it into what models learn from. Scales are those of the training part alone, all of it also where only a share is learned from. */
export function prepare(dataset: Dataset, how: Preparation): Prepared | Refusal {
  if (strangeSetting(dataset.kind, how.data) !== undefined) return refuse('setting-does-not-fit', { kind: dataset.kind });
  const ready = prepared(dataset, how);
  if (isRefusal(ready)) return ready;
  if (ready.validation.count === 0 || ready.train.count === 0) return refuse('split-empty');
  // A text takes its share as one stretch of itself.
  if (how.data.share === 1 || dataset.kind === 'text') return ready;
  return { ...ready, train: fixedSamples(shareOf(ready.train.inOrder, how.data.share, how.seed), ready.train.batch) };
}
