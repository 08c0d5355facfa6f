import { ranks } from './ranks.ts';
import { weightedSum } from './weighted-sum.ts';

export interface Ranked {
  readonly candidate: string;
  /** Weighted mean of the scores, 0–10; null when a score is unknown: such a candidate is not ranked. */
  readonly total: number | null;
  readonly rank: number | null;
  readonly missing: readonly string[];
}
type Scores = readonly { readonly candidate: string; readonly criterion: string; readonly score: number | null }[];

/** The scores of one candidate in the order of the criteria, or the criteria without one. */
export function scoresOf(candidate: string, criteria: readonly { criterion: string }[], scores: Scores): { row: number[]; missing: string[] } {
  const found = criteria.map((c) => scores.find((s) => s.candidate === candidate && s.criterion === c.criterion)?.score ?? null);
  return { row: found.map((s) => s ?? 0), missing: criteria.filter((_, j) => found[j] === null).map((c) => c.criterion) };
}

/**
 * Candidates in the order given with their totals and ranks. A candidate with an unknown score has neither; so have all
 * while there are no criteria.
 */
export function ranking(candidates: readonly string[], criteria: readonly { criterion: string; weight: number }[], scores: Scores): Ranked[] {
  const rows = candidates.map((candidate) => ({ candidate, ...scoresOf(candidate, criteria, scores) }));
  const known = criteria.length === 0 ? [] : rows.filter((r) => r.missing.length === 0);
  const totals = known.length === 0 ? [] : weightedSum({ matrix: known.map((r) => r.row), weights: criteria.map((c) => c.weight), norm: 'none' });
  const places = ranks(totals);
  return rows.map(({ candidate, missing }) => {
    const at = known.findIndex((r) => r.candidate === candidate);
    return { candidate, missing, total: totals[at] ?? null, rank: places[at] ?? null };
  });
}

/** The one candidate ranked first; null when none is ranked or several share the place. */
export const first = (ranked: readonly Ranked[]): string | null => {
  const top = ranked.filter((r) => r.rank === 1);
  return top.length === 1 ? top[0]!.candidate : null;
};
