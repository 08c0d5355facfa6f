import * as tf from '../tf.ts';
import { has, run, withGradient } from './fused.ts';

/** Mean of −ln softmax(logits)[label] over the rows: logits [n, classes], labels [n] (int32). Natural logarithm: nats. */
export function crossEntropy(logits: tf.Tensor2D, labels: tf.Tensor1D): tf.Scalar {
  if (!has('CapstanCrossEntropy')) {
    const picked = tf.mul(tf.logSoftmax(logits), tf.oneHot(labels, logits.shape[1]));
    return tf.div(tf.neg(tf.sum(picked)), logits.shape[0]);
  }
  const rows = logits.shape[0];
  return withGradient([logits], ([input], save) => {
    const [losses, gradient] = run('CapstanCrossEntropy', { logits: input!, labels }) as [tf.Tensor, tf.Tensor];
    save([gradient]);
    return { value: tf.mean(losses), gradient: (dy, [g]) => [tf.mul(g!, tf.div(dy, rows))] };
  }) as tf.Scalar;
}
