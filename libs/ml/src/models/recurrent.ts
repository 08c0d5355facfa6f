import type { ModelSpec } from '@capstan/training';
import * as tf from '../tf.ts';
import type { InputShape } from '../data/prepared.ts';
import { gru } from '../ops/gru.ts';
import { lstm } from '../ops/lstm.ts';
import { rnn } from '../ops/rnn.ts';
import { dropout } from './layers.ts';
import type { Model } from './model.ts';
import { glorot, parameters, remember, zeros, type Parameters } from './parameters.ts';
import { head, tokens } from './tokens.ts';

type Recurrent = Extract<ModelSpec, { kind: 'rnn' | 'gru' | 'lstm' }>;
type Layer = (x: tf.Tensor3D) => tf.Tensor3D;

const gates = { rnn: 1, gru: 3, lstm: 4 } as const;

/** One layer of cells; its weights hold all gates side by side. */
function cells(at: Parameters, name: string, kind: Recurrent['kind'], features: number, units: number): Layer {
  const wide = gates[kind] * units;
  const weights = {
    kernel: at.add<tf.Rank.R2>(`${name}/kernel`, [features, wide], glorot),
    recurrent: at.add<tf.Rank.R2>(`${name}/recurrent`, [units, wide], glorot),
    bias: at.add<tf.Rank.R1>(`${name}/bias`, [wide], kind === 'lstm' ? remember : zeros),
  };
  if (kind === 'rnn') return (x) => rnn(x, weights);
  if (kind === 'lstm') return (x) => lstm(x, weights);
  const stateBias = at.add<tf.Rank.R1>(`${name}/state-bias`, [wide], zeros);
  return (x) => gru(x, { ...weights, stateBias });
}

/** Tokens through recurrent layers. A text is answered at every step, anything else after the last. */
export function recurrent(spec: Recurrent, input: InputShape, outputs: number, seed: number): Model {
  const at = parameters(seed);
  const source = tokens(at, input, spec.embedding);
  const layers = Array.from({ length: spec.layers }, (_, i) => cells(at, `layer${i + 1}`, spec.kind, i === 0 ? spec.embedding : spec.units, spec.units));
  const last = (states: tf.Tensor3D): tf.Tensor2D => tf.reshape<tf.Rank.R2>(tf.slice(states, [0, source.steps - 1, 0], [-1, 1, -1]), [-1, spec.units]);
  const answer = head(at, input, spec.units, outputs, last);
  return {
    parameters: at,
    outputs: (inputs, pass) => answer(layers.reduce((x, layer, i) => dropout(layer(x), spec.dropout, `layer${i + 1}`, pass), source.of(inputs))),
  };
}
