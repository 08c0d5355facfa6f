import { fold, given } from '@capstan/kernel';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asked, spec } from '../test/story.ts';
import { RunSpec } from './spec.ts';
import { spentOn, type Sweep } from './sweep.ts';
import { type SweepCommand, sweepDecider } from './sweep-decider.ts';
import type { SweepFact } from './sweep-events.ts';
import { rungsOf, trialRun } from './sweep-rule.ts';
import { drawnOf, gridOf, type SweepAxis, type SweepSpace, specWith } from './sweep-space.ts';

const sweep = 'sweep-story0001';
const eur = (amount: number) => ({ amount, currency: 'EUR' });
const base = { spec: RunSpec.parse({ ...spec, epochs: 9 }), datasetName: 'Digits', machine: asked.machine };
const rates: SweepAxis = { kind: 'choices', path: 'learningRate', values: [0.001, 0.01, 0.1] };
const filters: Extract<SweepAxis, { kind: 'range' }> = { kind: 'range', path: 'model.filters', from: 4, to: 16, scale: 'linear', points: 3 };
type Start = Extract<SweepCommand, { type: 'StartSweep' }>;
const startOf = (over: Partial<Start> = {}): Start => ({ type: 'StartSweep', sweep, name: 'Rates', purpose: 'search', base, space: [rates], strategy: { kind: 'grid' }, parallel: 2, budget: { runs: 12, cost: null }, costCap: null, ...over });

/** A sweep played to here: what was asked for so far, and how to go on. */
class Played {
  readonly facts: SweepFact[] = [];
  get state(): Sweep { return fold(sweepDecider, this.facts).get(sweep)!; }
  does(command: SweepCommand): SweepFact[] {
    const facts = given(sweepDecider, ...this.facts).when(command).facts();
    this.facts.push(...facts);
    return facts;
  }
  ends(trial: number, value: number | null, cost = 1, how: 'finished' | 'stopped' | 'failed' = value === null ? 'failed' : 'finished'): SweepFact[] {
    return this.does({ type: 'NoteTrialEnd', sweep, run: trialRun(sweep, trial), how, value, spent: eur(cost) });
  }
  reaches(trial: number, validationLoss: number, cost = 1): SweepFact[] {
    const rung = this.state.trials[trial]!.rungs.length;
    return this.does({ type: 'NoteTrialPaused', sweep, run: trialRun(sweep, trial), reached: { epoch: rungsOf(this.state.plan)[rung]!, validationLoss }, spent: eur(cost) });
  }
}
function played(over: Partial<Start> = {}): Played {
  const one = new Played();
  one.does(startOf(over));
  return one;
}
const brief = (facts: SweepFact[]) => facts.map((f) => ('trial' in f.data ? `${f.type} ${f.data.trial}` : f.type));

