import type { Refusal } from '@capstan/kernel';
import type { RunSpec } from '@capstan/training';
import type { Dataset } from '../data/dataset.ts';
import { prepare } from '../data/prepare.ts';
import type { Prepared } from '../data/prepared.ts';
import { refuse } from '../data/refusals.ts';

/** Windows of this length for models that name none. */
const USUAL_SEQUENCE = 64;

/** The data of a run: the content its spec names, split by its seed. */
export function preparedFor(spec: RunSpec, dataset: Dataset): Prepared | Refusal {
  if (spec.dataset.hash !== dataset.hash || spec.dataset.kind !== dataset.kind) return refuse('dataset-changed');
  return prepare(dataset, { seed: spec.seed, validationShare: spec.validationShare, sequence: 'sequence' in spec.model ? spec.model.sequence : USUAL_SEQUENCE, data: spec.data });
}
