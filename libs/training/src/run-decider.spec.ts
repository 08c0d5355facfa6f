import { given } from '@capstan/kernel';
import { expect, test } from 'vitest';
import { asked, backend, card, ending, interrupted, leaseA, leaseB, leased, measure, measured, outcome, released, requested, run, spec, started, stopAsked } from '../test/story.ts';
import { type RunCommand, runDecider } from './run-decider.ts';
import type { RunFact } from './run-events.ts';

const now = '2026-11-23T10:00:00.000Z';
const later = '2026-11-23T10:00:31.000Z';
const leaseMs = 30_000;
const story = (...facts: RunFact[]) => given(runDecider, ...facts);
const lease = (at: string, id = leaseB) => ({ type: 'LeaseRun', run, lease: id, trainer: 'other', now: at, leaseMs }) as const;
type Progress = Extract<RunCommand, { type: 'NoteProgress' }>;
const progress = (more: Partial<Progress> = {}): Progress => ({ type: 'NoteProgress', run, lease: leaseA, measures: [measure(1)], progress: null, checkpoint: null, wallSeconds: 2, now, leaseMs, ...more });
const end = (how: 'finished' | 'stopped' | 'failed' | 'early-stopped' = 'finished', wallSeconds = 10) => ({ type: 'EndRun', run, lease: leaseA, outcome: outcome(how, how === 'failed' ? 'loss is not a number' : null), reason: null, wallSeconds }) as const;

test('a run is requested', () => story().when({ type: 'RequestRun', ...asked }).then(requested));
test('a run is requested once', () => story(requested).when({ type: 'RequestRun', ...asked }).refuses('run-exists'));
test('a picture model for a text is refused', () =>
  story().when({ type: 'RequestRun', ...asked, spec: { ...spec, dataset: { ...spec.dataset, kind: 'text' } } }).refuses('model-does-not-fit', 'model.kind'));
test('nothing can be done with a run that is not', () => {
  story().when(lease(now)).refuses('run-unknown');
  story().when({ type: 'StopRun', run, now }).refuses('run-unknown');
  story().when({ type: 'NoteLapse', run, now, graceMs: 0 }).refuses('run-unknown');
});

test('a trainer leases a queued run', () => story(requested).when(lease(now)).then({ type: 'RunLeased', data: { run, lease: leaseB, trainer: 'other', until: '2026-11-23T10:00:30.000Z', attempt: 1 } }));
test('a lease in force keeps others away', () => story(requested, leased()).when(lease('2026-11-23T10:00:29.999Z')).refuses('run-leased'));
test('a lapsed lease goes to the next trainer, as a second attempt', () => story(requested, leased()).when(lease(later)).then({ type: 'RunLeased', data: { run, lease: leaseB, trainer: 'other', until: '2026-11-23T10:01:01.000Z', attempt: 2 } }));
test('the trainer that lost its lease is turned away', () => story(requested, leased(), leased(leaseB)).when(end()).refuses('lease-lost'));
test('a lapsed lease still counts while nobody else took the run', () => expect(story(requested, leased(), started).when(progress({ now: later })).facts()[0]).toEqual(measured(2)));
test('the fourth lapse loses the run, with what it had used', () => {
  const lapses = [leased(), measured(2), leased(leaseB), leased(leaseA), leased(leaseB)];
  story(requested, ...lapses).when(lease(later, leaseA)).then({ type: 'RunLost', data: { ...ending(2, leaseB), reason: 'too-many-lapses' } });
});

test('starting names the backend and the data', () => story(requested, leased()).when({ type: 'NoteStart', run, lease: leaseA, backend, card, resumes: false }).then(started));
test('early in a lease progress renews nothing', () => story(requested, leased(), started).when(progress()).then(measured(2)));
test('late in a lease progress renews it', () =>
  story(requested, leased(), started).when(progress({ now: '2026-11-23T10:00:16.000Z' })).then(measured(2), { type: 'LeaseRenewed', data: { run, lease: leaseA, until: '2026-11-23T10:00:46.000Z' } }));
test('a lease that ends in a time that was taken back is renewed by its trainer, and holds no other up when that is gone', () => {
  const dayBefore = '2026-11-22T10:00:00.000Z';
  story(requested, leased()).when({ type: 'RenewLease', run, lease: leaseA, now: dayBefore, leaseMs }).then({ type: 'LeaseRenewed', data: { run, lease: leaseA, until: '2026-11-22T10:00:30.000Z' } });
  story(requested, leased()).when(lease(dayBefore)).then({ type: 'RunLeased', data: { run, lease: leaseB, trainer: 'other', until: '2026-11-22T10:00:30.000Z', attempt: 2 } });
  story(requested, leased()).when(lease('2026-11-23T09:59:00.000Z')).refuses('run-leased');
});
test('a heartbeat early in a lease records nothing', () => story(requested, leased()).when({ type: 'RenewLease', run, lease: leaseA, now, leaseMs }).then());
test('a checkpoint is a fact of its own', () =>
  story(requested, leased(), started).when(progress({ measures: [], checkpoint: { epoch: 1, step: 10 } })).then({ type: 'CheckpointSaved', data: { run, lease: leaseA, epoch: 1, step: 10, wallSeconds: 2 } }));
