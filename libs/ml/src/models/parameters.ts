import * as tf from '../tf.ts';
import { floats, normal, randomAt, type Random } from '../random.ts';

/** How a weight starts. */
export type Start = (draw: Random, shape: readonly number[]) => Float32Array;

const sizeOf = (shape: readonly number[]): number => shape.reduce((size, n) => size * n, 1);
/** Inputs and outputs that meet in one weight: a filter's window counts on both sides. */
const fans = (shape: readonly number[]): { inputs: number; outputs: number } => {
  const window = sizeOf(shape.slice(0, -2));
  return { inputs: window * (shape.at(-2) ?? 1), outputs: window * shape.at(-1)! };
};

export const zeros: Start = (_, shape) => new Float32Array(sizeOf(shape));
export const ones: Start = (_, shape) => new Float32Array(sizeOf(shape)).fill(1);
/** For what goes through a cut at zero (He et al. 2015). */
export const he: Start = (draw, shape) => floats(sizeOf(shape), (n => () => n() * Math.sqrt(2 / fans(shape).inputs))(normal(draw)));
/** For everything else (Glorot and Bengio 2010). */
export const glorot: Start = (draw, shape) => {
  const { inputs, outputs } = fans(shape), limit = Math.sqrt(6 / (inputs + outputs));
  return floats(sizeOf(shape), () => (2 * draw() - 1) * limit);
};
/** For embeddings and positions: small numbers, as in GPT-2. */
export const small: Start = (draw, shape) => floats(sizeOf(shape), (n => () => n() * 0.02)(normal(draw)));
/** For the biases of an LSTM: it begins by not forgetting (Jozefowicz et al. 2015). Gates are input, forget, candidate, output. */
export const remember: Start = (_, shape) => new Float32Array(sizeOf(shape)).fill(1, sizeOf(shape) / 4, sizeOf(shape) / 2);

/** The trainable weights of a model by name. Each starts from its own stream of the seed, so adding one moves no other. */
export interface Parameters {
  readonly all: ReadonlyMap<string, tf.Variable>;
  readonly count: number;
  add<R extends tf.Rank>(name: string, shape: tf.ShapeMap[R], start: Start): tf.Variable<R>;
  dispose(): void;
}

export function parameters(seed: number): Parameters {
  const all = new Map<string, tf.Variable>();
  return {
    all,
    get count() { return [...all.values()].reduce((count, variable) => count + variable.size, 0); },
    add<R extends tf.Rank>(name: string, shape: tf.ShapeMap[R], start: Start) {
      const value = tf.tensor<R>(start(randomAt(seed, 'weights', name), shape), shape);
      // No name: tfjs keeps a table of names over all models.
      const variable = tf.variable<R>(value, true);
      value.dispose();
      all.set(name, variable);
      return variable;
    },
    dispose: () => all.forEach((variable) => variable.dispose()),
  };
}
