import { Currency, Label, Money, Month, Note } from '@capstan/kernel';
import { z } from 'zod';
import { BusinessModel } from './business-model.ts';
import { Aspect, SelectionKind } from './events.ts';
import { Evidence, type Sources } from './evidence.ts';
import { randomIndices } from './random-index.ts';
import { decisionsRefusals } from './refusals.ts';
import type { RunwayCase } from './runway-case.ts';
import { FULL_MARK, Utility } from './utility.ts';

const coded = (code: keyof typeof decisionsRefusals) => ({ error: decisionsRefusals[code] as string, params: { refusal: code } });
const Weight = z.number().refine((w) => w > 0 && w <= 1000, coded('weight-not-positive'));
const Reason = Note.refine((r) => r.length > 0, coded('reason-needed'));
const RandomIndexName = z.enum(Object.keys(randomIndices) as [keyof typeof randomIndices, ...(keyof typeof randomIndices)[]]);

export const OpenSelection = z.object({
  kind: SelectionKind, title: Label, question: Note.default(''), currency: Currency,
  standardCriteria: z.boolean().default(true).describe('start with market demand, maturity, budget and team capability, equally weighed'),
}).meta({ id: 'OpenSelection' });
export const SetCriterion = z.object({ name: Label, aspect: Aspect.default('own'), weight: Weight, scale: Utility.nullable().default(null) }).meta({ id: 'SetCriterion' });
export const CompareCriteria = z.object({
  comparisons: z.array(z.object({ more: z.string(), less: z.string(), times: z.number().min(1 / 9).max(9) })).min(1).max(105),
  randomIndex: RandomIndexName.default('saaty-2005'),
}).meta({ id: 'CompareCriteria' });
export const DescribeCandidate = z.object({ name: Label, note: Note.default(''), model: BusinessModel.nullable().default(null) }).meta({ id: 'DescribeCandidate' });
export const GiveScore = z.object({ score: z.number().refine((s) => s >= 0 && s <= FULL_MARK, coded('score-out-of-range')), reason: Reason }).meta({ id: 'GiveScore' });
export const BindEvidence = z.object({ evidence: Evidence }).meta({ id: 'BindEvidence' });
/** The change to the plan that choosing brings: burn per month (above zero burns more), a one-off cost, from a month on. */
export const PlannedEffect = z.object({ burnPerMonth: Money, oneOff: Money, from: Month }).meta({ id: 'PlannedEffect' });
export const MakeDecision = z.object({ chosen: z.string(), reason: Note.default(''), effect: PlannedEffect }).meta({ id: 'MakeDecision' });
export const GiveReason = z.object({ reason: Reason }).meta({ id: 'GiveReason' });

type Body<S extends z.ZodType> = z.output<S>;
interface Of { readonly selection: string }
interface At extends Of { readonly candidate: string; readonly criterion: string }

/** Runway with and without the effect, computed by whoever can see the whole plan. */
export interface RunwayChange { readonly before: RunwayCase; readonly after: RunwayCase }

/** What can be asked of selections; ids, the day and the evidence of the moment come inside. */
export type DecisionsCommand =
  | ({ readonly type: 'OpenSelection'; readonly today: string; readonly criteria: readonly string[] } & Of & Body<typeof OpenSelection>)
  | ({ readonly type: 'SetCriterion'; readonly criterion: string; readonly known: boolean } & Of & Body<typeof SetCriterion>)
  | ({ readonly type: 'DropCriterion'; readonly criterion: string } & Of)
  | ({ readonly type: 'CompareCriteria' } & Of & Body<typeof CompareCriteria>)
  | ({ readonly type: 'AddCandidate' | 'ChangeCandidate'; readonly candidate: string } & Of & Body<typeof DescribeCandidate>)
  | ({ readonly type: 'DropCandidate'; readonly candidate: string } & Of)
  | ({ readonly type: 'GiveScore' } & At & Body<typeof GiveScore>)
  | ({ readonly type: 'BindEvidence'; readonly sources: Sources } & At & Body<typeof BindEvidence>)
  | ({ readonly type: 'ClearScore' } & At)
  | ({ readonly type: 'MakeDecision'; readonly today: string; readonly sources: Sources; readonly runway: RunwayChange } & Of & Body<typeof MakeDecision>)
  | ({ readonly type: 'ReopenDecision' | 'AbandonSelection' } & Of & Body<typeof GiveReason>);
export type CommandOf<T extends DecisionsCommand['type']> = Extract<DecisionsCommand, { type: T }>;
