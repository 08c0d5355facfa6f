import { fold } from '@capstan/kernel';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asked, spec } from '../test/story.ts';
import { RunSpec } from './spec.ts';
import type { Sweep } from './sweep.ts';
import { type SweepCommand, sweepDecider } from './sweep-decider.ts';
import type { SweepFact } from './sweep-events.ts';
import { rungsOf, trialRun } from './sweep-rule.ts';

const sweep = 'sweep-story0002';
const eur = (amount: number) => ({ amount, currency: 'EUR' });
const base = { spec: RunSpec.parse({ ...spec, epochs: 9 }), datasetName: 'Digits', machine: asked.machine };

interface How { trials: number; parallel: number; factor: number; cost: number | null }
type Asked = Extract<SweepFact, { type: 'TrialRequested' | 'TrialPromoted' }>;

/** A sweep whose trials reach what `lossOf` says, in an order that `pick` chooses; what it does is checked along the way. */
function play({ trials, parallel, factor, cost }: How, lossOf: (trial: number, rung: number) => number, pick: (running: number) => number) {
  const facts: SweepFact[] = [];
  const state = () => fold(sweepDecider, facts);
  const does = (command: SweepCommand) => { facts.push(...sweepDecider.decide(command, state()) as SweepFact[]); };
  does({
    type: 'StartSweep', sweep, name: 'Halving', purpose: 'search', base, space: [{ kind: 'range', path: 'learningRate', from: 1e-4, to: 0.1, scale: 'log', points: 3 }],
    strategy: { kind: 'halving', seed: 3, firstRung: 1, factor }, parallel, budget: { runs: trials, cost: cost === null ? null : eur(cost) }, costCap: null,
  });
  for (let now = state().get(sweep)!; now.over === false; now = state().get(sweep)!) {
    const running = now.trials.filter(({ is }) => is === 'running'), one = running[pick(running.length)]!;
    const rung = one.rungs.length, epoch = rungsOf(now.plan)[rung], value = lossOf(one.trial, rung), spent = eur(Math.min(one.is === 'running' && one.cap !== null ? one.cap : Infinity, one.spent + 1));
    does(epoch === undefined ? { type: 'NoteTrialEnd', sweep, run: one.run, how: 'finished', value, spent } : { type: 'NoteTrialPaused', sweep, run: one.run, reached: { epoch, validationLoss: value }, spent });
  }
  return { facts, end: state().get(sweep)! };
}
const promotions = (facts: readonly SweepFact[]) => facts.filter(({ type }) => type === 'TrialPromoted').map(({ data }) => (data as Asked['data']).trial);

describe('successive halving', () => {
  test('rungs at 1 and 3 of 9 epochs; of nine trials three go to the second, one to the end', () => {
    const { facts, end } = play({ trials: 9, parallel: 1, factor: 3, cost: null }, (trial, rung) => trial + 10 - rung, () => 0);
    expect(rungsOf(end.plan)).toEqual([1, 3]);
    expect(facts.find(({ type }) => type === 'TrialRequested')).toMatchObject({ data: { request: { pauseAt: 1 } } });
    expect(promotions(facts)).toEqual([0, 1, 2, 0]);
    expect(facts.filter(({ type }) => type === 'TrialPromoted').map(({ data }) => (data as { pauseAt: number | null }).pauseAt)).toEqual([3, 3, 3, null]);
    expect(facts.at(-1)).toMatchObject({ type: 'SweepEnded', data: { how: 'done', best: { trial: 0 } } });
    expect(end.trials.filter(({ is }) => is === 'dropped')).toHaveLength(8);
  });
  test('too few trials for a rung: the best still goes to its end', () => {
    const { facts } = play({ trials: 2, parallel: 2, factor: 3, cost: null }, (trial) => 5 - trial, () => 0);
    expect(promotions(facts)).toEqual([1, 1]);
    expect(facts.at(-1)).toMatchObject({ data: { how: 'done', best: { trial: 1, run: trialRun(sweep, 1) } } });
  });

  const how = fc.record({ trials: fc.integer({ min: 1, max: 14 }), parallel: fc.integer({ min: 1, max: 4 }), factor: fc.integer({ min: 2, max: 4 }), cost: fc.option(fc.integer({ min: 1, max: 40 })) });
  const chance = fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }));
  type Seen = { readonly all: How; readonly sweeps: readonly Sweep[]; readonly promoted: readonly { before: Sweep; trial: number }[] } & ReturnType<typeof play>;
  /** Whatever trials reach and in whatever order: each state a sweep goes through, and each promotion with the state it was decided on. */
  const law = (holds: (seen: Seen) => void) => fc.assert(fc.property(how, fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 60, maxLength: 60 }), chance, (all, losses, draws) => {
    const played = play(all, (trial, rung) => losses[trial * 4 + rung]!, (running) => Math.floor((draws.next().value as number) * running));
    const sweeps: Sweep[] = [], promoted: { before: Sweep; trial: number }[] = [];
    let now = sweepDecider.initial;
    for (const fact of played.facts) {
      if (fact.type === 'TrialPromoted') promoted.push({ before: now.get(sweep)!, trial: fact.data.trial });
      now = sweepDecider.evolve(now, fact);
      sweeps.push(now.get(sweep)!);
    }
    holds({ all, sweeps, promoted, ...played });
  }), { numRuns: 150 });

  test('law: at no rung is a worse trial promoted over a better one that waits', () => law(({ promoted }) => {
    for (const { before: { trials }, trial } of promoted) {
      const { rungs } = trials[trial]!, reached = rungs.at(-1)!;
      const better = trials.filter((other) => other.is === 'paused' && other.rungs.length === rungs.length && other.rungs.at(-1)! < reached);
      expect(better).toEqual([]);
    }
  }));
  test('law: no more run at once than there are places, and each trial is asked for once', () => law(({ all, sweeps }) => {
    for (const { trials } of sweeps) {
      expect(trials.filter(({ is }) => is === 'running').length).toBeLessThanOrEqual(all.parallel);
      expect(trials.map(({ trial }) => trial)).toEqual([...trials.keys()]);
    }
  }));
  test('law: all caps together never pass the budget', () => law(({ all: { cost }, sweeps }) => {
    for (const { trials } of sweeps) expect(cost === null ? 0 : trials.reduce((sum, one) => sum + (one.is === 'running' ? one.cap! : one.spent), 0)).toBeLessThanOrEqual(cost ?? 0);
  }));
  test('law: it comes to an end, with a finished trial unless the money was short, and after it asks for nothing', () => law(({ facts, end }) => {
    expect(end.over === 'cost-budget' || end.trials.some((one) => one.is === 'ended' && one.how === 'finished')).toBe(true);
    expect(facts.findIndex(({ type }) => type === 'SweepEnded')).toBe(facts.length - 1);
  }));
});
