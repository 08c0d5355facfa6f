import { given, lift } from '@capstan/kernel';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asked, ending, interrupted, leaseA, leaseB, leased, measure, measured, outcome, requested, run, started, stopAsked, used } from '../test/story.ts';
import { runCost, wallMsFor } from './machine.ts';
import { type RunCommand, runDecider } from './run-decider.ts';
import { type RunFact, runFacts, type StopReason } from './run-events.ts';

const now = '2026-11-23T10:00:00.000Z';
const later = '2026-11-23T10:00:31.000Z';
const leaseMs = 30_000;
const story = (...facts: RunFact[]) => given(runDecider, ...facts);
const eur = (amount: number) => ({ amount, currency: 'EUR' });
const wanted = (over: Partial<typeof asked>): RunFact => ({ type: 'RunRequested', data: { ...asked, ...over } });
/** A cent a second: ten cents are ten seconds. */
const capped = wanted({ costCap: eur(10) });
type Progress = Extract<RunCommand, { type: 'NoteProgress' }>;
const progress = (wallSeconds: number, epoch = 1): Progress => ({ type: 'NoteProgress', run, lease: leaseA, measures: [measure(epoch)], progress: null, checkpoint: null, wallSeconds, now, leaseMs });
const lease = { type: 'LeaseRun', run, lease: leaseB, trainer: 'other', now: later, leaseMs } as const;
const release = { type: 'ReleaseRun', run, lease: leaseA, wallSeconds: 3 } as const;
const stops = (reason: StopReason | null): RunFact => ({ type: 'StopAsked', data: { run, reason } });
const types = (facts: RunFact[]) => facts.map(({ type }) => type);

describe('a cost cap', () => {
  const end = (seconds: number, reason: StopReason | null) => ({ ...ending(seconds), costCap: eur(10), reason });
  test('in another currency is refused', () => story().when({ type: 'RequestRun', ...asked, costCap: { amount: 10, currency: 'USD' } }).refuses('currency-differs', 'costCap.currency'));
  test('below it a run goes on', () => expect(types(story(capped, leased(), started).when(progress(9.999)).facts())).toEqual(['EpochMeasured']));
  test('a run that has cost it is asked to stop', () => expect(story(capped, leased(), started).when(progress(10)).facts().at(-1)).toEqual(stops('cost-cap')));
  test('once', () => expect(types(story(capped, leased(), started, stops('cost-cap')).when(progress(11)).facts())).toEqual(['EpochMeasured']));
  test('what it cost in earlier attempts counts', () => expect(story(capped, leased(), interrupted(8)).when(progress(2)).facts().at(-1)).toEqual(stops('cost-cap')));
  test('a run that has cost it goes to no other trainer', () =>
    story(capped, leased(), measured(10)).when(lease).then({ type: 'RunStopped', data: { ...end(10, 'cost-cap'), outcome: null } }));
  test('nor is its dead process started again', () =>
    story(capped, leased(), started).when({ type: 'NoteInterruption', run, lease: leaseA, reason: 'killed', wallSeconds: 12 }).then({ type: 'RunStopped', data: { ...end(12, 'cost-cap'), outcome: null } }));
  test('the trainer that stopped it says why', () =>
    story(capped, leased(), started).when({ type: 'EndRun', run, lease: leaseA, outcome: outcome('stopped'), reason: 'cost-cap', wallSeconds: 10 }).then({ type: 'RunStopped', data: { ...end(10, 'cost-cap'), outcome: outcome('stopped') } }));
  test('a trainer that heard it here need not', () =>
    story(capped, leased(), started, stops('cost-cap')).when({ type: 'EndRun', run, lease: leaseA, outcome: outcome('stopped'), reason: null, wallSeconds: 11 }).then({ type: 'RunStopped', data: { ...end(11, 'cost-cap'), outcome: outcome('stopped') } }));
  test('law: the wall time that a cap pays for costs no more than the cap, and one millisecond more costs more', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 1, max: 1e6 }), (cap, price) => {
      const machine = { ...asked.machine, pricePerHour: eur(price) }, ms = wallMsFor(eur(cap), machine)!;
      if (ms === Number.MAX_SAFE_INTEGER) return;
      expect(BigInt(ms) * BigInt(price) <= BigInt(cap) * 3_600_000n && BigInt(ms + 1) * BigInt(price) > BigInt(cap) * 3_600_000n).toBe(true);
      expect(runCost(ms, machine).cost.amount).toBeLessThanOrEqual(cap);
    }));
  });
  test('a machine that costs nothing never reaches one', () => expect(wallMsFor(eur(1), { ...asked.machine, pricePerHour: eur(0) })).toBeNull());
});

