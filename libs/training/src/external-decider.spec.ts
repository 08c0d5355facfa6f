import { given, isRefusal } from '@capstan/kernel';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { trainingDecider } from './decider.ts';
import type { TrainingFact } from './events.ts';
import { experimentDecider } from './experiments.ts';
import { externalRunDecider } from './external-decider.ts';
import type { ExperimentFact, ExternalRunFact, Tag } from './external-events.ts';
import { externalUsage } from './external-run.ts';
import { modelOfRun, runOfModel } from './logged-model.ts';

const run = 'run-00000001', today = '2026-11-23', startedAt = '2026-11-23T08:00:00.000Z', anHourLater = '2026-11-23T09:00:00.000Z';
const machine = { pricePerHour: { amount: 250, currency: 'EUR' }, watts: 1000, pue: 1.2 };
const about = { run, name: 'resnet', experiment: '0', origin: 'mlflow', machine, startedAt, tags: [] as Tag[] } as const;
const began = (tags: Tag[] = []): ExternalRunFact => ({ type: 'ExternalRunBegan', data: { ...about, tags } });
const point = (value: number | 'NaN' = 0.5, step = 1, at = '2026-11-23T08:30:00.000Z', metric = 'val_acc') => ({ metric, step, at, value });
const logged = (...points: ReturnType<typeof point>[]): ExternalRunFact => ({ type: 'MetricsLogged', data: { run, points } });
const batch = (over: object = {}) => ({ type: 'LogBatch', run, metrics: [], params: [], tags: [], ...over }) as const;
const finish = (endedAt = anHourLater) => ({ type: 'EndExternalRun', run, how: 'finished', endedAt, today }) as const;
const story = (...facts: ExternalRunFact[]) => given(externalRunDecider, ...facts);
const endOf = (...facts: ExternalRunFact[]) => story(...facts).when(finish()).facts()[0] as Extract<ExternalRunFact, { type: 'ExternalRunEnded' }>;

test('a run begins once', () => {
  story().when({ type: 'BeginExternalRun', ...about }).then(began());
  story(began()).when({ type: 'BeginExternalRun', ...about }).refuses('run-exists');
  story().when(batch()).refuses('run-unknown');
});

test('a batch records parameters, tags and points together', () => {
  const params = [{ key: 'lr', value: '0.1' }], tags = [{ key: 'team', value: 'vision' }];
  story(began()).when(batch({ params, tags, metrics: [point()] })).then({ type: 'ParamsLogged', data: { run, params } }, { type: 'TagsSet', data: { run, tags } }, logged(point()));
});
test('parameters and tags that are known record nothing again', () => {
  const pair = [{ key: 'lr', value: '0.1' }];
  story(began(), { type: 'ParamsLogged', data: { run, params: pair } }, { type: 'TagsSet', data: { run, tags: pair } }).when(batch({ params: pair, tags: pair })).then();
});
test('a parameter does not change, neither later nor within a batch', () => {
  story(began(), { type: 'ParamsLogged', data: { run, params: [{ key: 'lr', value: '0.1' }] } }).when(batch({ params: [{ key: 'lr', value: '0.2' }] })).refuses('param-changed');
  story(began()).when(batch({ params: [{ key: 'lr', value: '1' }, { key: 'lr', value: '2' }] })).refuses('param-changed');
});
test('a price or hash that cannot be read is refused when it is set', () => {
  for (const tag of [{ key: 'capstan.price_per_hour', value: 'cheap' }, { key: 'capstan.price_per_hour', value: '-1' }, { key: 'capstan.watts', value: '0' }, { key: 'capstan.dataset_hash', value: 'abc' }]) {
    story(began()).when(batch({ tags: [tag] })).refuses('tag-unreadable');
    story().when({ type: 'BeginExternalRun', ...about, tags: [tag] }).refuses('tag-unreadable');
  }
});