describe('a grid', () => {
  test('asks for as many at once as it may, then for the next as each ends, then is done', () => {
    const one = played();
    expect(brief(one.facts)).toEqual(['SweepStarted', 'TrialRequested 0', 'TrialRequested 1']);
    expect(brief(one.ends(1, 0.4))).toEqual(['TrialEnded 1', 'TrialRequested 2']);
    expect(brief(one.ends(0, 0.5))).toEqual(['TrialEnded 0']);
    expect(one.ends(2, 0.3).at(-1)).toEqual({ type: 'SweepEnded', data: { sweep, how: 'done', best: { trial: 2, run: trialRun(sweep, 2), value: 0.3 } } });
  });
  test('a trial is the base with its own settings, part of the sweep', () => {
    const [, first] = played({ costCap: eur(7) }).facts;
    expect(first).toMatchObject({ data: { run: 'run-story0001000', request: { name: 'Rates #1', partOf: sweep, costCap: eur(7), pauseAt: null, spec: { learningRate: 0.001, epochs: 9 } } } });
  });
  test('an end that is told twice asks for nothing twice', () => {
    const one = played();
    one.ends(1, 0.4);
    expect(one.ends(1, 0.4)).toEqual([]);
  });
  test('a failed trial is never the best', () => {
    const one = played({ parallel: 3 });
    one.ends(0, null);
    one.ends(1, null);
    expect(one.ends(2, 9).at(-1)).toMatchObject({ data: { how: 'done', best: { trial: 2 } } });
  });
  test('law: it covers the product exactly once', () => {
    const values = (all: number[]) => fc.uniqueArray(fc.constantFrom(...all), { minLength: 1, maxLength: 4 });
    fc.assert(fc.property(values([0.001, 0.003, 0.01, 0.1]), values([4, 8, 16, 32]), values([0.1, 0.5, 1]), (a, b, c) => {
      const space: SweepSpace = [{ kind: 'choices', path: 'learningRate', values: a }, { kind: 'choices', path: 'model.filters', values: b }, { kind: 'choices', path: 'data.share', values: c }];
      const found = gridOf(space, base.spec).map((one) => JSON.stringify(one));
      const wanted = a.flatMap((x) => b.flatMap((y) => c.map((z) => JSON.stringify({ learningRate: x, 'model.filters': y, 'data.share': z }))));
      expect(found.toSorted()).toEqual(wanted.toSorted());
    }));
  });
  test('a range is cut into points, its ends among them, whole where the setting is', () => {
    expect(gridOf([filters], base.spec)).toEqual([4, 10, 16].map((n) => ({ 'model.filters': n })));
    expect(gridOf([{ kind: 'range', path: 'learningRate', from: 0.001, to: 0.1, scale: 'log', points: 3 }], base.spec)).toEqual([0.001, 0.01, 0.1].map((n) => ({ learningRate: n })));
  });
});

describe('what cannot be searched is refused before anything is asked for', () => {
  const asking = (over: Partial<Start>) => given(sweepDecider).when(startOf(over));
  const axis = (over: Partial<typeof filters>): SweepSpace => [{ ...filters, ...over }];
  test('a setting the model does not have', () => asking({ space: axis({ path: 'model.heads' }) }).refuses('sweep-setting-missing', 'space.0.path'));
  test('the share to validate with: trials would not be comparable', () => asking({ space: axis({ path: 'validationShare', from: 0.1, to: 0.2 }) }).refuses('sweep-setting-missing'));
  test('a setting twice', () => asking({ space: [rates, { kind: 'together', values: [{ learningRate: 0.1, 'model.filters': 8 }] }] }).refuses('sweep-setting-twice'));
  test('a value outside its limits', () => asking({ space: axis({ to: 400 }) }).refuses('sweep-value-outside'));
  test('half a filter', () => asking({ space: [{ kind: 'choices', path: 'model.filters', values: [8.5] }] }).refuses('sweep-value-outside'));
  test('a range upside down', () => asking({ space: axis({ from: 16, to: 4 }) }).refuses('sweep-range-empty'));
  test('a logarithm of nothing', () => asking({ space: axis({ path: 'model.dropout', from: 0, to: 0.5, scale: 'log' }) }).refuses('sweep-log-from-zero'));
  test('a grid larger than its budget', () => asking({ space: [rates, filters], budget: { runs: 8, cost: null } }).refuses('sweep-grid-too-large', 'budget.runs'));
  test('a baseline', () => asking({ base: { ...base, spec: RunSpec.parse({ ...spec, model: { kind: 'baseline' } }) } }).refuses('sweep-needs-learning'));
  test('money of another currency', () => asking({ budget: { runs: 3, cost: { amount: 5, currency: 'USD' } } }).refuses('currency-differs', 'budget.cost.currency'));
  test('a comparison after the last epoch', () => asking({ strategy: { kind: 'halving', seed: 1, firstRung: 9, factor: 3 } }).refuses('sweep-rung-too-late'));
  test('epochs that differ where they are what trials are compared by', () => asking({ strategy: { kind: 'halving', seed: 1, firstRung: 1, factor: 3 }, space: [{ kind: 'choices', path: 'epochs', values: [3, 9] }] }).refuses('sweep-epochs-set-rungs'));
  const transformer = { ...base, spec: RunSpec.parse({ ...spec, model: { kind: 'transformer' } }) };
  const widths: SweepSpace = [{ kind: 'choices', path: 'model.width', values: [30, 32] }];
  test('a width that its heads do not divide', () => asking({ base: transformer, space: widths }).refuses('heads-do-not-divide-width'));
  test('drawn, there may be none that fits', () => asking({ base: transformer, space: [{ kind: 'choices', path: 'model.width', values: [30] }], strategy: { kind: 'random', seed: 1 } }).refuses('sweep-nothing-fits', 'space'));
  test('a sweep that is there already', () => given(sweepDecider, ...played().facts).when(startOf()).refuses('sweep-exists'));
  test('drawn, such a width is passed over', () => expect(drawnOf(widths, transformer.spec, { seed: 1, most: 5 })).toEqual([{ 'model.width': 32 }]));
});

