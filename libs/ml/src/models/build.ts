import type { Refusal } from '@capstan/kernel';
import { misfit, type ModelSpec } from '@capstan/training';
import { kindOf, type Prepared } from '../data/prepared.ts';
import { refuse } from '../data/refusals.ts';
import { cnn } from './cnn.ts';
import { mlp } from './mlp.ts';
import type { Model } from './model.ts';
import { recurrent } from './recurrent.ts';
import { resnet } from './resnet.ts';
import { transformer } from './transformer.ts';

export type Trainable = Exclude<ModelSpec, { kind: 'baseline' }>;

/** The model of a spec for prepared data, its weights drawn by seed; a refusal where they do not fit. */
export function buildModel(spec: Trainable, prepared: Pick<Prepared, 'input' | 'outputs'>, seed: number): Model | Refusal {
  const why = misfit(kindOf(prepared.input), spec);
  if (why !== undefined) return refuse('model-does-not-fit', { why });
  const { input, outputs } = prepared;
  type Pixels = Extract<typeof input, { kind: 'pixels' }>;
  switch (spec.kind) {
    case 'mlp': return mlp(spec, input as Exclude<typeof input, { kind: 'characters' }>, outputs, seed);
    case 'cnn': return cnn(spec, input as Pixels, outputs, seed);
    case 'resnet': return resnet(spec, input as Pixels, outputs, seed);
    case 'transformer': return transformer(spec, input, outputs, seed);
    default: return recurrent(spec, input, outputs, seed);
  }
}
