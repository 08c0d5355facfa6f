import { bestOf, rungsOf, spentOn, type Sweep, type SweepRow, type SweepView, type Trial, type TrialRow } from '@capstan/training';
import type { SweepRecord } from './sweeps.view.ts';
import type { TrialRun } from './training-sources.ts';

/** A record as a line of the list. */
export function rowOf({ state, synthetic, actor, at, fact }: SweepRecord): SweepRow {
  const sweep = JSON.parse(state) as Sweep, { plan, trials } = sweep, best = bestOf(sweep), { spec, datasetName, machine } = plan.base;
  return {
    sweep: plan.sweep, name: plan.name, purpose: plan.purpose, situation: sweep.over === false ? 'running' : sweep.over, strategy: plan.strategy.kind,
    model: spec.model.kind, dataset: spec.dataset.dataset, datasetName, synthetic: synthetic === 1, planned: plan.trials.length, asked: trials.length, ended: trials.filter(({ is }) => is === 'ended').length,
    best: best && { ...best, settings: plan.trials[best.trial]! }, spent: { amount: spentOn(sweep), currency: machine.pricePerHour.currency }, actor, at, fact,
  };
}

/** Of an ended trial its final validation loss, of others the one at the last comparison. */
const valueOf = (trial: Trial | undefined): number | null => (trial?.is === 'ended' && trial.value !== null ? trial.value : trial?.rungs.at(-1) ?? null);

function trialOf({ plan, trials }: Sweep, at: number, run: TrialRun | undefined, best: number | undefined): TrialRow {
  const trial = trials[at];
  return {
    trial: at, settings: plan.trials[at]!, run: trial?.run ?? null, situation: run?.row.situation ?? null, reason: run?.reason ?? null, value: valueOf(trial), rung: trial?.rungs.length ?? 0,
    score: run?.row.score ?? null, cost: run?.row.usage.cost ?? null, epochsDone: run?.row.epochsDone ?? 0, epochs: plan.base.spec.epochs, best: at === best,
  };
}

/** Everything about one sweep: its trials in the order of their validation loss, those without one last, as they were planned. */
export function viewOf(record: SweepRecord, runs: readonly TrialRun[]): SweepView {
  const sweep = JSON.parse(record.state) as Sweep, { sweep: _, base, trials: settings, ...plan } = sweep.plan, row = rowOf(record);
  const byRun = new Map(runs.map((one) => [one.row.run, one]));
  const trials = settings.map((_, at) => trialOf(sweep, at, byRun.get(sweep.trials[at]?.run ?? ''), row.best?.trial));
  return { ...row, plan, spec: base.spec, rungs: rungsOf(sweep.plan), trials: trials.toSorted((a, b) => (a.value ?? Infinity) - (b.value ?? Infinity) || a.trial - b.trial) };
}
