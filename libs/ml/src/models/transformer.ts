import type { ModelSpec } from '@capstan/training';
import * as tf from '../tf.ts';
import { kindOf, type InputShape } from '../data/prepared.ts';
import { attention } from '../ops/attention.ts';
import { biasRelu } from '../ops/bias-relu.ts';
import { layerNorm } from '../ops/layer-norm.ts';
import { asRows, asSequences, dense, dropout } from './layers.ts';
import type { Model, Pass } from './model.ts';
import { ones, parameters, small, zeros, type Parameters } from './parameters.ts';
import { head, tokens } from './tokens.ts';

type Transformer = Extract<ModelSpec, { kind: 'transformer' }>;

function norm(at: Parameters, name: string, width: number): (x: tf.Tensor2D) => tf.Tensor2D {
  const gain = at.add<tf.Rank.R1>(`${name}/gain`, [width], ones);
  const bias = at.add<tf.Rank.R1>(`${name}/bias`, [width], zeros);
  return (x) => layerNorm(x, gain, bias) as tf.Tensor2D;
}

/** Attention and a feed-forward part, each on normalised input and added to what came in (pre-norm, Xiong et al. 2020). Rows in, rows out. */
function block(at: Parameters, name: string, spec: Transformer, steps: number, causal: boolean): (x: tf.Tensor2D, pass: Pass) => tf.Tensor2D {
  const { width, heads, expansion } = spec;
  const [first, second] = [norm(at, `${name}/norm1`, width), norm(at, `${name}/norm2`, width)];
  const [packed, mixed] = [dense(at, `${name}/packed`, width, 3 * width), dense(at, `${name}/mixed`, width, width)];
  const [wide, narrow] = [dense(at, `${name}/wide`, width, expansion * width, true), dense(at, `${name}/narrow`, expansion * width, width)];
  return (x, pass) => {
    const seen = mixed(asRows(attention(asSequences(packed(first(x)), steps), heads, causal)));
    const between = tf.add<tf.Tensor2D>(x, dropout(seen, spec.dropout, `${name}/attention`, pass));
    return tf.add<tf.Tensor2D>(between, dropout(narrow(wide(second(between))), spec.dropout, `${name}/forward`, pass));
  };
}

/** A decoder for text (each step sees what came before), an encoder with mean pooling for anything else. */
export function transformer(spec: Transformer, input: InputShape, outputs: number, seed: number): Model {
  const at = parameters(seed), { width } = spec;
  const source = tokens(at, input, width), { steps } = source;
  const positions = at.add<tf.Rank.R1>('positions', [steps * width], small);
  const blocks = Array.from({ length: spec.layers }, (_, i) => block(at, `block${i + 1}`, spec, steps, kindOf(input) === 'text'));
  const last = norm(at, 'norm', width);
  const answer = head(at, input, width, outputs, (states) => tf.mean<tf.Tensor2D>(states, 1));
  return {
    parameters: at,
    outputs: (inputs, pass) => {
      const placed = biasRelu(tf.reshape(source.of(inputs), [-1, steps * width]), positions, false);
      const states = blocks.reduce((x, next) => next(x, pass), tf.reshape<tf.Rank.R2>(placed, [-1, width]));
      return answer(asSequences(last(states), steps));
    },
  };
}
