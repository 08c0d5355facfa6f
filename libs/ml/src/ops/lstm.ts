import * as tf from '../tf.ts';
import { has, run, withGradient } from './fused.ts';

/** Weights of an LSTM layer; gates side by side in the order input, forget, candidate, output. */
export interface LstmWeights { kernel: tf.Tensor2D; recurrent: tf.Tensor2D; bias: tf.Tensor1D }

function composed(x: tf.Tensor3D, { kernel, recurrent, bias }: LstmWeights): tf.Tensor3D {
  const [batch, steps] = x.shape, units = recurrent.shape[0];
  const states: tf.Tensor2D[] = [];
  let [hidden, cell] = [tf.zeros<tf.Rank.R2>([batch, units]), tf.zeros<tf.Rank.R2>([batch, units])];
  for (let t = 0; t < steps; t++) {
    const now = tf.squeeze<tf.Tensor2D>(tf.slice(x, [0, t, 0], [-1, 1, -1]), [1]);
    const gates = tf.add(tf.add(tf.matMul(now, kernel), tf.matMul(hidden, recurrent)), bias);
    const [i, f, g, o] = tf.split(gates, 4, 1) as [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D, tf.Tensor2D];
    cell = tf.add(tf.mul(tf.sigmoid(f), cell), tf.mul(tf.sigmoid(i), tf.tanh(g)));
    hidden = tf.mul(tf.sigmoid(o), tf.tanh(cell));
    states.push(hidden);
  }
  return tf.stack(states, 1) as tf.Tensor3D;
}

/** Hidden states [batch, steps, units] of inputs [batch, steps, features], from a zero state. */
export function lstm(x: tf.Tensor3D, weights: LstmWeights): tf.Tensor3D {
  if (!has('CapstanLstm')) return composed(x, weights);
  return withGradient([x, weights.kernel, weights.recurrent, weights.bias], ([input, kernel, recurrent, bias], save) => {
    const [value, ...kept] = run('CapstanLstm', { x: input!, kernel: kernel!, recurrent: recurrent!, bias: bias! }) as [tf.Tensor, ...tf.Tensor[]];
    save([kernel!, recurrent!, ...kept]);
    return {
      value,
      gradient: (dy, [k, r, inTime, gates, cells, hidden]) => run('CapstanLstmGradient', { dy, kernel: k!, recurrent: r!, inTime: inTime!, gates: gates!, cells: cells!, hidden: hidden! }),
    };
  }) as tf.Tensor3D;
}
