import * as tf from '../tf.ts';
import { floats, normal, randomAt } from '../random.ts';

/** How far a gradient is from finite differences: 0 is perfect, 1 is as wrong as the slope is steep. */
export interface SlopeError { readonly analytic: number; readonly numeric: number; readonly error: number }

const STEP = 1e-2; // single precision: smaller drowns in rounding, larger in curvature
const FLOOR = 0.02; // slopes flatter than this are compared in absolute terms

/**
 * For each input the slope of `f` along a random direction, by its gradient and by central differences.
 * One number for a whole tensor: an error anywhere in the gradient shows with probability one.
 */
export async function slopeErrors(f: (...inputs: tf.Tensor[]) => tf.Scalar, inputs: tf.Tensor[], seed = 1): Promise<SlopeError[]> {
  const measured = tf.tidy(() => {
    const gradients = tf.grads(f)(inputs);
    return inputs.map((input, i) => {
      const along = tf.tensor(floats(input.size, normal(randomAt(seed, 'direction', i))), input.shape);
      const at = (step: number): tf.Scalar => f(...inputs.map((other, j) => (j === i ? tf.add(other, tf.mul(along, step)) : other)));
      return [tf.sum<tf.Scalar>(tf.mul(gradients[i]!, along)), at(STEP), at(-STEP)];
    });
  });
  const errors = await Promise.all(measured.map(async (three) => {
    // Waited for: what is computed on another device cannot be read at once.
    const [analytic, above, below] = await Promise.all(three.map(async (x) => (await x.data())[0]!)) as [number, number, number];
    const numeric = (above - below) / (2 * STEP);
    return { analytic, numeric, error: Math.abs(analytic - numeric) / Math.max(Math.abs(numeric), Math.abs(analytic), FLOOR) };
  }));
  tf.dispose(measured);
  return errors;
}
