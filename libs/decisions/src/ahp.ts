import { completed } from './ahp-completion.ts';
import type { Matrix } from './normalise.ts';
import { principal } from './principal.ts';
import { type RandomIndex, randomIndices } from './random-index.ts';

/** How many times more one weighs than the other; the reverse pair is implied. */
export interface Comparison { readonly more: string; readonly less: string; readonly times: number }

export interface AhpResult {
  /** Priorities in the order asked for; they sum to 1. */
  readonly weights: readonly number[];
  readonly lambdaMax: number;
  /** 0 is fully consistent; Saaty asks for at most 0.1. Null when the table has no index for this size. */
  readonly consistencyRatio: number | null;
  /** How many pairs were not compared and had to be completed. */
  readonly completedPairs: number;
}

/**
 * The reciprocal matrix of the comparisons; pairs nobody compared are NaN.
 * Throws RangeError on a name not in the order, on a pair given twice and on factors not above zero.
 */
export function pairwise(order: readonly string[], comparisons: readonly Comparison[]): number[][] {
  const matrix = order.map((_, i) => order.map((_, j) => (i === j ? 1 : Number.NaN)));
  for (const { more, less, times } of comparisons) {
    const [i, j] = [order.indexOf(more), order.indexOf(less)];
    if (i < 0 || j < 0 || i === j || !(times > 0)) throw new RangeError(`"${more}" over "${less}" by ${times} is not a comparison`);
    if (!Number.isNaN(matrix[i]![j]!)) throw new RangeError(`"${more}" and "${less}" are compared twice`);
    matrix[i]![j] = times;
    matrix[j]![i] = 1 / times;
  }
  return matrix;
}

/**
 * Analytic hierarchy process for one matrix (Saaty 1980): principal eigenvector, and CR = ((λ − n)/(n − 1)) / RI(n).
 * Missing pairs are completed so that the matrix is as consistent as it can be.
 */
export function ahp(matrix: Matrix, randomIndex: RandomIndex = randomIndices['saaty-2005']): AhpResult {
  const n = matrix.length;
  const { matrix: full, missing } = completed(matrix);
  const { vector, value } = principal(full);
  const ri = randomIndex[n];
  const consistencyRatio = n < 3 ? 0 : ri === undefined ? null : Math.max(0, (value - n) / (n - 1) / ri);
  return { weights: vector, lambdaMax: value, consistencyRatio, completedPairs: missing };
}

/** Global priorities of a two-level hierarchy: each alternative's priority under each criterion, weighed by the criteria. */
export const ahpHierarchy = (criteria: readonly number[], alternatives: Matrix): number[] =>
  (alternatives[0] ?? []).map((_, a) => criteria.reduce((sum, w, c) => sum + w * alternatives[c]![a]!, 0));
