import * as tf from '../tf.ts';
import { kindOf, type InputShape } from '../data/prepared.ts';
import { biasRelu } from '../ops/bias-relu.ts';
import { asRows, asSequences, dense } from './layers.ts';
import { glorot, small, zeros, type Parameters } from './parameters.ts';

/** Turns inputs into a sequence of tokens [batch, steps, width]. */
export interface Tokens { readonly steps: number; of(inputs: tf.Tensor): tf.Tensor3D }

function characters(at: Parameters, { alphabet, steps }: Extract<InputShape, { kind: 'characters' }>, width: number): Tokens {
  const table = at.add<tf.Rank.R2>('tokens/characters', [alphabet, width], small);
  return { steps, of: (inputs) => tf.gather(table, inputs) as unknown as tf.Tensor3D };
}

/** A picture read line by line, or a series row by row: `steps` lines of so many numbers. */
function lines(at: Parameters, steps: number, numbers: number, width: number): Tokens {
  const line = dense(at, 'tokens/lines', numbers, width);
  return { steps, of: (inputs) => asSequences(line(tf.reshape<tf.Rank.R2>(inputs, [-1, numbers])), steps) };
}

/** Each feature of a row is a token: its value times a direction of its own, plus a place of its own (Gorishniy et al. 2021). */
function features(at: Parameters, { count }: Extract<InputShape, { kind: 'features' }>, width: number): Tokens {
  const directions = at.add<tf.Rank.R2>('tokens/directions', [count, width], glorot);
  const places = at.add<tf.Rank.R1>('tokens/places', [count * width], zeros);
  return {
    steps: count,
    of: (inputs) => {
      const along = tf.mul(tf.reshape(inputs, [-1, count, 1]), directions);
      return tf.reshape<tf.Rank.R3>(biasRelu(tf.reshape(along, [-1, count * width]), places, false), [-1, count, width]);
    },
  };
}

export function tokens(at: Parameters, input: InputShape, width: number): Tokens {
  if (input.kind === 'characters') return characters(at, input, width);
  if (input.kind === 'series') return lines(at, input.steps, input.count, width);
  return input.kind === 'pixels' ? lines(at, input.height, input.width * input.channels, width) : features(at, input, width);
}

/** The answer of a sequence model: every step for a language model, else one row per sequence, made by `pool`. */
export const head = (at: Parameters, input: InputShape, width: number, outputs: number, pool: (states: tf.Tensor3D) => tf.Tensor2D): ((states: tf.Tensor3D) => tf.Tensor2D) => {
  const answer = dense(at, 'head', width, outputs);
  return (states) => answer(kindOf(input) === 'text' ? asRows(states) : pool(states));
};
