import * as tf from '../tf.ts';
import { biasRelu } from '../ops/bias-relu.ts';
import { glorot, he, zeros, type Parameters } from './parameters.ts';
import type { Pass } from './model.ts';

/** A layer of units: rows [n, inputs] to [n, units], cut at zero when `relu`. */
export function dense(at: Parameters, name: string, inputs: number, units: number, relu = false): (x: tf.Tensor2D) => tf.Tensor2D {
  const weights = at.add<tf.Rank.R2>(`${name}/weights`, [inputs, units], relu ? he : glorot);
  const bias = at.add<tf.Rank.R1>(`${name}/bias`, [units], zeros);
  return (x) => biasRelu(tf.matMul(x, weights), bias, relu) as tf.Tensor2D;
}

/** Silences a share of the numbers while training and raises the others, so that sums stay (Srivastava et al. 2014). */
export function dropout<T extends tf.Tensor>(x: T, share: number, layer: string, pass: Pass): T {
  if (!pass.training || share === 0) return x;
  const random = pass.random(layer), kept = 1 / (1 - share);
  const mask = Float32Array.from({ length: x.size }, () => (random() < share ? 0 : kept));
  return tf.mul<T>(x, tf.tensor(mask, x.shape));
}

/** [batch, steps, features] as rows, and rows back as sequences. */
export const asRows = (x: tf.Tensor): tf.Tensor2D => tf.reshape<tf.Rank.R2>(x, [-1, x.shape.at(-1)!]);
export const asSequences = (x: tf.Tensor, steps: number): tf.Tensor3D => tf.reshape<tf.Rank.R3>(x, [-1, steps, x.shape.at(-1)!]);
