import * as tf from '../tf.ts';
import { has, run, withGradient } from './fused.ts';

/** 0 where a step may look and −10⁹ where it may not: no step sees a later one. */
const causalMask = (steps: number): tf.Tensor2D => {
  const values = new Float32Array(steps * steps);
  for (let i = 0; i < steps; i++) values.fill(-1e9, i * steps + i + 1, (i + 1) * steps);
  return tf.tensor2d(values, [steps, steps]);
};

function composed(packed: tf.Tensor3D, heads: number, causal: boolean): tf.Tensor3D {
  const [batch, steps, triple] = packed.shape, width = triple / 3, size = width / heads;
  const perHead = (part: tf.Tensor): tf.Tensor => tf.transpose(tf.reshape(part, [batch, steps, heads, size]), [0, 2, 1, 3]);
  const [query, key, value] = tf.split(packed, 3, 2).map(perHead) as [tf.Tensor, tf.Tensor, tf.Tensor];
  const scores = tf.mul(tf.matMul(query, key, false, true), 1 / Math.sqrt(size));
  const weights = tf.softmax(causal ? tf.add(scores, causalMask(steps)) : scores);
  return tf.reshape<tf.Rank.R3>(tf.transpose(tf.matMul(weights, value), [0, 2, 1, 3]), [batch, steps, width]);
}

/**
 * softmax(Q·Kᵀ/√d)·V per head (Vaswani et al. 2017). `packed` is [batch, steps, 3 × width]: queries, keys, values;
 * the answer is [batch, steps, width]. Causal: a step sees itself and what came before.
 */
export function attention(packed: tf.Tensor3D, heads: number, causal: boolean): tf.Tensor3D {
  if (!has('CapstanAttention')) return composed(packed, heads, causal);
  return withGradient([packed], ([input], save) => {
    const [value, weights] = run('CapstanAttention', { packed: input! }, { heads, causal }) as [tf.Tensor, tf.Tensor];
    save([input!, weights]);
    return { value, gradient: (dy, [p, w]) => run('CapstanAttentionGradient', { dy, packed: p!, weights: w! }) };
  }) as tf.Tensor3D;
}
