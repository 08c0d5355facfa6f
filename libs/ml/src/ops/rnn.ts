import * as tf from '../tf.ts';
import { has, run, withGradient } from './fused.ts';

/** Weights of a plain recurrent layer. */
export interface RnnWeights { kernel: tf.Tensor2D; recurrent: tf.Tensor2D; bias: tf.Tensor1D }

/** One step of a sequence: [batch, features]. */
export const atStep = (x: tf.Tensor3D, t: number): tf.Tensor2D => tf.squeeze<tf.Tensor2D>(tf.slice(x, [0, t, 0], [-1, 1, -1]), [1]);

function composed(x: tf.Tensor3D, { kernel, recurrent, bias }: RnnWeights): tf.Tensor3D {
  const [batch, steps] = x.shape, states: tf.Tensor2D[] = [];
  let hidden = tf.zeros<tf.Rank.R2>([batch, recurrent.shape[0]]);
  for (let t = 0; t < steps; t++) {
    hidden = tf.tanh(tf.add(tf.add(tf.matMul(atStep(x, t), kernel), tf.matMul(hidden, recurrent)), bias));
    states.push(hidden);
  }
  return tf.stack(states, 1) as tf.Tensor3D;
}

/** Hidden states [batch, steps, units] of inputs [batch, steps, features], from a zero state: tanh of input and state (Elman 1990). */
export function rnn(x: tf.Tensor3D, weights: RnnWeights): tf.Tensor3D {
  if (!has('CapstanRnn')) return composed(x, weights);
  return withGradient([x, weights.kernel, weights.recurrent, weights.bias], ([input, kernel, recurrent, bias], save) => {
    const [value, inTime, hidden] = run('CapstanRnn', { x: input!, kernel: kernel!, recurrent: recurrent!, bias: bias! }) as [tf.Tensor, tf.Tensor, tf.Tensor];
    save([kernel!, recurrent!, inTime, hidden]);
    return { value, gradient: (dy, [k, r, inputs, states]) => run('CapstanRnnGradient', { dy, kernel: k!, recurrent: r!, inTime: inputs!, hidden: states! }) };
  }) as tf.Tensor3D;
}
