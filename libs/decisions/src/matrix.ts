import { type Missing, read, type Sources } from './evidence.ts';
import { ranks } from './ranks.ts';
import { type Basis, cellKey, type Selection } from './selection.ts';
import { score as scoreOn } from './utility.ts';
import { weightedSum } from './weighted-sum.ts';

/** One crossing of candidate and criterion with its score of this moment. */
export interface Cell {
  readonly candidate: string;
  readonly criterion: string;
  readonly basis: Basis | null;
  /** 0–10; null is unknown. */
  readonly score: number | null;
  /** The measured value behind a score bound to evidence. */
  readonly value: number | null;
  readonly missing: Missing | 'not-scored' | null;
  readonly facts: readonly string[];
}

function cell(selection: Selection, candidate: Selection['candidates'][number], criterion: Selection['criteria'][number], sources: Sources): Cell {
  const at = { candidate: candidate.candidate, criterion: criterion.criterion };
  const basis = selection.cells[cellKey(at.candidate, at.criterion)] ?? null;
  if (!basis) return { ...at, basis, score: null, value: null, missing: 'not-scored', facts: [] };
  if (basis.kind === 'given') return { ...at, basis, score: basis.score, value: null, missing: null, facts: [] };
  const reading = read(basis.evidence, sources, selection.currency, candidate.model);
  if (reading.value === null) {
    // A model that never breaks even has been measured: it scores the worst there is.
    const score = reading.missing === 'never-breaks-even' ? 0 : null;
    return { ...at, basis, score, value: null, missing: reading.missing, facts: reading.facts };
  }
  return { ...at, basis, score: criterion.scale ? scoreOn(criterion.scale, reading.value) : null, value: reading.value, missing: null, facts: reading.facts };
}

/** Every cell of the comparison with the scores that today's evidence gives. */
export const cells = (selection: Selection, sources: Sources): Cell[] =>
  selection.candidates.flatMap((candidate) => selection.criteria.map((criterion) => cell(selection, candidate, criterion, sources)));

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
