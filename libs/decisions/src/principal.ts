import type { Matrix } from './normalise.ts';

const ENOUGH = 1e-13;
const MOST_STEPS = 10_000;

/**
 * The largest eigenvalue of a positive matrix and its eigenvector (summing to 1), by power iteration;
 * Perron–Frobenius says that both exist and are positive.
 */
export function principal(matrix: Matrix): { vector: number[]; value: number } {
  const n = matrix.length;
  let vector = Array.from({ length: n }, () => 1 / n);
  for (let step = 0; step < MOST_STEPS; step++) {
    const next = matrix.map((row) => row.reduce((sum, v, j) => sum + v * vector[j]!, 0));
    const value = next.reduce((a, b) => a + b, 0);
    const unit = next.map((v) => v / value);
    const moved = Math.max(...unit.map((v, i) => Math.abs(v - vector[i]!)));
    vector = unit;
    if (moved < ENOUGH) return { vector, value };
  }
  throw new RangeError('the comparisons have no stable priorities');
}
