import type { ModelSpec } from '@capstan/training';
import * as tf from '../tf.ts';
import type { InputShape } from '../data/prepared.ts';
import { dense, dropout } from './layers.ts';
import type { Model } from './model.ts';
import { parameters } from './parameters.ts';

const sizeOf = (input: Exclude<InputShape, { kind: 'characters' }>): number => (input.kind === 'pixels' ? input.height * input.width * input.channels : input.kind === 'series' ? input.steps * input.count : input.count);

/** Layers of units, each joined to all of the one before: a picture or a row is read at once. */
export function mlp(spec: Extract<ModelSpec, { kind: 'mlp' }>, input: Exclude<InputShape, { kind: 'characters' }>, outputs: number, seed: number): Model {
  const at = parameters(seed), size = sizeOf(input);
  const layers = Array.from({ length: spec.layers }, (_, i) => dense(at, `layer${i + 1}`, i === 0 ? size : spec.units, spec.units, true));
  const answer = dense(at, 'head', spec.units, outputs);
  return {
    parameters: at,
    outputs: (inputs, pass) => answer(layers.reduce((x, layer, i) => dropout(layer(x), spec.dropout, `layer${i + 1}`, pass), tf.reshape<tf.Rank.R2>(inputs, [-1, size]))),
  };
}
