import { Currency, Day, fact, type FactOf, Label, Money, Month, Note } from '@capstan/kernel';
import { z } from 'zod';
import { BusinessModel } from './business-model.ts';
import { Evidence } from './evidence.ts';
import { RunwayCase } from './runway-case.ts';
import { Utility } from './utility.ts';

export const SelectionKind = z.enum(['technology', 'business-model']);
export type SelectionKind = z.infer<typeof SelectionKind>;
/** The criteria every technology selection should look at, and own ones. */
export const Aspect = z.enum(['market-demand', 'maturity', 'budget', 'team-capability', 'own']);
export type Aspect = z.infer<typeof Aspect>;

const selection = z.string();
const cell = { selection, candidate: z.string(), criterion: z.string() };

/** What choosing does to the plan: burn from a month on, a one-off cost, and the runway before and after as the plan told it. */
export const Effect = z.object({ burnPerMonth: Money, oneOff: Money, from: Month, runwayBefore: RunwayCase, runwayAfter: RunwayCase }).meta({ id: 'DecisionEffect' });
export type Effect = z.infer<typeof Effect>;

/** A score at the moment of the decision, with the measured value and the events it came from. */
export const ScoreTaken = z.object({
  candidate: z.string(), criterion: z.string(), score: z.number().nullable(), value: z.number().nullable(),
  evidence: Evidence.nullable(), facts: z.array(z.string()),
}).meta({ id: 'ScoreTaken' });
export type ScoreTaken = z.infer<typeof ScoreTaken>;

export const Alternative = z.object({ candidate: z.string(), name: Label, total: z.number().nullable(), rank: z.number().int().nullable() }).meta({ id: 'Alternative' });

export const decisionsFacts = [
  fact('SelectionOpened', z.object({ selection, kind: SelectionKind, title: Label, question: Note, currency: Currency, openedOn: Day })),
  fact('CriterionSet', z.object({ selection, criterion: z.string(), name: Label, aspect: Aspect, weight: z.number(), scale: Utility.nullable() })),
  fact('CriterionDropped', z.object({ selection, criterion: z.string() })),
  fact('CriteriaCompared', z.object({
    selection, comparisons: z.array(z.object({ more: z.string(), less: z.string(), times: z.number() })),
    weights: z.array(z.object({ criterion: z.string(), weight: z.number() })), randomIndex: z.string(), consistencyRatio: z.number().nullable(),
  })),
  fact('CandidateAdded', z.object({ selection, candidate: z.string(), name: Label, note: Note, model: BusinessModel.nullable() })),
  fact('CandidateChanged', z.object({ selection, candidate: z.string(), name: Label, note: Note, model: BusinessModel.nullable() })),
  fact('CandidateDropped', z.object({ selection, candidate: z.string() })),
  fact('ScoreGiven', z.object({ ...cell, score: z.number(), reason: Note })),
  fact('EvidenceBound', z.object({ ...cell, evidence: Evidence })),
  fact('ScoreCleared', z.object(cell)),
  fact('DecisionMade', z.object({
    selection, kind: SelectionKind, title: Label, chosen: z.string(), decidedOn: Day, reason: Note,
    criteria: z.array(z.object({ criterion: z.string(), name: Label, weight: z.number() })),
    evidence: z.array(ScoreTaken), alternatives: z.array(Alternative), effect: Effect,
  })),
  fact('DecisionReopened', z.object({ selection, reason: Note })),
  fact('SelectionAbandoned', z.object({ selection, reason: Note })),
] as const;
export type DecisionsFact = FactOf<typeof decisionsFacts>;
export type DecisionMade = Extract<DecisionsFact, { type: 'DecisionMade' }>['data'];