test('an hour costs an hour of the machine, half-up once', () => {
  expect(endOf(began()).data.usage).toEqual({ wallSeconds: 3600, cost: { amount: 250, currency: 'EUR' }, exactCost: '250.000000', energyKwh: 1.2 });
});
test('the script may say what its own machine costs and draws', () => {
  const end = endOf(began([{ key: 'capstan.price_per_hour', value: '31.995' }, { key: 'capstan.watts', value: '500' }]));
  expect(end.data.usage).toMatchObject({ cost: { amount: 3200, currency: 'EUR' }, energyKwh: 0.6 });
});
test('an end before the beginning is refused, an end that comes again records nothing', () => {
  story(began()).when(finish('2026-11-23T07:59:59.000Z')).refuses('ends-before-start');
  story(began(), endOf(began())).when(finish()).then();
  story(began(), endOf(began())).when({ ...finish(), how: 'failed' }).refuses('run-over');
});
test('an end of last week counts on its day, one ahead of our clock today', () => {
  const old = { ...about, startedAt: '2026-11-16T08:00:00.000Z' };
  expect(story({ type: 'ExternalRunBegan', data: old }).when(finish('2026-11-16T09:00:00.000Z')).facts()[0]?.effective).toBe('2026-11-16');
  expect(story(began()).when(finish('2026-11-24T01:00:00.000Z')).facts()[0]?.effective).toBe(today);
});
test('a run that goes on pays for both stretches and not for the time between', () => {
  const on: ExternalRunFact = { type: 'ExternalRunWentOn', data: { run, at: '2026-11-23T20:00:00.000Z' } };
  story(began(), endOf(began())).when({ type: 'GoOn', run, at: '2026-11-23T20:00:00.000Z' }).then(on);
  const [again] = story(began(), endOf(began()), on).when(finish('2026-11-23T20:30:00.000Z')).facts();
  expect(again?.data).toMatchObject({ stretch: 2, usage: { wallSeconds: 5400, cost: { amount: 375 } } });
});
test('a script that went silent ended when it was last heard of, at the latest now', () => {
  const silent = (now: string) => story(began(), logged(point())).when({ type: 'EndSilentRun', run, how: 'lost', now }).facts()[0]?.data;
  expect(silent('2026-11-25T08:00:00.000Z')).toMatchObject({ how: 'lost', endedAt: '2026-11-23T08:30:00.000Z', usage: { wallSeconds: 1800 } });
  expect(silent('2026-11-23T08:10:00.000Z')).toMatchObject({ endedAt: '2026-11-23T08:10:00.000Z' });
});
test('a run that goes on was heard of then: silence counts from there', () => {
  const on: ExternalRunFact = { type: 'ExternalRunWentOn', data: { run, at: '2026-11-25T20:00:00.000Z' } };
  expect(story(began(), endOf(began()), on).when({ type: 'EndSilentRun', run, how: 'lost', now: '2026-11-26T21:00:00.000Z' }).facts()[0]?.data).toMatchObject({ endedAt: '2026-11-25T20:00:00.000Z' });
});
test('a script that was taken for dead and says when it ended pays for all of it', () => {
  const lost = story(began(), logged(point())).when({ type: 'EndSilentRun', run, how: 'lost', now: '2026-11-25T08:00:00.000Z' }).facts();
  const [on, end] = story(began(), logged(point()), ...lost).when(finish()).facts();
  expect(on).toEqual({ type: 'ExternalRunWentOn', data: { run, at: '2026-11-23T08:30:00.000Z' } });
  expect(end?.data).toMatchObject({ how: 'finished', stretch: 2, usage: { wallSeconds: 3600, cost: { amount: 250 } } });
});
test('a run that still trains and is deleted has cost what it used', () => {
  const [end, deleted, ...more] = story(began(), logged(point())).when({ type: 'DeleteExternalRun', run, now: anHourLater }).facts();
  expect(end).toMatchObject({ type: 'ExternalRunEnded', data: { how: 'stopped', endedAt: '2026-11-23T08:30:00.000Z', usage: { cost: { amount: 125 } } } });
  expect([deleted, more]).toEqual([{ type: 'ExternalRunDeleted', data: { run } }, []]);
  expect(story(began(), endOf(began())).when({ type: 'DeleteExternalRun', run, now: anHourLater }).facts()).toEqual([deleted]);
});
test('moments and prices that cost more than money can be are refused, by whatever they come', () => {
  const dear = began([{ key: 'capstan.price_per_hour', value: '999999999' }]), last = '9999-12-31T23:59:59.999Z';
  story(dear).when(batch({ metrics: [point(1, 1, last)] })).refuses('amount-too-large');
  story(dear).when({ ...finish(last), today }).refuses('amount-too-large');
  story(began(), logged(point(1, 1, last))).when(batch({ tags: [{ key: 'capstan.price_per_hour', value: '999999999' }] })).refuses('amount-too-large');
});
test('what is deleted takes nothing more until it is restored', () => {
  const deleted: ExternalRunFact = { type: 'ExternalRunDeleted', data: { run } };
  story(began(), deleted).when(batch({ metrics: [point()] })).refuses('run-deleted');
  story(began(), deleted).when({ type: 'RestoreExternalRun', run }).then({ type: 'ExternalRunRestored', data: { run } });
  story(began()).when({ type: 'RestoreExternalRun', run }).then();
});

