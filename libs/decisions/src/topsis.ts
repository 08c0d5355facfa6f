import { type Goal, type Matrix, type Norm, normalise } from './normalise.ts';

export interface Topsis {
  readonly matrix: Matrix;
  readonly weights: readonly number[];
  readonly goals?: readonly Goal[];
  readonly norm: Norm;
}

const distance = (a: readonly number[], b: readonly number[]) => Math.hypot(...a.map((v, j) => v - b[j]!));

/**
 * Closeness of each alternative to the ideal, 0–1 (Hwang & Yoon 1981): distance from the worst point over the sum of the
 * distances from worst and best. Where all alternatives are the same point, nobody is closer: 0.5 each.
 * Throws RangeError on weights not above zero.
 */
export function topsis({ matrix, weights, goals = [], norm }: Topsis): number[] {
  if (weights.some((w) => !(w > 0))) throw new RangeError('every weight must be above zero');
  const weighted = normalise(matrix, norm).map((row) => row.map((v, j) => v * weights[j]!));
  const extreme = (best: boolean) => (weighted[0] ?? []).map((_, j) => {
    const values = weighted.map((row) => row[j]!);
    return (goals[j] === 'min') === best ? Math.min(...values) : Math.max(...values);
  });
  const [ideal, worst] = [extreme(true), extreme(false)];
  return weighted.map((row) => {
    const [near, far] = [distance(row, ideal), distance(row, worst)];
    return near + far === 0 ? 0.5 : far / (near + far);
  });
}