describe('a pause', () => {
  const pause = { type: 'PauseRun', run, now } as const, resume = { type: 'ResumeRun', run } as const;
  const pauseAsked: RunFact = { type: 'PauseAsked', data: { run } };
  const reached = { epoch: 1, validationLoss: 1 };
  const paused = (wallSeconds: number, total = wallSeconds, over: object = {}): RunFact => ({ type: 'RunPaused', data: { run, lease: leaseA, partOf: null, wallSeconds, usage: used(total), reached: null, ...over } });
  const resumed: RunFact = { type: 'RunResumed', data: { run, pauseAt: null, costCap: null } };

  test('of a queued run needs no trainer', () => story(requested).when(pause).then(paused(0, 0, { lease: null })));
  test('of a running one asks its trainer', () => story(requested, leased(), started).when(pause).then(pauseAsked));
  test('asking twice changes nothing', () => story(requested, leased(), started, pauseAsked).when(pause).then());
  test('the trainer gives it back', () => story(requested, leased(), started, measured(2), pauseAsked).when(release).then(paused(3, 3, { reached })));
  test('a process that dies on the way pauses too', () => story(requested, leased(), started, pauseAsked).when({ type: 'NoteInterruption', run, lease: leaseA, reason: 'killed', wallSeconds: 3 }).then(paused(3)));
  test('one whose trainer went silent is paused as far as it was seen', () => {
    story(requested, leased(), measured(2), pauseAsked).when(lease).then(paused(2, 2, { reached }));
    story(requested, leased(), measured(2)).when({ ...pause, now: later }).then(paused(2, 2, { reached }));
    story(requested, leased(), measured(2), pauseAsked).when({ type: 'NoteLapse', run, now: later, graceMs: 0 }).then(paused(2, 2, { reached }));
  });
  test('no trainer gets a paused run, and the old one is turned away', () => {
    story(requested, leased(), paused(3)).when(lease).refuses('run-paused');
    story(requested, leased(), paused(3)).when(progress(4)).refuses('run-not-leased');
  });
  test('a paused run waits for a trainer again once it is resumed', () => {
    story(requested, leased(), paused(3)).when(resume).then(resumed);
    expect(story(requested, leased(), paused(3), resumed).when(lease).facts()[0]).toMatchObject({ type: 'RunLeased', data: { attempt: 2 } });
  });
  test('what is not paused cannot be resumed', () => story(requested, leased(), pauseAsked).when(resume).refuses('run-not-paused'));
  test('what is being stopped cannot be paused', () => story(requested, leased(), stopAsked).when(pause).refuses('run-stopping'));
  test('a run that finished before it could pause has finished', () =>
    expect(types(story(requested, leased(), started, pauseAsked).when({ type: 'EndRun', run, lease: leaseA, outcome: outcome(), reason: null, wallSeconds: 4 }).facts())).toEqual(['RunFinished']));
  test('a paused run stops at once, with what it had used', () => story(requested, leased(), paused(3)).when({ type: 'StopRun', run, now, reason: 'outdone' }).then({ type: 'RunStopped', data: { ...ending(3, null), reason: 'outdone', outcome: null } }));
  test('a pause costs nothing, however long', () => {
    const facts = story(requested, leased(), paused(3), resumed, leased(leaseA), started).when({ type: 'EndRun', run, lease: leaseA, outcome: outcome(), reason: null, wallSeconds: 4 }).facts();
    expect(facts).toMatchObject([{ type: 'RunFinished', data: { usage: { wallSeconds: 7, cost: eur(7) } } }]);
  });

  const atTwo = wanted({ pauseAt: 2, spec: { ...asked.spec, epochs: 8 } });
  test('after an epoch that was named before comes by itself', () => {
    expect(types(story(atTwo, leased(), started).when(progress(1, 1)).facts())).toEqual(['EpochMeasured']);
    expect(types(story(atTwo, leased(), started).when(progress(2, 2)).facts())).toEqual(['EpochMeasured', 'PauseAsked']);
  });
  test('trials are compared by epochs up to there', () => {
    const beyond: RunFact = { type: 'EpochMeasured', data: { run, lease: leaseA, measures: [measure(1), measure(2), measure(3)], progress: null, wallSeconds: 3 } };
    story(atTwo, leased(), started, beyond, pauseAsked).when(release).then(paused(3, 3, { reached: { epoch: 2, validationLoss: 0.5 } }));
  });
  test('a run that is resumed by hand there goes on to its end; under new terms as far as those say', () => {
    const there = [atTwo, leased(), started, measured(1), { type: 'EpochMeasured', data: { run, lease: leaseA, measures: [measure(2)], progress: null, wallSeconds: 2 } }, pauseAsked, paused(3)] as RunFact[];
    story(...there).when(resume).then(resumed);
    story(...there).when({ ...resume, terms: { pauseAt: 6, costCap: eur(50) } }).then({ type: 'RunResumed', data: { run, pauseAt: 6, costCap: eur(50) } });
    expect(types(story(...there, { type: 'RunResumed', data: { run, pauseAt: 6, costCap: eur(5) } }, leased(leaseA)).when(progress(2, 3)).facts())).toEqual(['EpochMeasured', 'StopAsked']);
  });
});

test('facts of before read as they were: no cap, no pause, part of nothing, stopped by a person', () => {
  const type = runFacts.find((one) => one.type === 'RunStopped')!;
  const { costCap: _, pauseAt: __, partOf: ___, retries: ____, ...old } = ending(3);
  expect(type.data.parse(lift(type, 3, { ...old, outcome: null }))).toEqual({ ...ending(3), reason: null, outcome: null });
  expect(type.data.parse(lift(type, 1, { ...old, outcome: null }))).toEqual({ ...ending(3), reason: null, outcome: null });
});