const headline = (points: ReturnType<typeof point>[], tags: Tag[] = []) => endOf(began(tags), logged(...points)).data.metrics;
test('known names tell how good a run is: test before validation, the last value, never training', () => {
  expect(headline([point(0.9, 2), point(0.7, 1), point(0.99, 2, startedAt, 'train_acc')])).toMatchObject({ task: 'classification', accuracy: 0.9 });
  expect(headline([point(0.9), point(0.8, 1, startedAt, 'test/accuracy'), point(0.3, 1, startedAt, 'val-loss')])).toMatchObject({ accuracy: 0.8, loss: 0.3 });
  expect(headline([point(41, 1, startedAt, 'eval.perplexity')])).toMatchObject({ task: 'language-model', perplexity: 41, accuracy: null });
  expect(headline([point(0.99, 2, startedAt, 'train_acc')])).toBeNull();
});
test('a percentage is no fraction, and a number that is none is nothing', () => {
  expect(headline([point(93.1)])).toBeNull();
  expect(headline([point('NaN')])).toBeNull();
});
test('a script may say which metric counts, and as what', () => {
  const tags = [{ key: 'capstan.score_metric', value: 'wer' }, { key: 'capstan.score', value: 'mean-absolute-error' }];
  expect(headline([point(0.9), point(0.12, 1, startedAt, 'wer')], tags)).toMatchObject({ task: 'regression', meanAbsoluteError: 0.12, accuracy: 0.9 });
});

test('an external run is a pilot like ours, under our dataset where its hash is said', () => {
  const hash = 'a'.repeat(64), dataset = 'dataset-00000001';
  const end = endOf(began([{ key: 'capstan.dataset_hash', value: hash }]), logged(point(0.9))).data;
  const added = { type: 'DatasetAdded', data: { dataset, name: 'Tickets', kind: 'table', hash, bytes: 1, rows: 1, columns: ['a'], synthetic: false, source: '' } } satisfies TrainingFact;
  const [pilot] = given(trainingDecider, added).when({ type: 'NoteExternalPilot', end, on: today }).facts();
  expect(pilot).toMatchObject({ type: 'PilotFinished', effective: today, data: { dataset, model: { kind: 'external' }, cost: { amount: 250 }, metrics: { accuracy: 0.9 }, flops: null, backend: 'mlflow' } });
  given(trainingDecider, added, pilot!).when({ type: 'NoteExternalPilot', end, on: today }).then();
  expect(given(trainingDecider, added, pilot!).when({ type: 'NoteExternalPilot', end: { ...end, stretch: 2 }, on: today }).facts()).toHaveLength(1);
});

