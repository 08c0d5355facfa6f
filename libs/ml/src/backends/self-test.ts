import * as tf from '../tf.ts';
import { attention } from '../ops/attention.ts';
import { batchNorm } from '../ops/batch-norm.ts';
import { biasRelu } from '../ops/bias-relu.ts';
import { crossEntropy } from '../ops/cross-entropy.ts';
import { gru } from '../ops/gru.ts';
import { layerNorm } from '../ops/layer-norm.ts';
import { lstm } from '../ops/lstm.ts';
import { quantityLoss } from '../ops/quantity-loss.ts';
import { rnn } from '../ops/rnn.ts';
import { floats, normal, randomAt } from '../random.ts';
import { slopeErrors } from './slopes.ts';

/** Finite differences in single precision are good to about this. */
const TOLERANCE = 0.02;

/** Normal numbers of a shape, always the same ones. */
export const numbers = (name: string, ...shape: number[]): tf.Tensor => tf.tensor(floats(tf.util.sizeFromShape(shape), normal(randomAt(7, name))), shape);

/** Any tensor as one number in which every element counts. */
export const mixed = (x: tf.Tensor): tf.Scalar => tf.mean<tf.Scalar>(tf.mul(x, numbers('mix', ...x.shape)));

/** Numbers at or below zero in random order, no two so close that a small step changes which is the largest. */
const apart = (...shape: number[]): tf.Tensor => {
  const size = tf.util.sizeFromShape(shape), random = randomAt(7, 'apart');
  const order = Array.from({ length: size }, (_, i) => [random(), -i] as const).sort((a, b) => a[0] - b[0]);
  return tf.tensor(order.map(([, value]) => value / 5), shape);
};

interface Check { readonly name: string; inputs(): tf.Tensor[]; f(...inputs: tf.Tensor[]): tf.Scalar }

