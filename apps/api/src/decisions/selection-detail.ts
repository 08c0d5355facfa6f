import { minorDigits } from '@capstan/kernel';
import type { Views } from '@capstan/event-log';
import { type CandidateView, type Cell, cells, type CellView, type DecisionView, driftOf, economics, type Ranked, ranking, scoresOf, type Selection, type SelectionDetail, sensitivity, type SensitivityView, topsis, weightedSum, winner } from '@capstan/decisions';
import { type RunNamed, runsNamed, sourcesOf } from './evidence.view.ts';
import { historyOf, selectionOf, type SelectionRow, type Touched } from './selections.view.ts';
import { economicsWhy, totalWhy } from './why.ts';

function candidateView(selection: Selection, ranked: Ranked, now: readonly Cell[]): CandidateView {
  const { candidate, name, note, model } = selection.candidates.find((c) => c.candidate === ranked.candidate)!;
  const e = model && economics(model, minorDigits(model.price.currency));
  return { candidate, name, note, model, economics: e && { ...e, why: economicsWhy(model, e) }, total: ranked.total, rank: ranked.rank, missing: [...ranked.missing], why: totalWhy(selection, ranked, now) };
}

function cellView(cell: Cell, runs: ReadonlyMap<string, RunNamed>): CellView {
  const { candidate, criterion, basis, score, value, missing, facts } = cell;
  const evidence = basis?.kind === 'evidence' ? basis.evidence : null;
  const run = evidence && 'run' in evidence ? runs.get(evidence.run) : undefined;
  return { candidate, criterion, score, value, missing, reason: basis?.kind === 'given' ? basis.reason : null, evidence, runName: run?.name ?? null, synthetic: run?.synthetic ?? false, facts: [...facts] };
}

/** What the ranking rests on, among the candidates that are ranked; null while there are fewer than two. */
export function sensitivityView(selection: Selection, ranked: readonly Ranked[], now: readonly Cell[]): SensitivityView | null {
  const known = ranked.filter((r) => r.total !== null).map((r) => r.candidate);
  if (known.length < 2) return null;
  const matrix = known.map((candidate) => scoresOf(candidate, selection.criteria, now).row);
  const weights = selection.criteria.map((c) => c.weight);
  const s = sensitivity((m, w) => weightedSum({ matrix: m, weights: w, norm: 'none' }), matrix, weights);
  // Scores are on one scale already, so the second opinion measures plain distances: a vector norm fails where all score 0.
  const closeness = topsis({ matrix, weights, norm: 'none' });
  const [who, what] = [(i: number) => known[i]!, (j: number) => selection.criteria[j]!.criterion];
  const edge = (at: (typeof s.switches)[number]['below']) => at && { ...at, rival: who(at.rival) };
  return {
    winner: who(s.winner), robust: s.robust,
    nudges: s.nudges.map((n) => ({ ...n, criterion: what(n.criterion), winner: who(n.winner) })),
    drops: s.drops.map((d) => ({ ...d, dropped: who(d.dropped), winner: who(d.winner) })),
    switches: s.switches.map(({ criterion, weight, below, above }) => ({ criterion: what(criterion), weight, below: edge(below), above: edge(above) })),
    topsis: { winner: who(winner(closeness)), agrees: winner(closeness) === s.winner, closeness: closeness.map((value, i) => ({ candidate: who(i), value })) },
  };
}

function decisionView({ status }: Selection, made: Touched | undefined): DecisionView | null {
  if (status.kind !== 'decided' || !made) return null;
  const { chosen, decidedOn, reason, criteria, evidence, alternatives, effect } = status.decision;
  return { chosen, chosenName: alternatives.find((a) => a.candidate === chosen)!.name, decidedOn, reason, criteria, evidence, alternatives, effect, actor: made.actor, at: made.at, fact: made.fact };
}

export interface Resolved { readonly row: SelectionRow; readonly now: Cell[]; readonly ranked: Ranked[] }

/** A selection with the scores that today's evidence gives. */
export function resolve(views: Views, company: string, row: SelectionRow): Resolved {
  const { selection } = row;
  const now = cells(selection, sourcesOf(views, company));
  return { row, now, ranked: ranking(selection.candidates.map((c) => c.candidate), selection.criteria, now) };
}

/** Everything about one selection; undefined when the company has none of this id. */
export function selectionDetail(views: Views, company: string, id: string): SelectionDetail | undefined {
  const row = selectionOf(views, company, id);
  if (!row) return undefined;
  const { now, ranked } = resolve(views, company, row);
  const { selection } = row;
  const runs = runsNamed(views, company);
  const history = historyOf(views, company, id);
  const { kind, title, question, currency, openedOn, status } = selection, decision = decisionView(selection, history.find((h) => h.type === 'DecisionMade'));
  const taken = decision?.evidence.flatMap(({ evidence }) => (evidence && 'run' in evidence ? [evidence.run] : [])) ?? [];
  return {
    selection: id, kind, title, question, currency, openedOn, status: status.kind, criteria: [...selection.criteria],
    candidates: ranked.map((r) => candidateView(selection, r, now)), cells: now.map((c) => cellView(c, runs)),
    sensitivity: sensitivityView(selection, ranked, now), decision,
    drift: driftView(driftOf(selection, sourcesOf(views, company))), syntheticRuns: [...new Set(taken)].filter((run) => runs.get(run)?.synthetic), history, revision: row.revision,
  };
}

const driftView = (drift: ReturnType<typeof driftOf>): SelectionDetail['drift'] => drift && { ...drift, moved: [...drift.moved] };