test('experiments: a name is one experiment\'s, a deleted one keeps it, the first stays as it is', () => {
  const experiment = 'experiment-00000001', opened = { type: 'ExperimentOpened', data: { experiment, name: 'vision', tags: [] } } satisfies ExperimentFact;
  given(experimentDecider).when({ type: 'OpenExperiment', experiment, name: 'vision', tags: [] }).then(opened);
  given(experimentDecider).when({ type: 'OpenExperiment', experiment, name: 'Default', tags: [] }).refuses('experiment-exists');
  given(experimentDecider, opened, { type: 'ExperimentDeleted', data: { experiment } }).when({ type: 'OpenExperiment', experiment: 'experiment-00000002', name: 'vision', tags: [] }).refuses('experiment-exists');
  given(experimentDecider).when({ type: 'DeleteExperiment', experiment: '0' }).refuses('experiment-default');
  given(experimentDecider, opened).when({ type: 'RenameExperiment', experiment, name: 'sight' }).then({ type: 'ExperimentRenamed', data: { experiment, name: 'sight' } });
  given(experimentDecider).when({ type: 'TagExperiment', experiment, tag: { key: 'a', value: 'b' } }).refuses('experiment-unknown');
});

test('law: whatever order points come in, a figure is the one of the latest step', () => {
  const steps = fc.uniqueArray(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 20 });
  fc.assert(fc.property(steps, (all) => {
    const state = all.reduce((now, step) => externalRunDecider.evolve(now, logged(point(step / 100 + 0.5, step))), externalRunDecider.evolve(externalRunDecider.initial, began()));
    expect(state).toMatchObject({ latest: { val_acc: { step: Math.max(...all) } } });
    expect(isRefusal(externalRunDecider.decide(finish(), state))).toBe(false);
  }));
});

test('what an ended run has used is what its end says', () => {
  const end = endOf(began());
  const state = externalRunDecider.evolve(externalRunDecider.evolve(externalRunDecider.initial, began()), end);
  expect(state.is === 'absent' ? null : externalUsage(state, state.endedAt!)).toEqual(end.data.usage);
});

test('a model is kept with its run as it is after each change; what it was made with does not change', () => {
  const model = 'm-00000001-77ab', log = { type: 'LogModel', run, model, at: startedAt, name: 'detector', modelType: null, params: [{ key: 'depth', value: '3' }], tags: [] } as const;
  const [kept] = story(began()).when(log).facts() as [Extract<ExternalRunFact, { type: 'LoggedModelKept' }>];
  expect(kept.data.model).toMatchObject({ model, status: 'pending', params: { depth: '3' }, createdAt: startedAt, deleted: false });
  const change = (over: object) => ({ type: 'ChangeModel', run, model, at: anHourLater, ...over }) as const;
  const [ready] = story(began(), kept).when(change({ status: 'ready', tags: [{ key: 'stage', value: 'good' }] })).facts() as [typeof kept];
  expect(ready.data.model).toMatchObject({ status: 'ready', tags: { stage: 'good' }, params: { depth: '3' }, createdAt: startedAt, changedAt: anHourLater });
  story(began(), kept).when(log).then();
  story(began(), kept).when(change({ params: [{ key: 'depth', value: '4' }] })).refuses('param-changed');
  story(began()).when(change({ status: 'ready' })).refuses('logged-model-unknown');
  const [gone] = story(began(), ready).when(change({ deleted: true })).facts() as [typeof kept];
  story(began(), gone).when(change({ status: 'ready' })).refuses('logged-model-unknown');
  expect([modelOfRun(run, '77ab'), runOfModel(model), runOfModel('m-1'), runOfModel('m-../x-1')]).toEqual([model, run, undefined, undefined]);
});
