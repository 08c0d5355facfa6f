import { type Refusal, refusing } from '@capstan/kernel';
import { ahp, pairwise } from './ahp.ts';
import type { CommandOf } from './commands.ts';
import type { Aspect, DecisionsFact } from './events.ts';
import { measureOf, read } from './evidence.ts';
import { randomIndices } from './random-index.ts';
import { decisionsRefusals } from './refusals.ts';
import type { Selection } from './selection.ts';

const refuse = refusing(decisionsRefusals);
type Answer = DecisionsFact[] | Refusal;

/** English names; the screen says the standard criteria in the reader's language by their aspect. */
const standard: readonly { aspect: Aspect; name: string }[] = [
  { aspect: 'market-demand', name: 'Market demand' }, { aspect: 'maturity', name: 'Maturity' },
  { aspect: 'budget', name: 'Budget' }, { aspect: 'team-capability', name: 'Team capability' },
];

/** Opens a selection, with the four standard criteria at weight 1 when wanted; `criteria` are ids for them. */
export function open({ selection, kind, title, question, currency, standardCriteria, criteria, today }: CommandOf<'OpenSelection'>): DecisionsFact[] {
  const opened: DecisionsFact = { type: 'SelectionOpened', data: { selection, kind, title, question, currency, openedOn: today } };
  if (!standardCriteria) return [opened];
  return [opened, ...standard.map(({ aspect, name }, i): DecisionsFact => ({ type: 'CriterionSet', data: { selection, criterion: criteria[i]!, name, aspect, weight: 1, scale: null } }))];
}

const taken = (all: readonly { name: string }[], name: string) => all.some((one) => one.name.toLowerCase() === name.toLowerCase());

export function setCriterion({ selection, criterion, name, aspect, weight, scale }: CommandOf<'SetCriterion'>, s: Selection): Answer {
  if (taken(s.criteria.filter((c) => c.criterion !== criterion), name)) return refuse('name-taken', { name }, 'name');
  const bound = Object.entries(s.cells).flatMap(([key, b]) => (b.kind === 'evidence' && key.endsWith(`/${criterion}`) ? [measureOf(b.evidence)] : []));
  if (bound.length > 0 && !scale) return refuse('scale-needed', { name }, 'scale');
  const other = bound.find((measure) => measure !== scale?.measure);
  if (other && scale) return refuse('measure-differs', { wanted: scale.measure, given: other }, 'scale.measure');
  return [{ type: 'CriterionSet', data: { selection, criterion, name, aspect, weight, scale } }];
}

/** Weights from pairwise comparisons (AHP), recorded with how consistent they are. */
export function compareCriteria({ selection, comparisons, randomIndex }: CommandOf<'CompareCriteria'>, s: Selection): Answer {
  const ids = s.criteria.map((c) => c.criterion);
  const seen = new Set<string>();
  for (const { more, less } of comparisons) {
    const pair = [more, less].sort().join(' ');
    if (more === less || !ids.includes(more) || !ids.includes(less) || seen.has(pair)) return refuse('comparison-invalid', undefined, 'comparisons');
    seen.add(pair);
  }
  try {
    const { weights, consistencyRatio } = ahp(pairwise(ids, comparisons), randomIndices[randomIndex]);
    const rounded = weights.map((w) => Math.max(0.001, Math.round(w * 1e5) / 1e3));
    return [{ type: 'CriteriaCompared', data: { selection, comparisons, weights: ids.map((criterion, i) => ({ criterion, weight: rounded[i]! })), randomIndex, consistencyRatio } }];
  } catch (problem) {
    if (problem instanceof RangeError) return refuse('comparisons-disconnected', undefined, 'comparisons');
    throw problem;
  }
}

export function describeCandidate({ type, selection, candidate, name, note, model }: CommandOf<'AddCandidate' | 'ChangeCandidate'>, s: Selection): Answer {
  if (taken(s.candidates.filter((c) => c.candidate !== candidate), name)) return refuse('name-taken', { name }, 'name');
  if (s.kind === 'business-model' && !model) return refuse('model-needed', undefined, 'model');
  if (s.kind === 'technology' && model) return refuse('model-not-wanted', undefined, 'model');
  if (model && model.price.currency !== s.currency) return refuse('currency-differs', { currency: s.currency }, 'model.price.currency');
  return [{ type: type === 'AddCandidate' ? 'CandidateAdded' : 'CandidateChanged', data: { selection, candidate, name, note, model } }];
}

/** Binds a score to evidence that exists; the criterion's scale says what the value is worth. */
export function bindEvidence({ selection, candidate, criterion, evidence, sources }: CommandOf<'BindEvidence'>, s: Selection): Answer {
  const { scale, name } = s.criteria.find((c) => c.criterion === criterion)!;
  const given = measureOf(evidence);
  if (!scale) return refuse('scale-needed', { name }, 'criterion');
  if (scale.measure !== given) return refuse('measure-differs', { wanted: scale.measure, given }, 'evidence');
  const { model } = s.candidates.find((c) => c.candidate === candidate)!;
  const reading = read(evidence, sources, s.currency, model);
  if (reading.value === null && reading.missing !== 'never-breaks-even') return refuse('evidence-missing', { why: reading.missing }, 'evidence');
  return [{ type: 'EvidenceBound', data: { selection, candidate, criterion, evidence } }];
}
