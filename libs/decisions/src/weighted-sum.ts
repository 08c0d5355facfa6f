import { type Goal, invertMinimised, type Matrix, type Norm, normalise } from './normalise.ts';

export interface WeightedSum {
  readonly matrix: Matrix;
  /** One above zero per criterion; only their proportions matter. */
  readonly weights: readonly number[];
  readonly goals?: readonly Goal[];
  /** Scores that are on one scale already need none. */
  readonly norm: Norm;
}

/** Weights as shares of their sum. Throws RangeError unless each is above zero. */
export function shares(weights: readonly number[]): number[] {
  if (weights.length === 0 || weights.some((w) => !(w > 0))) throw new RangeError('every weight must be above zero');
  const all = weights.reduce((a, b) => a + b, 0);
  return weights.map((w) => w / all);
}

/**
 * One total per alternative: Σ share·value, after columns to be minimised are inverted and all are scaled
 * (Fishburn 1967, "simple additive weighting"). On 0–10 scores the totals lie within 0–10.
 */
export function weightedSum({ matrix, weights, goals = [], norm }: WeightedSum): number[] {
  const share = shares(weights);
  const values = normalise(invertMinimised(matrix, goals, norm), norm);
  return values.map((row) => row.reduce((sum, v, j) => sum + v * share[j]!, 0));
}
