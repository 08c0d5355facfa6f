import * as tf from '../tf.ts';
import { has, run, withGradient } from './fused.ts';

const EPSILON = 1e-5; // keeps a constant row from dividing by zero (Ba et al. 2016 use the same role; PyTorch the same value)

/** Each row of the last axis with mean 0 and variance 1, then times `gain` plus `bias`. */
export function layerNorm(x: tf.Tensor, gain: tf.Tensor, bias: tf.Tensor): tf.Tensor {
  if (!has('CapstanLayerNorm')) {
    const { mean, variance } = tf.moments(x, -1, true);
    const normal = tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, EPSILON)));
    return tf.add(tf.mul(normal, gain), bias);
  }
  return withGradient([x, gain, bias], ([input, scale, offset], save) => {
    const [value, normal, inverse] = run('CapstanLayerNorm', { x: input!, gain: scale!, bias: offset! }, { epsilon: EPSILON }) as [tf.Tensor, tf.Tensor, tf.Tensor];
    save([scale!, normal, inverse]);
    return { value, gradient: (dy, [g, n, i]) => run('CapstanLayerNormGradient', { dy, gain: g!, normal: n!, inverse: i! }) };
  });
}
