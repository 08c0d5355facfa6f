import type { Matrix } from './normalise.ts';
import { winner } from './ranks.ts';
import { switchesAt, type SwitchPoint } from './switch-weight.ts';

/** Totals of a matrix under weights: any method that ranks by the larger total. */
export type Method = (matrix: Matrix, weights: readonly number[]) => readonly number[];

export interface Nudge { readonly criterion: number; readonly by: number; readonly winner: number }
export interface Drop { readonly dropped: number; readonly winner: number; /** Those left keep their order among themselves. */ readonly orderKept: boolean }
export interface Sensitivity {
  readonly winner: number;
  readonly nudges: readonly Nudge[];
  readonly drops: readonly Drop[];
  readonly switches: readonly SwitchPoint[];
  /** No weight moved by the nudge, and no loser dropped, changes the winner. */
  readonly robust: boolean;
}

const order = (totals: readonly number[], of: readonly number[]) => [...of].sort((a, b) => totals[b]! - totals[a]! || a - b);

function drop(method: Method, matrix: Matrix, weights: readonly number[], dropped: number, all: readonly number[]): Drop {
  const left = matrix.map((_, i) => i).filter((i) => i !== dropped);
  const totals = method(left.map((i) => matrix[i]!), weights);
  const by = (i: number) => totals[left.indexOf(i)]!;
  const now = [...left].sort((a, b) => by(b) - by(a) || a - b);
  return { dropped, winner: now[0] ?? -1, orderKept: order(all, left).every((i, k) => i === now[k]) };
}

/**
 * What a ranking rests on: every weight moved up and down by `step` (a tenth), every alternative left out once, and, for a
 * weighted sum, the weight of each criterion at which the winner changes. Needs at least one alternative.
 */
export function sensitivity(method: Method, matrix: Matrix, weights: readonly number[], step = 0.1): Sensitivity {
  const totals = method(matrix, weights);
  const best = winner(totals);
  const nudges = weights.flatMap((_, criterion) => [-step, step].map((by): Nudge => ({
    criterion, by, winner: winner(method(matrix, weights.map((w, j) => (j === criterion ? w * (1 + by) : w)))),
  })));
  const drops = matrix.length > 1 ? matrix.map((_, i) => drop(method, matrix, weights, i, totals)) : [];
  return {
    winner: best, nudges, drops, switches: switchesAt(matrix, weights),
    robust: nudges.every((n) => n.winner === best) && drops.every((d) => d.dropped === best || d.winner === best),
  };
}
