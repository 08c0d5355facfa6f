import * as tf from '../tf.ts';
import { has, run, withGradient } from './fused.ts';

const EPSILON = 1e-5; // PyTorch's; keeps a channel that is the same everywhere from dividing by zero

/**
 * Each channel (last axis) with mean 0 and variance 1 over everything else in the batch, then times `gain` plus `bias` (Ioffe and
 * Szegedy 2015), by the statistics of the batch itself: the way it trains. x is [..., channels], gain and bias are [channels].
 */
export function batchNorm(x: tf.Tensor, gain: tf.Tensor, bias: tf.Tensor): tf.Tensor {
  if (!has('CapstanBatchNorm')) {
    const { mean, variance } = tf.moments(x, x.shape.slice(0, -1).map((_, axis) => axis), true);
    return tf.add(tf.mul(tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, EPSILON))), gain), bias);
  }
  return withGradient([x, gain, bias], ([input, scale, offset], save) => {
    const [value, normal, inverse] = run('CapstanBatchNorm', { x: input!, gain: scale!, bias: offset! }, { epsilon: EPSILON }) as [tf.Tensor, tf.Tensor, tf.Tensor];
    save([scale!, normal, inverse]);
    return { value, gradient: (dy, [g, n, i]) => run('CapstanBatchNormGradient', { dy, gain: g!, normal: n!, inverse: i! }) };
  });
}