describe('drawing at random', () => {
  const space: SweepSpace = [{ kind: 'range', path: 'learningRate', from: 1e-4, to: 0.1, scale: 'log', points: 3 }, filters];
  test('law: the same seed draws the same, a longer list begins with the shorter, every trial is different and allowed', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), fc.integer({ min: 1, max: 30 }), (seed, most) => {
      const trials = drawnOf(space, base.spec, { seed, most });
      expect(drawnOf(space, base.spec, { seed, most })).toEqual(trials);
      expect(drawnOf(space, base.spec, { seed, most: most + 3 }).slice(0, most)).toEqual(trials);
      expect(new Set(trials.map((one) => JSON.stringify(one))).size).toBe(most);
      for (const one of trials) expect(specWith(base.spec, one)).toBeDefined();
    }), { numRuns: 40 });
  });
  test('a logarithmic range is drawn evenly over its powers', () => {
    const below = drawnOf(space, base.spec, { seed: 5, most: 100 }).filter(({ learningRate }) => learningRate! < 10 ** -2.5).length;
    expect(below).toBeGreaterThan(30);
    expect(below).toBeLessThan(70);
  });
  test('other seeds draw otherwise', () => expect(drawnOf(space, base.spec, { seed: 1, most: 3 })).not.toEqual(drawnOf(space, base.spec, { seed: 2, most: 3 })));
  test('a space with fewer trials gives those', () => expect(drawnOf([rates], base.spec, { seed: 1, most: 12 })).toHaveLength(3));
});

describe('a stopped sweep', () => {
  test('drops what runs and asks for nothing more, and what its trials cost is still noted', () => {
    const one = played();
    expect(one.does({ type: 'StopSweep', sweep })).toEqual([
      { type: 'TrialDropped', data: { sweep, trial: 0, run: trialRun(sweep, 0), reason: 'sweep-over' } }, { type: 'TrialDropped', data: { sweep, trial: 1, run: trialRun(sweep, 1), reason: 'sweep-over' } },
      { type: 'SweepEnded', data: { sweep, how: 'stopped', best: null } },
    ]);
    expect(brief(one.ends(0, 0.5, 4, 'stopped'))).toEqual(['TrialEnded 0']);
    expect(spentOn(one.state)).toBe(4);
    given(sweepDecider, ...one.facts).when({ type: 'StopSweep', sweep }).refuses('sweep-over');
  });
  test('there is none to stop where none was started', () => given(sweepDecider).when({ type: 'StopSweep', sweep }).refuses('sweep-unknown'));
});

describe('a cost budget', () => {
  test('is shared between the places, and what a trial leaves over goes to the next', () => {
    const one = played({ budget: { runs: 12, cost: eur(10) } });
    expect(one.facts.slice(1)).toMatchObject([{ data: { request: { costCap: eur(5) } } }, { data: { request: { costCap: eur(5) } } }]);
    expect(one.ends(0, 0.5, 2)).toMatchObject([{}, { type: 'TrialRequested', data: { request: { costCap: eur(3) } } }]);
  });
  test('used up, the sweep ends once nothing runs', () => {
    const one = played({ budget: { runs: 12, cost: eur(10) } });
    expect(brief(one.ends(0, 0.5, 5))).toEqual(['TrialEnded 0']);
    expect(one.ends(1, 0.4, 5).at(-1)).toMatchObject({ type: 'SweepEnded', data: { how: 'cost-budget', best: { trial: 1 } } });
  });
  test('a trial never gets more than its own cap', () => expect(played({ costCap: eur(2), budget: { runs: 12, cost: eur(10) } }).facts[1]).toMatchObject({ data: { request: { costCap: eur(2) } } }));
});
