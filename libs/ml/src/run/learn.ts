import type { LossSpec } from '@capstan/training';
import * as tf from '../tf.ts';
import type { Batch, Prepared } from '../data/prepared.ts';
import type { Model, Pass } from '../models/model.ts';
import { crossEntropy } from '../ops/cross-entropy.ts';
import { quantityLoss } from '../ops/quantity-loss.ts';
import { shortened, type Optimiser, type Stride } from './optimiser.ts';

export const inputsOf = ({ inputs, shape }: Batch): tf.Tensor => tf.tensor(inputs, [...shape], inputs instanceof Int32Array ? 'int32' : 'float32');

/** What learns, and how it is told what is right. `clip` is the longest that all gradients together may be. */
export interface Lesson { readonly model: Model; readonly task: Prepared['task']; readonly loss: LossSpec; readonly clip: number | null }

/** What a model of this task minimises: cross-entropy in nats, or the distance of a quantity in scaled units. */
function lossOf(outputs: tf.Tensor2D, batch: Batch, { task, loss }: Lesson): tf.Scalar {
  if (task === 'regression') return quantityLoss(tf.reshape(outputs, [-1]), tf.tensor1d(batch.targets), loss);
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
export function gradientsOf(lesson: Lesson, batch: Batch, pass: Pass): { loss: tf.Scalar; outputs: tf.Tensor2D; gradients: Record<string, tf.Tensor> } {
  const { all } = lesson.model.parameters, names = [...all.keys()], variables = [...all.values()];
  let outputs: tf.Tensor2D | undefined;
  const { value, grads } = tf.variableGrads(() => {
    outputs = tf.keep(lesson.model.outputs(inputsOf(batch), pass));
    return lossOf(outputs, batch, lesson);
  }, variables);
  const gradients = Object.fromEntries(names.map((name, i) => [name, grads[variables[i]!.name]!]));
  return { loss: value, outputs: outputs!, gradients: lesson.clip === null ? gradients : shortened(gradients, lesson.clip) };
}

/** One step of learning. */
export async function learn(lesson: Lesson, optimiser: Optimiser, batch: Batch, pass: Pass, stride: Stride): Promise<Learned> {
  const { loss, outputs, gradients } = gradientsOf(lesson, batch, pass);
  optimiser.apply(gradients, stride);
  const [value, answers] = [(await loss.data())[0]!, lesson.task === 'regression' ? undefined : await outputs.data()];
  tf.dispose([loss, outputs, gradients]);
  return { loss: value, rows: batch.targets.length, right: answers ? rightAnswers(answers as Float32Array, outputs.shape[1], batch.targets) : 0 };
}
