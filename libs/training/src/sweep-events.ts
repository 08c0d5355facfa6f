import { fact, type FactOf, id, Label, PositiveMoney } from '@capstan/kernel';
import { z } from 'zod';
import { Machine } from './machine.ts';
import { CostCap, Reached, RunId, RunRequest, StopReason } from './run-events.ts';
import { RunSpec } from './spec.ts';
import { SweepSpace, SweepStrategy, TrialSettings } from './sweep-space.ts';

export const SweepId = id('sweep');
/** The most trials of a sweep, and the most at once. */
export const MOST_TRIALS = 100;
export const MOST_AT_ONCE = 8;

/** The most runs a sweep may ask for, and what all of them together may cost. */
export const SweepBudget = z.object({ runs: z.number().int().min(1).max(MOST_TRIALS).default(12), cost: CostCap.nullable().default(null) });
export type SweepBudget = z.infer<typeof SweepBudget>;

/** `search` looks for the best settings; `scaling` trains a family of sizes on growing data, for the scaling law that fits them. */
export const SweepPurpose = z.enum(['search', 'scaling']);
export type SweepPurpose = z.infer<typeof SweepPurpose>;

/** Everything that decides what a sweep will ask for. `costCap` is of each trial. */
export const SweepPlan = z.object({
  name: Label, purpose: SweepPurpose.default('search'), space: SweepSpace, strategy: SweepStrategy,
  parallel: z.number().int().min(1).max(MOST_AT_ONCE).default(1), budget: SweepBudget.prefault({}), costCap: CostCap.nullable().default(null),
});
export type SweepPlan = z.infer<typeof SweepPlan>;

/** What all its trials have in common. The machine's price is that of the day the sweep began. */
export const SweepBase = z.object({ spec: RunSpec, datasetName: z.string(), machine: Machine });
export type SweepBase = z.infer<typeof SweepBase>;

const trial = { sweep: SweepId, trial: z.number().int().nonnegative(), run: RunId };
const value = z.number().nullable().describe('validation loss of the best weights');

/** The facts of sweeps in the company's ledger: what each asked for and why, how its trials did. */
export const sweepFacts = [
  fact('SweepStarted', z.object({ sweep: SweepId, ...SweepPlan.shape, base: SweepBase, trials: z.array(TrialSettings).min(1).max(MOST_TRIALS) })),
  fact('TrialRequested', z.object({ ...trial, request: RunRequest })),
  fact('TrialPaused', z.object({ ...trial, rung: z.number().int().nonnegative(), reached: Reached, spent: PositiveMoney })),
  fact('TrialPromoted', z.object({ ...trial, ...RunRequest.pick({ pauseAt: true, costCap: true }).shape })),
  fact('TrialDropped', z.object({ ...trial, reason: StopReason })),
  fact('TrialEnded', z.object({ ...trial, how: z.enum(['finished', 'stopped', 'failed', 'lost']), value, spent: PositiveMoney })),
  fact('SweepEnded', z.object({ sweep: SweepId, how: z.enum(['done', 'stopped', 'cost-budget']), best: z.object({ trial: trial.trial, run: RunId, value: z.number() }).nullable() })),
] as const;
export type SweepFact = FactOf<typeof sweepFacts>;
export type SweepStart = Extract<SweepFact, { type: 'SweepStarted' }>['data'];