test('progress without a lease is refused', () => story(requested).when(progress()).refuses('run-not-leased'));

test('a finish carries cost and energy', () => story(requested, leased(), started).when(end()).then({ type: 'RunFinished', data: { ...ending(10), outcome: outcome() } }));
test('stopping early by patience is a finish', () => expect(story(requested, leased(), started).when(end('early-stopped')).facts()[0]?.type).toBe('RunFinished'));
test('a finish sent twice counts once', () => story(requested, leased(), started, { type: 'RunFinished', data: { ...ending(10), outcome: outcome() } }).when(end()).then());
test('another lease cannot finish what has ended', () =>
  story(requested, leased(), { type: 'RunFinished', data: { ...ending(10), outcome: outcome() } }).when({ ...end(), lease: leaseB }).refuses('run-over'));
test('a failure carries its reason', () =>
  story(requested, leased(), started).when(end('failed', 4)).then({ type: 'RunFailed', data: { ...ending(4), reason: 'loss is not a number', outcome: outcome('failed', 'loss is not a number') } }));
test('data that the engine refuses fails the run before it began', () =>
  story(requested, leased()).when({ ...end(), outcome: null, reason: 'line 7 has 3 fields', wallSeconds: 1 }).then({ type: 'RunFailed', data: { ...ending(1), outcome: null, reason: 'line 7 has 3 fields' } }));
test('every attempt is billed: past ones as measured, a lapsed one as far as it was seen', () => {
  const facts = story(requested, leased(), interrupted(3), released(2), leased(leaseB), measured(5), leased(leaseA), started).when(end('finished', 10)).facts();
  expect(facts[0]).toMatchObject({ type: 'RunFinished', data: { usage: { wallSeconds: 20, cost: { amount: 20, currency: 'EUR' } } } });
});

test('a queued run stops at once and costs nothing', () => story(requested).when({ type: 'StopRun', run, now }).then({ type: 'RunStopped', data: { reason: null, ...ending(0, null), outcome: null } }));
test('a running one is asked to stop', () => story(requested, leased(), started).when({ type: 'StopRun', run, now }).then(stopAsked));
test('asking twice changes nothing', () => story(requested, leased(), started, stopAsked).when({ type: 'StopRun', run, now }).then());
test('stopping what has ended is refused', () => story(requested, { type: 'RunStopped', data: { reason: null, ...ending(0, null), outcome: null } }).when({ type: 'StopRun', run, now }).refuses('run-over'));
test('a run whose trainer is gone stops at once', () => story(requested, leased(), measured(7)).when({ type: 'StopRun', run, now: later }).then({ type: 'RunStopped', data: { reason: null, ...ending(7), outcome: null } }));
test('the engine stopped it', () => story(requested, leased(), started, stopAsked).when(end('stopped', 6)).then({ type: 'RunStopped', data: { reason: null, ...ending(6), outcome: outcome('stopped') } }));
test('the next trainer does not take over what was asked to stop', () => story(requested, leased(), stopAsked).when(lease(later)).then({ type: 'RunStopped', data: { reason: null, ...ending(0), outcome: null } }));

const dies = (wallSeconds = 1) => ({ type: 'NoteInterruption', run, lease: leaseA, reason: 'killed by SIGKILL', wallSeconds }) as const;
test('a dead process is started again', () => story(requested, leased(), started).when(dies(3)).then({ type: 'RunInterrupted', data: { run, lease: leaseA, reason: 'killed by SIGKILL', wallSeconds: 3 } }));
test('the fourth death fails the run', () =>
  story(requested, leased(), interrupted(1), interrupted(1), interrupted(1)).when(dies()).then({ type: 'RunFailed', data: { ...ending(4), reason: 'killed by SIGKILL', outcome: null } }));
test('a death while stopping is a stop', () => story(requested, leased(), stopAsked).when(dies(2)).then({ type: 'RunStopped', data: { reason: null, ...ending(2), outcome: null } }));

const release = { type: 'ReleaseRun', run, lease: leaseA, wallSeconds: 3 } as const;
test('a lease given back queues the run again', () => story(requested, leased(), started).when(release).then(released(3)));
test('given back while stopping is a stop', () => story(requested, leased(), stopAsked).when(release).then({ type: 'RunStopped', data: { reason: null, ...ending(3), outcome: null } }));

const sweep = (at: string) => ({ type: 'NoteLapse', run, now: at, graceMs: 60_000 }) as const;
test('a silent trainer has its grace', () => story(requested, leased()).when(sweep('2026-11-23T10:01:29.999Z')).then());
test('after it the run is lost', () => story(requested, leased(), measured(8)).when(sweep('2026-11-23T10:01:30.000Z')).then({ type: 'RunLost', data: { ...ending(8), reason: 'no-trainer-came-back' } }));
test('or stopped, if that was asked for', () => story(requested, leased(), stopAsked).when(sweep('2026-11-23T10:01:30.000Z')).then({ type: 'RunStopped', data: { reason: null, ...ending(0), outcome: null } }));
test('a queued run is never lost', () => story(requested).when(sweep('2027-11-23T10:01:30.000Z')).then());
