import { type Decider, isRefusal, type Money, type Refusal } from '@capstan/kernel';
import { refuse } from './refusals.ts';
import { runDecider } from './run-decider.ts';
import type { Reached } from './run-events.ts';
import { evolveSweep, type Sweep, type Trial } from './sweep.ts';
import type { SweepBase, SweepFact, SweepPlan, SweepStart } from './sweep-events.ts';
import { advance, ending, rungsOf, trialRequest } from './sweep-rule.ts';
import { drawnOf, gridOf, gridSize, spaceProblem, type TrialSettings } from './sweep-space.ts';

export type SweepCommand =
  | ({ type: 'StartSweep'; sweep: string; base: SweepBase } & SweepPlan)
  | { type: 'StopSweep'; sweep: string }
  | { type: 'NoteTrialPaused'; sweep: string; run: string; reached: Reached | null; spent: Money }
  | { type: 'NoteTrialEnd'; sweep: string; run: string; how: 'finished' | 'stopped' | 'failed' | 'lost'; value: number | null; spent: Money };

export type SweepsState = ReadonlyMap<string, Sweep>;
type Answer = SweepFact[] | Refusal;
type Of<T extends SweepCommand['type']> = Extract<SweepCommand, { type: T }>;

const own = new Set(['SweepStarted', 'TrialRequested', 'TrialPaused', 'TrialPromoted', 'TrialDropped', 'TrialEnded', 'SweepEnded']);
const unbegun = { trials: [] } as unknown as Sweep;

function evolve(state: SweepsState, fact: SweepFact): SweepsState {
  return own.has(fact.type) ? new Map(state).set(fact.data.sweep, evolveSweep(state.get(fact.data.sweep) ?? unbegun, fact)) : state;
}

/** The settings of every trial a sweep may ask for, or why there can be none. */
export function plannedTrials({ space, strategy, budget, base }: Pick<Of<'StartSweep'>, 'space' | 'strategy' | 'budget' | 'base'>): TrialSettings[] | Refusal {
  const problem = spaceProblem(space, base.spec);
  if (problem) return problem;
  if (strategy.kind !== 'grid') return drawnOf(space, base.spec, { seed: strategy.seed, most: budget.runs });
  const size = gridSize(space, base.spec);
  return size > budget.runs ? refuse('sweep-grid-too-large', { size, most: budget.runs }, 'budget.runs') : gridOf(space, base.spec);
}

function halvingProblem({ strategy, space, base }: Of<'StartSweep'>): Refusal | undefined {
  if (strategy.kind !== 'halving') return undefined;
  if (space.some((axis) => (axis.kind === 'together' ? axis.values.some((value) => 'epochs' in value) : axis.path === 'epochs'))) return refuse('sweep-epochs-set-rungs', undefined, 'space');
  return strategy.firstRung >= base.spec.epochs ? refuse('sweep-rung-too-late', { epochs: base.spec.epochs }, 'strategy.firstRung') : undefined;
}

/** A trial whose run would be refused is refused before anything is asked for. */
function trialProblem(plan: SweepStart): Refusal | undefined {
  for (const trial of plan.trials.keys()) {
    const request = trialRequest(plan, trial, null);
    const answer = request ? runDecider.decide({ type: 'RequestRun', ...request }, { is: 'absent' }) : refuse('heads-do-not-divide-width', undefined, 'space');
    if (isRefusal(answer)) return answer;
  }
  return undefined;
}

function start(c: Of<'StartSweep'>, state: SweepsState): Answer {
  const { type: _, ...asked } = c, { currency } = c.base.machine.pricePerHour;
  if (state.has(c.sweep)) return refuse('sweep-exists');
  if (c.base.spec.model.kind === 'baseline') return refuse('sweep-needs-learning', undefined, 'base.model.kind');
  for (const [path, cap] of [['budget.cost.currency', c.budget.cost], ['costCap.currency', c.costCap]] as const) if (cap && cap.currency !== currency) return refuse('currency-differs', { currency }, path);
  const trials = halvingProblem(c) ?? plannedTrials(c);
  if (isRefusal(trials)) return trials;
  if (trials.length === 0) return refuse('sweep-nothing-fits', undefined, 'space');
  const data: SweepStart = { ...asked, trials };
  return trialProblem(data) ?? andOn({ plan: data, over: false, trials: [] }, { type: 'SweepStarted', data });
}

/** A fact, and all that the sweep asks for after it. */
const andOn = (sweep: Sweep, fact: SweepFact): SweepFact[] => [fact, ...advance(evolveSweep(sweep, fact))];

function paused(c: Of<'NoteTrialPaused'>, sweep: Sweep, trial: Trial): SweepFact[] {
  const { rungs } = trial, rung = rungs.length, at = rungsOf(sweep.plan)[rung];
  // Paused by a person before it was where trials are compared: it keeps its place until it is resumed.
  if (sweep.over !== false || trial.is !== 'running' || !c.reached || at === undefined || c.reached.epoch < at) return [];
  return andOn(sweep, { type: 'TrialPaused', data: { sweep: c.sweep, trial: trial.trial, run: c.run, rung, reached: c.reached, spent: c.spent } });
}

function ended(c: Of<'NoteTrialEnd'>, sweep: Sweep, { trial, is }: Trial): SweepFact[] {
  const { run, how, value, spent } = c;
  return is === 'ended' ? [] : andOn(sweep, { type: 'TrialEnded', data: { sweep: c.sweep, trial, run, how, value, spent } });
}

function decide(c: SweepCommand, state: SweepsState): Answer {
  if (c.type === 'StartSweep') return start(c, state);
  const sweep = state.get(c.sweep);
  if (!sweep) return refuse('sweep-unknown');
  if (c.type === 'StopSweep') return sweep.over === false ? ending(sweep, 'stopped') : refuse('sweep-over');
  const trial = sweep.trials.find(({ run }) => run === c.run);
  if (!trial) return [];
  return c.type === 'NoteTrialPaused' ? paused(c, sweep, trial) : ended(c, sweep, trial);
}

/** What sweeps ask for, decided on the company's ledger: each trial is asked for once, and none after the end. */
export const sweepDecider: Decider<SweepCommand, SweepsState, SweepFact> = {
  name: 'sweeps', initial: new Map(), evolve, decide,
  subject: (c) => (c.type === 'StopSweep' ? c.sweep : undefined),
  concerns: (f) => (own.has(f.type) ? [f.data.sweep] : []),
};
