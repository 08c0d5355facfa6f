import type { BusinessModel } from './business-model.ts';
import type { Aspect, DecisionMade, DecisionsFact, SelectionKind } from './events.ts';
import type { Evidence } from './evidence.ts';
import type { Utility } from './utility.ts';

export interface Criterion { readonly criterion: string; readonly name: string; readonly aspect: Aspect; readonly weight: number; readonly scale: Utility | null }
export interface Candidate { readonly candidate: string; readonly name: string; readonly note: string; readonly model: BusinessModel | null }
/** Where a score comes from. A cell without a basis has no score: unknown, not 0. */
export type Basis = { readonly kind: 'given'; readonly score: number; readonly reason: string } | { readonly kind: 'evidence'; readonly evidence: Evidence };

/** A choice between candidates by weighed criteria. */
export interface Selection {
  readonly selection: string;
  readonly kind: SelectionKind;
  readonly title: string;
  readonly question: string;
  readonly currency: string;
  readonly openedOn: string;
  readonly criteria: readonly Criterion[];
  readonly candidates: readonly Candidate[];
  /** By `cellKey`. */
  readonly cells: Readonly<Record<string, Basis>>;
  readonly status: { readonly kind: 'open' } | { readonly kind: 'decided'; readonly decision: DecisionMade } | { readonly kind: 'abandoned' };
}
export type Selections = Readonly<Record<string, Selection>>;

export const cellKey = (candidate: string, criterion: string): string => `${candidate}/${criterion}`;

const without = <T>(record: Readonly<Record<string, T>>, drop: (key: string) => boolean): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => !drop(key)));
const put = <T>(all: readonly T[], by: keyof T, one: T): T[] =>
  all.some((o) => o[by] === one[by]) ? all.map((o) => (o[by] === one[by] ? one : o)) : [...all, one];
const basis = (s: Selection, d: { candidate: string; criterion: string }, value: Basis): Selection => ({ ...s, cells: { ...s.cells, [cellKey(d.candidate, d.criterion)]: value } });

function change(s: Selection, { type, data }: Exclude<DecisionsFact, { type: 'SelectionOpened' }>): Selection {
  switch (type) {
    case 'CriterionSet': { const { selection: _, ...criterion } = data; return { ...s, criteria: put(s.criteria, 'criterion', criterion) }; }
    case 'CriterionDropped': return { ...s, criteria: s.criteria.filter((c) => c.criterion !== data.criterion), cells: without(s.cells, (k) => k.endsWith(`/${data.criterion}`)) };
    case 'CriteriaCompared': return { ...s, criteria: s.criteria.map((c) => ({ ...c, weight: data.weights.find((w) => w.criterion === c.criterion)?.weight ?? c.weight })) };
    case 'CandidateAdded': case 'CandidateChanged': { const { selection: _, ...candidate } = data; return { ...s, candidates: put(s.candidates, 'candidate', candidate) }; }
    case 'CandidateDropped': return { ...s, candidates: s.candidates.filter((c) => c.candidate !== data.candidate), cells: without(s.cells, (k) => k.startsWith(`${data.candidate}/`)) };
    case 'ScoreGiven': return basis(s, data, { kind: 'given', score: data.score, reason: data.reason });
    case 'EvidenceBound': return basis(s, data, { kind: 'evidence', evidence: data.evidence });
    case 'ScoreCleared': return { ...s, cells: without(s.cells, (k) => k === cellKey(data.candidate, data.criterion)) };
    case 'DecisionMade': return { ...s, status: { kind: 'decided', decision: data } };
    case 'DecisionReopened': return { ...s, status: { kind: 'open' } };
    case 'SelectionAbandoned': return { ...s, status: { kind: 'abandoned' } };
    default: return s;
  }
}

/** The selections after one more fact; facts of other contexts leave them as they are. */
export function evolve(all: Selections, fact: DecisionsFact): Selections {
  if (fact.type === 'SelectionOpened') {
    const { data } = fact;
    return { ...all, [data.selection]: { ...data, criteria: [], candidates: [], cells: {}, status: { kind: 'open' } } };
  }
  const selection = typeof fact.data === 'object' && fact.data !== null && 'selection' in fact.data ? all[fact.data.selection] : undefined;
  return selection ? { ...all, [selection.selection]: change(selection, fact) } : all;
}
