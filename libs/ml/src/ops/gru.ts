import * as tf from '../tf.ts';
import { has, run, withGradient } from './fused.ts';
import { atStep } from './rnn.ts';

/** Weights of a GRU layer; gates side by side in the order reset, update, candidate. */
export interface GruWeights { kernel: tf.Tensor2D; recurrent: tf.Tensor2D; bias: tf.Tensor1D; stateBias: tf.Tensor1D }

function composed(x: tf.Tensor3D, { kernel, recurrent, bias, stateBias }: GruWeights): tf.Tensor3D {
  const [batch, steps] = x.shape, states: tf.Tensor2D[] = [];
  let hidden = tf.zeros<tf.Rank.R2>([batch, recurrent.shape[0]]);
  for (let t = 0; t < steps; t++) {
    const [inReset, inUpdate, inCandidate] = tf.split(tf.add(tf.matMul(atStep(x, t), kernel), bias), 3, 1) as [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D];
    const [ofReset, ofUpdate, ofCandidate] = tf.split(tf.add(tf.matMul(hidden, recurrent), stateBias), 3, 1) as [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D];
    const update = tf.sigmoid(tf.add(inUpdate, ofUpdate));
    const candidate = tf.tanh(tf.add(inCandidate, tf.mul(tf.sigmoid(tf.add(inReset, ofReset)), ofCandidate)));
    hidden = tf.add(candidate, tf.mul(update, tf.sub(hidden, candidate)));
    states.push(hidden);
  }
  return tf.stack(states, 1) as tf.Tensor3D;
}

/** Hidden states [batch, steps, units] of inputs [batch, steps, features], from a zero state (Cho et al. 2014; the reset works on the product). */
export function gru(x: tf.Tensor3D, weights: GruWeights): tf.Tensor3D {
  if (!has('CapstanGru')) return composed(x, weights);
  return withGradient([x, weights.kernel, weights.recurrent, weights.bias, weights.stateBias], ([input, kernel, recurrent, bias, stateBias], save) => {
    const [value, ...kept] = run('CapstanGru', { x: input!, kernel: kernel!, recurrent: recurrent!, bias: bias!, stateBias: stateBias! }) as [tf.Tensor, ...tf.Tensor[]];
    save([kernel!, recurrent!, ...kept]);
    return { value, gradient: (dy, [k, r, inTime, gates, states, hidden]) => run('CapstanGruGradient', { dy, kernel: k!, recurrent: r!, inTime: inTime!, gates: gates!, states: states!, hidden: hidden! }) };
  }) as tf.Tensor3D;
}
