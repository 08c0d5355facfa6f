import type { Refusal } from '@capstan/kernel';
import { misfit, type DatasetKind, type ModelSpec } from '@capstan/training';
import type { Prepared } from '../data/prepared.ts';
import { refuse } from '../data/refusals.ts';
import { cnn } from './cnn.ts';
import { lstm } from './lstm.ts';
import type { Model } from './model.ts';
import { transformer } from './transformer.ts';

export type Trainable = Exclude<ModelSpec, { kind: 'baseline' }>;

const kindOf = (prepared: Prepared): DatasetKind => (prepared.input.kind === 'pixels' ? 'images' : prepared.input.kind === 'features' ? 'table' : 'text');

/** The model of a spec for prepared data, its weights drawn by seed; a refusal where they do not fit. */
export function buildModel(spec: Trainable, prepared: Prepared, seed: number): Model | Refusal {
  const why = misfit(kindOf(prepared), spec);
  if (why !== undefined) return refuse('model-does-not-fit', { why });
  const { input, outputs } = prepared;
  if (spec.kind === 'cnn') return cnn(spec, input as Extract<typeof input, { kind: 'pixels' }>, outputs, seed);
  return spec.kind === 'lstm' ? lstm(spec, input, outputs, seed) : transformer(spec, input, outputs, seed);
}
