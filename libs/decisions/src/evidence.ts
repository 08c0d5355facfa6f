import { Month, PositiveMoney, minorDigits, type Money } from '@capstan/kernel';
import { z } from 'zod';
import { type BusinessModel, economics } from './business-model.ts';
import { factor, Scaling } from './scaling.ts';
import type { Measure } from './utility.ts';

export const Quality = z.enum(['accuracy', 'precision', 'recall', 'f1', 'perplexity']);
export const ModelFigure = z.enum(['gross-margin', 'break-even-volume', 'monthly-effect']);

/** What a score is bound to, instead of being given by hand. */
export const Evidence = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('run-accuracy'), run: z.string(), metric: Quality }),
  z.object({ kind: z.literal('run-cost'), run: z.string(), scaling: Scaling }),
  z.object({ kind: z.literal('gpu-budget'), month: Month, monthly: PositiveMoney }).describe('the share of the GPU budget of a month that the candidate would take'),
  z.object({ kind: z.literal('model'), figure: ModelFigure }).describe('a figure of the candidate’s own business model'),
]).meta({ id: 'Evidence' });
export type Evidence = z.infer<typeof Evidence>;

/** What is known of a training run, as the training facts tell it. */
export interface RunKnown {
  readonly run: string;
  readonly metrics: Readonly<Partial<Record<z.infer<typeof Quality>, number | null>>>;
  /** Exact decimal text in minor units: a pilot often costs a fraction of a cent, and scaling multiplies the rounding. */
  readonly cost: { readonly exact: string; readonly currency: string } | null;
  readonly flops: number | null;
  readonly seconds: number | null;
  /** Ids of the events behind it. */
  readonly facts: readonly string[];
}
export interface BudgetKnown { readonly month: string; readonly amount: Money; readonly facts: readonly string[] }
/** The evidence as it stands at one moment: runs that finished, GPU budgets that were set. */
export interface Sources { readonly runs: readonly RunKnown[]; readonly budgets: readonly BudgetKnown[] }

/** A measured value with the events behind it, or why there is none. Unknown is null, never 0. */
export type Reading =
  | { readonly value: number; readonly facts: readonly string[] }
  | { readonly value: null; readonly missing: Missing; readonly facts: readonly string[] };
export type Missing = 'run-unknown' | 'not-measured' | 'budget-unknown' | 'other-currency' | 'model-unknown' | 'never-breaks-even';

const none = (missing: Missing, facts: readonly string[] = []): Reading => ({ value: null, missing, facts });

export const measureOf = (evidence: Evidence): Measure => {
  switch (evidence.kind) {
    case 'run-accuracy': return evidence.metric === 'perplexity' ? 'count' : 'fraction';
    case 'gpu-budget': return 'fraction';
    case 'run-cost': return 'money';
    case 'model': return evidence.figure === 'gross-margin' ? 'fraction' : evidence.figure === 'break-even-volume' ? 'count' : 'money';
  }
};

function modelReading(figure: z.infer<typeof ModelFigure>, model: BusinessModel | null): Reading {
  if (!model) return none('model-unknown');
  const e = economics(model, minorDigits(model.price.currency));
  if (figure === 'gross-margin') return e.grossMargin === null ? none('not-measured') : { value: e.grossMargin, facts: [] };
  if (figure === 'monthly-effect') return { value: e.monthlyEffect.amount, facts: [] };
  if (e.breakEven.kind === 'never') return none('never-breaks-even');
  return { value: e.breakEven.kind === 'volume' ? e.breakEven.units : 0, facts: [] };
}

function runCost(run: RunKnown, scaling: Scaling, currency: string): Reading {
  const times = factor(scaling, run);
  if (run.cost === null || times === null) return none('not-measured', run.facts);
  if (run.cost.currency !== currency) return none('other-currency', run.facts);
  return { value: Math.round(Number(run.cost.exact) * times), facts: run.facts };
}

/** What a piece of evidence says now. Money comes in whole minor units of `currency`; another currency is not converted here. */
export function read(evidence: Evidence, sources: Sources, currency: string, model: BusinessModel | null): Reading {
  if (evidence.kind === 'model') return modelReading(evidence.figure, model);
  if (evidence.kind === 'gpu-budget') {
    const budget = sources.budgets.find((b) => b.month === evidence.month);
    if (!budget || budget.amount.amount <= 0) return none('budget-unknown', budget?.facts);
    if (budget.amount.currency !== evidence.monthly.currency) return none('other-currency', budget.facts);
    return { value: evidence.monthly.amount / budget.amount.amount, facts: budget.facts };
  }
  const run = sources.runs.find((r) => r.run === evidence.run);
  if (!run) return none('run-unknown');
  if (evidence.kind === 'run-cost') return runCost(run, evidence.scaling, currency);
  const value = run.metrics[evidence.metric] ?? null;
  return value === null ? none('not-measured', run.facts) : { value, facts: run.facts };
}
