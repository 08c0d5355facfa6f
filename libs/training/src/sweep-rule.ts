import type { RunRequest } from './run-events.ts';
import { bestOf, evolveSweep, type Sweep, type Trial } from './sweep.ts';
import type { SweepFact, SweepStart } from './sweep-events.ts';
import { specWith } from './sweep-space.ts';

/** Id of the run of a trial: it follows from the sweep, so that asking twice asks for the same run. */
export const trialRun = (sweep: string, trial: number): string => `run-${sweep.slice('sweep-'.length, 37)}${String(trial).padStart(3, '0')}`;

/** Epochs after which trials pause to be compared: the first rung, then each time so many times more; none without halving. */
export function rungsOf({ strategy, base }: Pick<SweepStart, 'strategy' | 'base'>): number[] {
  const rungs: number[] = [];
  if (strategy.kind === 'halving') for (let epoch = strategy.firstRung; epoch < base.spec.epochs; epoch *= strategy.factor) rungs.push(epoch);
  return rungs;
}

type Paused = Trial & { is: 'paused' };

/** Trials that have reached a rung, best first. */
const atRung = ({ trials }: Sweep, rung: number): Trial[] => trials.filter(({ rungs }) => rungs.length > rung).toSorted((a, b) => a.rungs[rung]! - b.rungs[rung]! || a.trial - b.trial);

const topRung = (plan: SweepStart): number => rungsOf(plan).length - 1;
const waitsAt = (rung: number) => (trial: Trial): trial is Paused => trial.is === 'paused' && trial.rungs.length === rung + 1;

/**
 * The trial that goes on next (ASHA, Li et al. 2020, algorithm 2): from the highest rung down, the best that waits among the best
 * 1/factor of all that have reached the rung.
 */
function promotable(sweep: Sweep): Paused | undefined {
  const { strategy } = sweep.plan;
  if (strategy.kind !== 'halving') return undefined;
  for (let rung = topRung(sweep.plan); rung >= 0; rung--) {
    const reached = atRung(sweep, rung), next = reached.slice(0, Math.floor(reached.length / strategy.factor)).find(waitsAt(rung));
    if (next) return next;
  }
  return undefined;
}

/** The best of the highest rung, when nothing else is left to do and no trial has finished: a sweep ends with a trained model. */
function lastOne(sweep: Sweep): Paused | undefined {
  if (sweep.trials.some((one) => one.is === 'running' || (one.is === 'ended' && one.how === 'finished'))) return undefined;
  for (let rung = topRung(sweep.plan); rung >= 0; rung--) {
    const next = atRung(sweep, rung).find(waitsAt(rung));
    if (next) return next;
  }
  return undefined;
}

const committed = (trial: Trial): number => (trial.is === 'running' ? trial.cap ?? trial.spent : trial.spent);

/**
 * What the next trial may cost, in minor units: of the money that is neither spent nor promised to a trial under way, an equal part
 * for each free place, so that all caps together never pass the budget. Null without any cap, undefined when there is no money left.
 */
function allotted({ plan, trials }: Sweep, already = 0): number | null | undefined {
  const own = plan.costCap?.amount ?? null, budget = plan.budget.cost;
  if (!budget) return own;
  const free = plan.parallel - trials.filter(({ is }) => is === 'running').length;
  const part = Math.floor((budget.amount - trials.reduce((sum, one) => sum + committed(one), 0)) / free);
  const most = Math.min(own ?? Infinity, already + part);
  return most > already ? most : undefined;
}

const capOf = (plan: SweepStart, amount: number | null): RunRequest['costCap'] => (amount === null ? null : { amount, currency: plan.base.machine.pricePerHour.currency });

/** The request of a trial, or undefined where its settings do not go together. */
export function trialRequest(plan: SweepStart, trial: number, cap: number | null): RunRequest | undefined {
  const { sweep, name, base: { spec: common, ...base } } = plan, spec = specWith(common, plan.trials[trial]!);
  return spec && { run: trialRun(sweep, trial), name: `${name.slice(0, 110)} #${trial + 1}`, spec, ...base, costCap: capOf(plan, cap), pauseAt: rungsOf(plan)[0] ?? null, partOf: sweep, retries: null };
}

function requested({ plan, trials: { length: trial } }: Sweep, cap: number | null): SweepFact {
  const request = trialRequest(plan, trial, cap)!;
  return { type: 'TrialRequested', data: { sweep: plan.sweep, trial, run: request.run, request } };
}

const promoted = ({ plan }: Sweep, { trial, run, rungs }: Paused, cap: number | null): SweepFact =>
  ({ type: 'TrialPromoted', data: { sweep: plan.sweep, trial, run, pauseAt: rungsOf(plan)[rungs.length] ?? null, costCap: capOf(plan, cap) } });

/** Ends a sweep: what still runs or waits is dropped first. */
export function ending(sweep: Sweep, how: 'done' | 'stopped' | 'cost-budget'): SweepFact[] {
  const { plan, trials } = sweep, reason = how === 'done' ? 'outdone' as const : 'sweep-over' as const;
  const dropped = trials.flatMap(({ is, trial, run }): SweepFact[] => (is === 'running' || is === 'paused' ? [{ type: 'TrialDropped', data: { sweep: plan.sweep, trial, run, reason } }] : []));
  return [...dropped, { type: 'SweepEnded', data: { sweep: plan.sweep, how, best: bestOf(sweep) } }];
}

function step(sweep: Sweep): SweepFact[] {
  const { plan, trials } = sweep, running = trials.filter(({ is }) => is === 'running').length;
  if (running >= plan.parallel) return [];
  const left = trials.length < plan.trials.length, next = promotable(sweep) ?? (left ? undefined : lastOne(sweep));
  if (!next && !left) return running === 0 ? ending(sweep, 'done') : [];
  const cap = allotted(sweep, next?.spent);
  if (cap === undefined) return running === 0 ? ending(sweep, 'cost-budget') : [];
  return [next ? promoted(sweep, next, cap) : requested(sweep, cap)];
}

/** All that a sweep asks for now: trials up to its places and its money, or its end. Nothing once it is over. */
export function advance(sweep: Sweep): SweepFact[] {
  const facts: SweepFact[] = [];
  for (let now = sweep; now.over === false;) {
    const next = step(now);
    if (next.length === 0) break;
    facts.push(...next);
    now = next.reduce(evolveSweep, now);
  }
  return facts;
}
