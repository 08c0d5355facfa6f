import { type Missing, read, type Sources } from './evidence.ts';
import { type Basis, cellKey, type Selection } from './selection.ts';
import { score as scoreOn } from './utility.ts';

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
