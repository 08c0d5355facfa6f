import type { ScoreTaken } from './events.ts';
import type { Sources } from './evidence.ts';
import { cells } from './matrix.ts';
import { first, ranking } from './ranking.ts';
import type { Selection } from './selection.ts';

/** A score that is not what it was when the decision was made, and how far it moved the candidate's total. */
export interface Moved { readonly candidate: string; readonly criterion: string; readonly was: number | null; readonly is: number | null; readonly valueWas: number | null; readonly valueIs: number | null; readonly moves: number }
export type Drift =
  | { readonly kind: 'stands'; readonly moved: readonly Moved[] }
  /** With today's evidence another candidate would be first. */
  | { readonly kind: 'another-wins'; readonly candidate: string; readonly total: number; readonly chosenTotal: number | null; readonly moved: readonly Moved[] }
  /** Evidence behind the chosen candidate is gone: its place can no longer be told. */
  | { readonly kind: 'evidence-gone'; readonly moved: readonly Moved[] };

const NOTHING = 1e-9;

function moved(taken: readonly ScoreTaken[], now: ReturnType<typeof cells>, share: (criterion: string) => number): Moved[] {
  return taken.flatMap((was) => {
    const is = now.find((c) => c.candidate === was.candidate && c.criterion === was.criterion);
    if (!is || is.score === was.score || (is.score !== null && was.score !== null && Math.abs(is.score - was.score) < NOTHING)) return [];
    const moves = is.score === null || was.score === null ? 0 : (is.score - was.score) * share(was.criterion);
    return [{ candidate: was.candidate, criterion: was.criterion, was: was.score, is: is.score, valueWas: was.value, valueIs: is.value, moves }];
  }).sort((a, b) => Math.abs(b.moves) - Math.abs(a.moves));
}

/**
 * Whether a decision still stands with the evidence of now. Null for a selection without a decision. A candidate that was
 * already first when another was chosen on purpose is no drift.
 */
export function driftOf(selection: Selection, sources: Sources): Drift | null {
  if (selection.status.kind !== 'decided') return null;
  const { decision } = selection.status;
  const now = cells(selection, sources);
  const ranked = ranking(selection.candidates.map((c) => c.candidate), selection.criteria, now);
  const weights = selection.criteria.reduce((sum, c) => sum + c.weight, 0);
  const changes = moved(decision.evidence, now, (criterion) => (selection.criteria.find((c) => c.criterion === criterion)?.weight ?? 0) / weights);
  const chosen = ranked.find((r) => r.candidate === decision.chosen);
  const wasRanked = decision.alternatives.find((a) => a.candidate === decision.chosen)?.total != null;
  if (wasRanked && chosen?.total == null) return { kind: 'evidence-gone', moved: changes };
  const best = first(ranked);
  const bestThen = first(decision.alternatives.map((a) => ({ ...a, missing: [] })));
  if (best === null || best === decision.chosen || best === bestThen) return { kind: 'stands', moved: changes };
  return { kind: 'another-wins', candidate: best, total: ranked.find((r) => r.candidate === best)!.total!, chosenTotal: chosen?.total ?? null, moved: changes };
}
