import { command, Instant, Label, PositiveMoney, query } from '@capstan/kernel';
import { z } from 'zod';
import { RequestRunBody, RunSituation, Score } from './contract.ts';
import { RunId } from './run-events.ts';
import { RunSpec } from './spec.ts';
import { SweepId, SweepPlan, SweepPurpose } from './sweep-events.ts';
import { TrialSettings } from './sweep-space.ts';

const count = z.number().int().nonnegative();
const loss = z.number().nullable().describe('validation loss of the best weights');
export const SweepSituation = z.enum(['running', 'done', 'stopped', 'cost-budget']);
export type SweepSituation = z.infer<typeof SweepSituation>;

/** The best trial so far, by validation loss. */
const Best = z.object({ trial: count, run: RunId, value: z.number(), settings: TrialSettings });

/** One line of the list of sweeps. `spent` is what its ended and paused trials have cost. */
export const SweepRow = z.object({
  sweep: SweepId, name: Label, purpose: SweepPurpose, situation: SweepSituation, strategy: z.enum(['grid', 'random', 'halving']), model: z.string(), dataset: z.string(), datasetName: z.string(), synthetic: z.boolean(),
  planned: count, asked: count, ended: count, best: Best.nullable(), spent: PositiveMoney, actor: z.string(), at: Instant, fact: z.string(),
}).meta({ id: 'SweepRow' });
export type SweepRow = z.infer<typeof SweepRow>;

/** A trial and how its run does; one that was not asked for yet has no run. `rung` counts the comparisons it has come to. */
export const TrialRow = z.object({
  trial: count, settings: TrialSettings, run: RunId.nullable(), situation: RunSituation.nullable(), reason: z.string().nullable(), value: loss, rung: count,
  score: Score.nullable(), cost: PositiveMoney.nullable(), epochsDone: count, epochs: count, best: z.boolean(),
}).meta({ id: 'SweepTrial' });
export type TrialRow = z.infer<typeof TrialRow>;

/** A sweep with its trials, best first, those without a measure last. `rungs` are the epochs after which trials are compared. */
export const SweepView = SweepRow.extend({ plan: SweepPlan, spec: RunSpec, rungs: z.array(count), trials: z.array(TrialRow) }).meta({ id: 'SweepView' });
export type SweepView = z.infer<typeof SweepView>;

/** What an engineer asks for: the settings that all trials share, and where to search. */
export const StartSweepBody = SweepPlan.extend({ base: RequestRunBody.omit({ name: true, costCap: true }) });
export type StartSweepBody = z.infer<typeof StartSweepBody>;

const one = '/companies/:company/training/sweeps/:sweep';
export const sweepsApi = {
  sweeps: query('/companies/:company/training/sweeps', { permission: 'training:read', summary: 'Sweeps and scaling studies, newest first', answer: z.array(SweepRow) }),
  sweep: query(one, { permission: 'training:read', summary: 'One sweep: its trials, the best, what it cost', answer: SweepView }),
  startSweep: command('/companies/:company/training/sweeps', { permission: 'training:run', summary: 'Search settings: ask for runs by a grid, at random, or by successive halving', body: StartSweepBody }),
  stopSweep: command(`${one}/stop`, { permission: 'training:run', summary: 'Stop a sweep and its runs', body: z.object({}) }),
};
