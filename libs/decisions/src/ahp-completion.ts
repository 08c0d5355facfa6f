import type { Matrix } from './normalise.ts';
import { principal } from './principal.ts';

const GOLDEN = (Math.sqrt(5) - 1) / 2;
const ENOUGH = 1e-9;
const MOST_SWEEPS = 200;

const missingPairs = (matrix: Matrix): [number, number][] =>
  matrix.flatMap((row, i) => row.flatMap((v, j) => (j > i && Number.isNaN(v) ? [[i, j] as [number, number]] : [])));

/** Whether every alternative is compared with every other at least through others; otherwise nothing holds them together. */
const connected = (matrix: Matrix): boolean => {
  const reached = new Set([0]);
  for (const i of reached) matrix[i]?.forEach((v, j) => { if (!Number.isNaN(v)) reached.add(j); });
  return reached.size === matrix.length;
};

/** The x in [low, high] where a function with one valley is lowest (golden section). */
const lowest = (f: (x: number) => number, low: number, high: number): number => {
  let [a, b] = [low, high];
  while (b - a > ENOUGH) {
    const span = GOLDEN * (b - a);
    if (f(b - span) < f(a + span)) b = a + span; else a = b - span;
  }
  return (a + b) / 2;
};

/**
 * The matrix with its missing (NaN) pairs filled so that λmax, and so the inconsistency, is as small as it can be:
 * cyclic coordinates on the logarithms, where λmax is convex (Bozóki, Fülöp & Rónyai 2010).
 * Throws RangeError when some alternatives are not connected with the others by any comparison.
 */
export function completed(matrix: Matrix): { matrix: number[][]; missing: number } {
  const pairs = missingPairs(matrix);
  const full = matrix.map((row) => row.map((v) => (Number.isNaN(v) ? 1 : v)));
  if (pairs.length === 0) return { matrix: full, missing: 0 };
  if (!connected(matrix)) throw new RangeError('the comparisons fall apart into groups that are never compared with each other');
  const bound = 2 * Math.log(10 * Math.max(...full.flat()));
  const put = ([i, j]: [number, number], log: number) => { full[i]![j] = Math.exp(log); full[j]![i] = Math.exp(-log); };
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    const before = pairs.map(([i, j]) => Math.log(full[i]![j]!));
    for (const pair of pairs) put(pair, lowest((log) => { put(pair, log); return principal(full).value; }, -bound, bound));
    if (pairs.every(([i, j], k) => Math.abs(Math.log(full[i]![j]!) - before[k]!) < 1e-7)) break;
  }
  return { matrix: full, missing: pairs.length };
}