/** Every operation that a model of ours is made of, on inputs with odd sizes so that the edges are walked too. */
export const checks: readonly Check[] = [
  { name: 'convolution', inputs: () => [numbers('x', 3, 7, 6, 3), numbers('f', 3, 3, 3, 5)], f: (x: tf.Tensor4D, filter: tf.Tensor4D) => mixed(tf.conv2d(x, filter, 1, 'same')) },
  { name: 'strided convolution', inputs: () => [numbers('x', 3, 7, 6, 3), numbers('f', 3, 2, 3, 5)], f: (x: tf.Tensor4D, filter: tf.Tensor4D) => mixed(tf.conv2d(x, filter, [2, 1], 'valid')) },
  { name: 'max pooling below zero', inputs: () => [apart(2, 6, 6, 3)], f: (x: tf.Tensor4D) => mixed(tf.maxPool(x, 2, 2, 'valid')) },
  { name: 'overlapping max pooling', inputs: () => [apart(2, 7, 5, 3)], f: (x: tf.Tensor4D) => mixed(tf.maxPool(x, 3, 2, 'same')) },
  ...[[false, false], [false, true], [true, false], [true, true]].map(([a, b]): Check => ({
    name: `product${a ? ', left transposed' : ''}${b ? ', right transposed' : ''}`,
    inputs: () => [a ? numbers('a', 2, 7, 5) : numbers('a', 2, 5, 7), b ? numbers('b', 2, 9, 7) : numbers('b', 2, 7, 9)],
    f: (x: tf.Tensor3D, y: tf.Tensor3D) => mixed(tf.matMul(x, y, a, b)),
  })),
  { name: 'gathering', inputs: () => [numbers('x', 5, 7)], f: (x: tf.Tensor2D) => mixed(tf.gather(x, tf.tensor2d([[0, 1, 1], [4, 2, 1]], [2, 3], 'int32'))) },
  { name: 'bias and cut at zero', inputs: () => [numbers('x', 5, 7), numbers('b', 7)], f: (x, bias) => mixed(biasRelu(x, bias, true)) },
  { name: 'softmax cross-entropy', inputs: () => [numbers('x', 5, 7)], f: (x: tf.Tensor2D) => crossEntropy(x, tf.tensor1d([1, 0, 6, 3, 2], 'int32')) },
  { name: 'Huber loss', inputs: () => [numbers('x', 35)], f: (x: tf.Tensor1D) => quantityLoss(x, tf.zeros([35]), { kind: 'huber', delta: 0.7 }) },
  { name: 'layer norm', inputs: () => [numbers('x', 5, 7), numbers('g', 7), numbers('b', 7)], f: (x, gain, bias) => mixed(layerNorm(x, gain, bias)) },
  { name: 'LSTM', inputs: () => [numbers('x', 3, 5, 4), numbers('k', 4, 24), numbers('u', 6, 24), numbers('b', 24)], f: (x: tf.Tensor3D, kernel: tf.Tensor2D, recurrent: tf.Tensor2D, bias: tf.Tensor1D) => mixed(lstm(x, { kernel, recurrent, bias })) },
  { name: 'GRU', inputs: () => [numbers('x', 3, 5, 4), numbers('k', 4, 18), numbers('u', 6, 18), numbers('b', 18), numbers('c', 18)], f: (x: tf.Tensor3D, kernel: tf.Tensor2D, recurrent: tf.Tensor2D, bias: tf.Tensor1D, stateBias: tf.Tensor1D) => mixed(gru(x, { kernel, recurrent, bias, stateBias })) },
  { name: 'plain recurrence', inputs: () => [numbers('x', 3, 5, 4), numbers('k', 4, 6), tf.mul(numbers('u', 6, 6), 0.3), numbers('b', 6)], f: (x: tf.Tensor3D, kernel: tf.Tensor2D, recurrent: tf.Tensor2D, bias: tf.Tensor1D) => mixed(rnn(x, { kernel, recurrent, bias })) },
  { name: 'causal attention', inputs: () => [numbers('x', 3, 6, 24)], f: (x: tf.Tensor3D) => mixed(attention(x, 2, true)) },
  { name: 'attention', inputs: () => [numbers('x', 3, 6, 24)], f: (x: tf.Tensor3D) => mixed(attention(x, 2, false)) },
];

/** Operations that no model here is made of yet: a backend that lacks one is still chosen. */
export const furtherChecks: readonly Check[] = [
  { name: 'depthwise convolution', inputs: () => [numbers('x', 2, 7, 6, 6), numbers('f', 3, 3, 6, 1)], f: (x: tf.Tensor4D, filter: tf.Tensor4D) => mixed(tf.depthwiseConv2d(x, filter, 1, 'same')) },
  { name: 'strided depthwise convolution with several filters a channel', inputs: () => [numbers('x', 2, 7, 6, 3), numbers('f', 3, 2, 3, 2)], f: (x: tf.Tensor4D, filter: tf.Tensor4D) => mixed(tf.depthwiseConv2d(x, filter, 2, 'valid')) },
  { name: 'batch norm', inputs: () => [numbers('x', 3, 4, 2, 7), numbers('g', 7), numbers('b', 7)], f: (x, gain, bias) => mixed(batchNorm(x, gain, bias)) },
];

/** The largest error of a check, over its inputs, on the backend in use. */
export async function errorOf(check: Check): Promise<number> {
  const inputs = tf.tidy(() => check.inputs());
  const slopes = await slopeErrors((...given) => check.f(...given), inputs);
  tf.dispose(inputs);
  return Math.max(...slopes.map(({ error }) => (Number.isNaN(error) ? Infinity : error)));
}

/** The first operation whose gradient disagrees with finite differences on the backend in use; undefined when all agree. */
export async function wrongGradient(): Promise<string | undefined> {
  for (const check of checks) if ((await errorOf(check)) > TOLERANCE) return check.name;
  return undefined;
}
