import * as tf from '../tf.ts';
import type { Batch, Prepared } from '../data/prepared.ts';
import type { Model, Pass } from '../models/model.ts';
import { crossEntropy } from '../ops/cross-entropy.ts';
import type { Optimiser } from './optimiser.ts';

export const inputsOf = ({ inputs, shape }: Batch): tf.Tensor => tf.tensor(inputs, [...shape], inputs instanceof Int32Array ? 'int32' : 'float32');

/** What a model of this task minimises: cross-entropy in nats, or the mean square in scaled units. */
export function lossOf(outputs: tf.Tensor2D, batch: Batch, task: Prepared['task']): tf.Scalar {
  if (task === 'regression') return tf.mean<tf.Scalar>(tf.squaredDifference(tf.reshape(outputs, [-1]), tf.tensor1d(batch.targets)));
  return crossEntropy(outputs, tf.tensor1d(batch.targets, 'int32'));
}

export interface Learned { readonly loss: number; readonly rows: number; readonly right: number }

const rightAnswers = (outputs: Float32Array, classes: number, truth: ArrayLike<number>): number => {
  let right = 0;
  for (let row = 0; row < truth.length; row++) {
    let best = row * classes;
    for (let i = best + 1; i < (row + 1) * classes; i++) if (outputs[i]! > outputs[best]!) best = i;
    if (best - row * classes === truth[row]) right++;
  }
  return right;
};

/** Gradients of one batch. The tensors are the caller's to dispose. */
export function gradientsOf(model: Model, batch: Batch, task: Prepared['task'], pass: Pass): { loss: tf.Scalar; outputs: tf.Tensor2D; gradients: Record<string, tf.Tensor> } {
  const names = [...model.parameters.all.keys()], variables = [...model.parameters.all.values()];
  let outputs: tf.Tensor2D | undefined;
  const { value, grads } = tf.variableGrads(() => {
    outputs = tf.keep(model.outputs(inputsOf(batch), pass));
    return lossOf(outputs, batch, task);
  }, variables);
  return { loss: value, outputs: outputs!, gradients: Object.fromEntries(names.map((name, i) => [name, grads[variables[i]!.name]!])) };
}

/** One step of learning; `step` counts from 1 over the run. */
export async function learn(model: Model, optimiser: Optimiser, batch: Batch, task: Prepared['task'], pass: Pass, step: number): Promise<Learned> {
  const { loss, outputs, gradients } = gradientsOf(model, batch, task, pass);
  optimiser.apply(gradients, step);
  const [value, answers] = [(await loss.data())[0]!, task === 'regression' ? undefined : await outputs.data()];
  tf.dispose([loss, outputs, gradients]);
  return { loss: value, rows: batch.targets.length, right: answers ? rightAnswers(answers as Float32Array, outputs.shape[1], batch.targets) : 0 };
}
