import { monthOf, type Refusal, refusing } from '@capstan/kernel';
import type { CommandOf } from './commands.ts';
import type { DecisionsFact } from './events.ts';
import { cells } from './matrix.ts';
import { ranking } from './ranking.ts';
import { decisionsRefusals } from './refusals.ts';
import type { Selection } from './selection.ts';

const refuse = refusing(decisionsRefusals);

/** Why this choice cannot be made now. */
function objection({ chosen, reason, effect, today }: CommandOf<'MakeDecision'>, s: Selection, unscored: readonly string[]): Refusal | undefined {
  if (!s.candidates.some((c) => c.candidate === chosen)) return refuse('candidate-unknown', undefined, 'chosen');
  if (s.candidates.length < 2) return refuse('too-few-candidates', { count: s.candidates.length });
  if (s.criteria.length === 0) return refuse('criteria-missing');
  if (unscored.length > 0 && reason === '') return refuse('candidates-unscored', { names: unscored.join(', ') }, 'reason');
  if (effect.burnPerMonth.currency !== s.currency) return refuse('currency-differs', { currency: s.currency }, 'effect.burnPerMonth.currency');
  if (effect.oneOff.currency !== s.currency) return refuse('currency-differs', { currency: s.currency }, 'effect.oneOff.currency');
  if (effect.from < monthOf(today)) return refuse('effect-in-the-past', { month: monthOf(today) }, 'effect.from');
  return undefined;
}

/** Records the choice with everything it rests on: weights, scores with their measured values, and what it does to the plan. */
export function makeDecision(command: CommandOf<'MakeDecision'>, s: Selection): DecisionsFact[] | Refusal {
  const { selection, chosen, reason, effect, runway, today, sources } = command;
  const now = cells(s, sources);
  const ranked = ranking(s.candidates.map((c) => c.candidate), s.criteria, now);
  const nameOf = (id: string) => s.candidates.find((c) => c.candidate === id)!.name;
  const against = objection(command, s, ranked.filter((r) => r.missing.length > 0).map((r) => nameOf(r.candidate)));
  if (against) return against;
  return [{ type: 'DecisionMade', data: {
    selection, kind: s.kind, title: s.title, chosen, decidedOn: today, reason,
    criteria: s.criteria.map(({ criterion, name, weight }) => ({ criterion, name, weight })),
    evidence: now.map(({ candidate, criterion, score, value, basis, facts }) => ({ candidate, criterion, score, value, evidence: basis?.kind === 'evidence' ? basis.evidence : null, facts: [...facts] })),
    alternatives: ranked.map(({ candidate, total, rank }) => ({ candidate, name: nameOf(candidate), total, rank })),
    effect: { ...effect, runwayBefore: runway.before, runwayAfter: runway.after },
  } }];
}
