import type { Matrix } from './normalise.ts';
import { winner } from './ranks.ts';

/** At this weight (and this share of all weights) the rival draws level; beyond it the rival wins. */
export interface Switch { readonly weight: number; readonly share: number; readonly rival: number }
export interface SwitchPoint {
  readonly criterion: number;
  readonly weight: number;
  /** The nearest lower weight that changes the winner; null when none does. */
  readonly below: Switch | null;
  readonly above: Switch | null;
}

/**
 * For each criterion of a weighted sum, how far its weight can move, the others kept, before another alternative wins.
 * Exact: the lead over a rival is linear in one weight, L(w) = L(0) + w·d, so it ends at w* = −L(0)/d. A weight below zero
 * is no answer. Values must be on one scale already and to be maximised.
 */
export function switchesAt(matrix: Matrix, weights: readonly number[]): SwitchPoint[] {
  const totals = matrix.map((row) => row.reduce((sum, v, j) => sum + v * weights[j]!, 0));
  const best = winner(totals);
  const all = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight, criterion) => {
    const found = matrix.flatMap((row, rival): Switch[] => {
      const gain = (matrix[best]?.[criterion] ?? 0) - row[criterion]!;
      if (rival === best || gain === 0) return [];
      const at = weight - (totals[best]! - totals[rival]!) / gain;
      return at < 0 ? [] : [{ weight: at, share: at === 0 ? 0 : at / (all - weight + at), rival }];
    });
    const falls = (s: Switch) => (matrix[best]?.[criterion] ?? 0) > matrix[s.rival]![criterion]!;
    const below = found.filter(falls).sort((a, b) => b.weight - a.weight)[0] ?? null;
    const above = found.filter((s) => !falls(s)).sort((a, b) => a.weight - b.weight)[0] ?? null;
    return { criterion, weight, below, above };
  });
}
