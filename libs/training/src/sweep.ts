import type { SweepFact, SweepStart } from './sweep-events.ts';

interface Known { readonly trial: number; readonly run: string; readonly spent: number }
/** Validation loss at each rung the trial has reached. */
interface Climbing extends Known { readonly rungs: readonly number[] }

/**
 * A trial that was asked for. `running`: with its run, which may cost up to `cap` in minor units (null: no cap). `paused` at the last
 * of its rungs. `dropped`: told to stop. `spent` is minor units as far as they are known.
 */
export type Trial =
  | (Climbing & { readonly is: 'running'; readonly cap: number | null })
  | (Climbing & { readonly is: 'paused' | 'dropped' })
  | (Climbing & { readonly is: 'ended'; readonly how: 'finished' | 'stopped' | 'failed' | 'lost'; readonly value: number | null });

/** A sweep as its facts tell it: over once it asks for nothing more. */
export interface Sweep { readonly plan: SweepStart; readonly over: false | 'done' | 'stopped' | 'cost-budget'; readonly trials: readonly Trial[] }

const changed = (sweep: Sweep, at: number, change: (trial: Trial) => Trial): Sweep => ({ ...sweep, trials: sweep.trials.map((trial) => (trial.trial === at ? change(trial) : trial)) });

/** The sweep after one more fact about it. */
export function evolveSweep(sweep: Sweep, fact: SweepFact): Sweep {
  switch (fact.type) {
    case 'SweepStarted': return { plan: fact.data, over: false, trials: [] };
    case 'TrialRequested': return { ...sweep, trials: [...sweep.trials, { is: 'running', trial: fact.data.trial, run: fact.data.run, spent: 0, rungs: [], cap: fact.data.request.costCap?.amount ?? null }] };
    case 'TrialPaused': return changed(sweep, fact.data.trial, ({ trial, run, rungs }) => ({ is: 'paused', trial, run, rungs: [...rungs, fact.data.reached.validationLoss], spent: fact.data.spent.amount }));
    case 'TrialPromoted': return changed(sweep, fact.data.trial, ({ trial, run, rungs, spent }) => ({ is: 'running', trial, run, rungs, spent, cap: fact.data.costCap?.amount ?? null }));
    case 'TrialDropped': return changed(sweep, fact.data.trial, ({ trial, run, rungs, spent }) => ({ is: 'dropped', trial, run, rungs, spent }));
    case 'TrialEnded': return changed(sweep, fact.data.trial, ({ trial, run, rungs }) => ({ is: 'ended', trial, run, rungs, how: fact.data.how, value: fact.data.value, spent: fact.data.spent.amount }));
    case 'SweepEnded': return { ...sweep, over: fact.data.how };
  }
}

/** What a sweep has cost so far, in minor units: ended trials as billed, paused ones as far as they were trained. */
export const spentOn = ({ trials }: Sweep): number => trials.reduce((sum, { spent }) => sum + spent, 0);

/** The trial with the lowest validation loss among those whose run has ended with weights; the earlier one of equals. */
export function bestOf({ trials }: Sweep): { trial: number; run: string; value: number } | null {
  const ended = trials.flatMap((one) => (one.is === 'ended' && one.value !== null && (one.how === 'finished' || one.how === 'stopped') ? [{ trial: one.trial, run: one.run, value: one.value }] : []));
  return ended.reduce<(typeof ended)[number] | null>((best, one) => (best === null || one.value < best.value ? one : best), null);
}
