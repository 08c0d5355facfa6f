import type { Refusal } from '@capstan/kernel';
import type { ModelSpec } from '@capstan/training';
import * as tf from '../tf.ts';
import type { InputShape } from '../data/prepared.ts';
import { refuse } from '../data/refusals.ts';
import { biasRelu } from '../ops/bias-relu.ts';
import { dense, dropout } from './layers.ts';
import type { Model } from './model.ts';
import { he, parameters, zeros, type Parameters } from './parameters.ts';

type Cnn = Extract<ModelSpec, { kind: 'cnn' }>;
type Pixels = Extract<InputShape, { kind: 'pixels' }>;

/** Height, width and channels after each block, a convolution of the same size and a pooling that halves (rounding down). */
export function cnnShapes({ blocks, filters }: Pick<Cnn, 'blocks' | 'filters'>, input: Omit<Pixels, 'kind'>): [height: number, width: number, channels: number][] {
  return Array.from({ length: blocks }, (_, i) => [Math.floor(input.height / 2 ** (i + 1)), Math.floor(input.width / 2 ** (i + 1)), filters * 2 ** i]);
}

function block(at: Parameters, name: string, kernel: number, channels: number, filters: number): (x: tf.Tensor4D) => tf.Tensor4D {
  const filter = at.add<tf.Rank.R4>(`${name}/filter`, [kernel, kernel, channels, filters], he);
  const bias = at.add<tf.Rank.R1>(`${name}/bias`, [filters], zeros);
  return (x) => tf.maxPool(biasRelu(tf.conv2d(x, filter, 1, 'same'), bias, true) as tf.Tensor4D, 2, 2, 'valid');
}

/** Convolutions and poolings, a hidden layer, one output per class. Refuses pictures too small to be halved so often. */
export function cnn(spec: Cnn, input: Pixels, outputs: number, seed: number): Model | Refusal {
  const shapes = cnnShapes(spec, input);
  const [height, width, channels] = shapes[spec.blocks - 1]!;
  if (height === 0 || width === 0) return refuse('pictures-too-small', { height: input.height, width: input.width, blocks: spec.blocks });
  const at = parameters(seed);
  const blocks = shapes.map(([, , filters], i) => block(at, `block${i + 1}`, spec.kernel, i === 0 ? input.channels : shapes[i - 1]![2], filters));
  const hidden = dense(at, 'hidden', height * width * channels, spec.dense, true);
  const answer = dense(at, 'head', spec.dense, outputs);
  return {
    parameters: at,
    outputs: (inputs, pass) => {
      const seen = blocks.reduce((x, next) => next(x), inputs as tf.Tensor4D);
      return answer(dropout(hidden(tf.reshape<tf.Rank.R2>(seen, [-1, height * width * channels])), spec.dropout, 'hidden', pass));
    },
  };
}
