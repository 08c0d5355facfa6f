import * as tf from '../tf.ts';
import { huber } from '../metrics/losses.ts';
import type { LossSpec } from '@capstan/training';

/** Mean over the rows of e², or of Huber's loss of e: e²/2 up to δ, δ·(|e| − δ/2) beyond (Huber 1964). Both are in scaled units. */
export function quantityLoss(predicted: tf.Tensor1D, truth: tf.Tensor1D, loss: LossSpec): tf.Scalar {
  const error = tf.sub(predicted, truth);
  if (loss.kind !== 'huber') return tf.mean<tf.Scalar>(tf.square(error));
  const distance = tf.abs(error), near = tf.minimum(distance, loss.delta);
  return tf.mean<tf.Scalar>(tf.add(tf.mul(tf.square(near), 0.5), tf.mul(tf.sub(distance, near), loss.delta)));
}

/** The same of one error, outside the graph. */
export const errorLoss = (loss: LossSpec): ((error: number) => number) => (loss.kind === 'huber' ? (error) => huber(error, loss.delta) : (error) => error ** 2);
