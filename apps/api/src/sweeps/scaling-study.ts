import { computeOptimal, fitScalingLaw, lossOf, type ScalingFit, type TrainedModel } from '@capstan/compute';
import { type Larger, type Machine, milliseconds, runCost, type ScalingPoint, type ScalingStudy, type Sweep } from '@capstan/training';
import type { TrialRun } from './training-sources.ts';

const TIMES = [1, 3, 10, 30, 100] as const;

/** A number that lies in the middle of several. */
const median = (values: readonly number[]): number | null => (values.length === 0 ? null : values.toSorted((a, b) => a - b)[values.length >> 1]!);

/**
 * A finished run as a point. Of the operations counted in the kernels those of validation are left out: a sample costs one pass
 * there and three in training (Kaplan et al. 2020).
 */
function pointOf(trial: number, run: TrialRun | undefined): { point: ScalingPoint; flopsPerSecond: number | null } | undefined {
  if (!run) return undefined;
  const { row, outcome, card } = run;
  if (!outcome?.metrics || !card || row.situation !== 'finished' || outcome.parameters === 0) return undefined;
  const length = card.kind === 'text' ? card.shape[0]! : 1, learned = card.train * length * outcome.epochs;
  const flops = outcome.flops * (3 * card.train) / (3 * card.train + card.validation);
  const point = { trial, run: row.run, name: row.name, parameters: outcome.parameters, learned, loss: outcome.metrics.loss, flops, predicted: null };
  return { point, flopsPerSecond: outcome.seconds > 0 ? outcome.flops / outcome.seconds : null };
}

const asModel = ({ parameters, learned, loss }: ScalingPoint): TrainedModel => ({ parameters, tokens: learned, loss });
type Fitted = Extract<ScalingFit, { kind: 'fitted' }>;
interface Pace { readonly flopsEach: number; readonly flopsPerSecond: number; readonly machine: Machine }

function larger(times: number, { law, ensemble }: Fitted, flops: number, { flopsEach, flopsPerSecond, machine }: Pace): Larger {
  const { parameters, tokens, loss } = computeOptimal(flops, law, flopsEach), seconds = flops / flopsPerSecond;
  const losses = [...ensemble.map((one) => lossOf(one, parameters, tokens)), loss].toSorted((a, b) => a - b), at = (share: number) => losses[Math.round(share * (losses.length - 1))]!;
  return { times, flops, parameters, learned: tokens, loss, lossLow: at(0.1), lossHigh: at(0.9), machineHours: seconds / 3600, cost: runCost(milliseconds(seconds), machine).cost };
}

/** Fits take a noticeable part of a second: the last ones are kept by what they were fitted to. */
const MOST_KEPT = 50;
const kept = new Map<string, ScalingFit>();
function fitOf(models: readonly TrainedModel[]): ScalingFit {
  const key = JSON.stringify(models), known = kept.get(key) ?? fitScalingLaw(models);
  kept.delete(key);
  kept.set(key, known);
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
  return known;
}

/** What a family of sizes on growing data says about larger models. */
export function scalingStudy({ plan, trials }: Sweep, runs: readonly TrialRun[]): ScalingStudy {
  const byRun = new Map(runs.map((one) => [one.row.run, one]));
  const found = trials.flatMap(({ trial, run }) => pointOf(trial, byRun.get(run)) ?? []);
  const fit = fitOf(found.map(({ point }) => asModel(point))), largest = found.toSorted((a, b) => b.point.flops - a.point.flops)[0];
  const flopsEach = median(found.map(({ point: { flops, parameters, learned } }) => flops / parameters / learned)), flopsPerSecond = largest?.flopsPerSecond ?? null;
  const points = found.map(({ point }) => ({ ...point, predicted: fit.kind === 'fitted' ? lossOf(fit.law, point.parameters, point.learned) : null }));
  const base = { sweep: plan.sweep, unit: plan.base.spec.dataset.kind === 'text' ? 'tokens' as const : 'samples' as const, points, flopsEach, flopsPerSecond };
  if (fit.kind !== 'fitted') return { ...base, fit, ahead: [] };
  const { ensemble: _, ...law } = fit;
  const pace = flopsEach !== null && flopsPerSecond !== null ? { flopsEach, flopsPerSecond, machine: plan.base.machine } : undefined;
  return { ...base, fit: law, ahead: pace && largest ? TIMES.map((times) => larger(times, fit, times * largest.point.flops, pace)) : [] };
}
