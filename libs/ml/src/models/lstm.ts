import type { ModelSpec } from '@capstan/training';
import * as tf from '../tf.ts';
import type { InputShape } from '../data/prepared.ts';
import { lstm as lstmLayer, type LstmWeights } from '../ops/lstm.ts';
import { dropout } from './layers.ts';
import type { Model } from './model.ts';
import { glorot, parameters, remember, type Parameters } from './parameters.ts';
import { head, tokens } from './tokens.ts';

const weights = (at: Parameters, name: string, features: number, units: number): LstmWeights => ({
  kernel: at.add<tf.Rank.R2>(`${name}/kernel`, [features, 4 * units], glorot),
  recurrent: at.add<tf.Rank.R2>(`${name}/recurrent`, [units, 4 * units], glorot),
  bias: at.add<tf.Rank.R1>(`${name}/bias`, [4 * units], remember),
});

/** Tokens through LSTM layers. A text is answered at every step, anything else after the last. */
export function lstm(spec: Extract<ModelSpec, { kind: 'lstm' }>, input: InputShape, outputs: number, seed: number): Model {
  const at = parameters(seed);
  const source = tokens(at, input, spec.embedding);
  const layers = Array.from({ length: spec.layers }, (_, i) => weights(at, `layer${i + 1}`, i === 0 ? spec.embedding : spec.units, spec.units));
  const last = (states: tf.Tensor3D): tf.Tensor2D => tf.reshape<tf.Rank.R2>(tf.slice(states, [0, source.steps - 1, 0], [-1, 1, -1]), [-1, spec.units]);
  const answer = head(at, input, spec.units, outputs, last);
  return {
    parameters: at,
    outputs: (inputs, pass) => answer(layers.reduce((x, layer, i) => dropout(lstmLayer(x, layer), spec.dropout, `layer${i + 1}`, pass), source.of(inputs))),
  };
}
