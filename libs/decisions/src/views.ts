import { Currency, Day, Explained, Instant, Month, Money, revealing } from '@capstan/kernel';
import { z } from 'zod';
import { BusinessModel } from './business-model.ts';
import { Alternative, Aspect, ScoreTaken, SelectionKind } from './events.ts';
import { Evidence } from './evidence.ts';
import { RunwayCase } from './runway-case.ts';
import { Utility } from './utility.ts';

const recorded = { actor: z.string(), at: Instant, fact: z.string() };
const score = z.number().nullable();

export const CriterionView = z.object({ criterion: z.string(), name: z.string(), aspect: Aspect, weight: z.number(), scale: Utility.nullable() }).meta({ id: 'CriterionView' });
export type CriterionView = z.output<typeof CriterionView>;

const BreakEvenView = z.discriminatedUnion('kind', [z.object({ kind: z.literal('volume'), units: z.number() }), z.object({ kind: z.literal('at-once') }), z.object({ kind: z.literal('never') })]);
export const EconomicsView = z.object({
  inferencePerUnit: z.string(), unitCost: z.string(), margin: z.string(), grossMargin: z.number().nullable(),
  breakEven: BreakEvenView, monthlyRevenue: Money, monthlyEffect: Money,
  why: z.object({ unitCost: Explained, grossMargin: Explained, breakEven: Explained, monthlyEffect: Explained }),
}).meta({ id: 'EconomicsView' });
export type EconomicsView = z.output<typeof EconomicsView>;

export const CandidateView = z.object({ candidate: z.string(), name: z.string(), note: z.string(), model: BusinessModel.nullable(), economics: EconomicsView.nullable(), total: score, rank: z.number().nullable(), missing: z.array(z.string()), why: Explained }).meta({ id: 'CandidateView' });
export type CandidateView = z.output<typeof CandidateView>;

export const CellView = z.object({
  candidate: z.string(), criterion: z.string(), score, value: z.number().nullable(), missing: z.string().nullable(),
  reason: z.string().nullable(), evidence: Evidence.nullable(), runName: z.string().nullable(), synthetic: z.boolean().describe('the run learnt from data that a program made'), facts: z.array(z.string()),
}).meta({ id: 'CellView' });
export type CellView = z.output<typeof CellView>;

const SwitchView = z.object({ weight: z.number(), share: z.number(), rival: z.string() }).nullable();
/** What the ranking rests on, over the candidates that are ranked; null while fewer than two are. */
export const SensitivityView = z.object({
  winner: z.string(), robust: z.boolean(),
  nudges: z.array(z.object({ criterion: z.string(), by: z.number(), winner: z.string() })),
  drops: z.array(z.object({ dropped: z.string(), winner: z.string(), orderKept: z.boolean() })),
  switches: z.array(z.object({ criterion: z.string(), weight: z.number(), below: SwitchView, above: SwitchView })),
  /** A second opinion by another method (TOPSIS on the 0–10 scores): closeness to the ideal, and whether it agrees. */
  topsis: z.object({ winner: z.string(), agrees: z.boolean(), closeness: z.array(z.object({ candidate: z.string(), value: z.number() })) }),
}).meta({ id: 'SensitivityView' });
export type SensitivityView = z.output<typeof SensitivityView>;

export const MovedView = z.object({ candidate: z.string(), criterion: z.string(), was: score, is: score, valueWas: z.number().nullable(), valueIs: z.number().nullable(), moves: z.number() });
export const DriftView = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('stands'), moved: z.array(MovedView) }),
  z.object({ kind: z.literal('another-wins'), candidate: z.string(), total: z.number(), chosenTotal: score, moved: z.array(MovedView) }),
  z.object({ kind: z.literal('evidence-gone'), moved: z.array(MovedView) }),
]).meta({ id: 'DriftView' });
export type DriftView = z.output<typeof DriftView>;

/** Engineers see what was chosen, not what it does to cash. */
export const EffectView = z.object({ burnPerMonth: Money, oneOff: Money, from: Month, runwayBefore: RunwayCase, runwayAfter: RunwayCase });
export const DecisionView = z.object({
  chosen: z.string(), chosenName: z.string(), decidedOn: Day, reason: z.string(),
  criteria: z.array(z.object({ criterion: z.string(), name: z.string(), weight: z.number() })),
  evidence: z.array(ScoreTaken), alternatives: z.array(Alternative), effect: revealing(EffectView, 'planning:read'), ...recorded,
}).meta({ id: 'DecisionView' });
export type DecisionView = z.output<typeof DecisionView>;

const Status = z.enum(['open', 'decided', 'abandoned']);
export const SelectionLine = z.object({
  selection: z.string(), kind: SelectionKind, title: z.string(), status: Status, openedOn: Day, candidates: z.number().int(), unscored: z.number().int(),
  leader: z.string().nullable(), chosen: z.string().nullable(), decidedOn: Day.nullable(), drift: z.enum(['stands', 'another-wins', 'evidence-gone']).nullable(), ...recorded,
}).meta({ id: 'SelectionLine' });
export type SelectionLine = z.output<typeof SelectionLine>;

export const HistoryLine = z.object({ type: z.string(), ...recorded });
export const SelectionDetail = z.object({
  selection: z.string(), kind: SelectionKind, title: z.string(), question: z.string(), currency: Currency, status: Status, openedOn: Day,
  criteria: z.array(CriterionView), candidates: z.array(CandidateView), cells: z.array(CellView), sensitivity: SensitivityView.nullable(),
  decision: DecisionView.nullable(), drift: DriftView.nullable(), syntheticRuns: z.array(z.string()).describe('runs that the decision rests on and that learnt from data that a program made'), history: z.array(HistoryLine), revision: z.number().int(),
}).meta({ id: 'SelectionDetail' });
export type SelectionDetail = z.output<typeof SelectionDetail>;

/** A decision that needs a look, and why. */
export const AttentionLine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('another-wins'), selection: z.string(), title: z.string(), chosen: z.string(), now: z.string() }),
  z.object({ kind: z.literal('evidence-gone'), selection: z.string(), title: z.string(), chosen: z.string() }),
  z.object({ kind: z.literal('waiting'), selection: z.string(), title: z.string(), days: z.number().int() }),
]).meta({ id: 'AttentionLine' });
export type AttentionLine = z.output<typeof AttentionLine>;

/** Evidence on offer: finished runs with what they measured, and GPU budgets that were set. */
export const EvidenceOffer = z.object({
  runs: z.array(z.object({ run: z.string(), name: z.string(), model: z.string(), synthetic: z.boolean(), metrics: z.record(z.string(), score), cost: Money.nullable(), flops: z.number().nullable(), seconds: z.number().nullable() })),
  budgets: z.array(z.object({ month: Month, amount: Money })),
}).meta({ id: 'EvidenceOffer' });
export type EvidenceOffer = z.output<typeof EvidenceOffer>;
