import { digits } from '@capstan/training';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, startApi, type TestApi } from './app.ts';
import { backend, card, ledgerOf, measure, outcome, until } from './training-story.ts';

let api: TestApi, company: string, engineer: Person, path: string;
beforeAll(async () => {
  api = await startApi();
  ({ company, engineer } = await api.house());
  path = `/api/companies/${company}/training`;
  // One cent a second.
  await engineer.put(`${path}/machine`, { pricePerHour: { amount: 3600, currency: 'EUR' }, watts: 100, pue: 1.2 });
});
afterAll(() => api.close());

const LONG = 120_000, WAIT = 60_000;
const base = { dataset: { dataset: digits.dataset }, model: { kind: 'cnn' }, epochs: 9 };
const rates = { kind: 'choices', path: 'learningRate', values: [0.001, 0.01, 0.1] };
const plan = (over: object = {}) => ({ name: 'Rates', base, space: [rates], strategy: { kind: 'grid' }, parallel: 2, budget: { runs: 12 }, ...over });
const start = async (over: object = {}): Promise<string> => (await engineer.post(`${path}/sweeps`, plan(over))).body.id;
const look = async (sweep: string) => (await engineer.get(`${path}/sweeps/${sweep}`)).body;
const tell = (run: string, what: string, body: object) => api.trainer.post(`/api/trainer/runs/${run}/${what}`, body);
interface Leased { run: string; lease: string; pauseAt: number | null; secondsLeft: number | null; spec: { learningRate: number; dataset: { hash: string } } }
const lease = async (): Promise<Leased> => until(async () => (await api.trainer.post('/api/trainer/lease', { free: 1 })).body.work as Leased, Boolean, WAIT);
const ends = ({ run, lease: mine }: Leased, loss: number) => tell(run, 'end', { lease: mine, outcome: { ...outcome(), metrics: { ...outcome().metrics!, loss } }, reason: null, wallSeconds: 2 });
/** Reports the epoch it was to pause after, and gives the run back as a trainer does. */
async function pauses({ run, lease: mine, pauseAt, spec }: Leased, loss: number): Promise<void> {
  await tell(run, 'start', { lease: mine, backend, card: card(spec.dataset.hash), resumes: false });
  const said = await tell(run, 'progress', { lease: mine, measures: [{ ...measure(pauseAt!), validationLoss: loss }], progress: null, checkpoint: { epoch: pauseAt!, step: 10 }, wallSeconds: 1 });
  expect(said.body).toEqual({ orders: 'pause' });
  await tell(run, 'release', { lease: mine, wallSeconds: 1 });
}
const requests = async (sweep: string) => (await ledgerOf(api, company)).filter(({ type, data }) => type === 'TrialRequested' && data['sweep'] === sweep);

test('a grid asks for its runs two at a time, finds the best, and knows what it cost', async () => {
  const sweep = await start();
  expect(await look(sweep)).toMatchObject({ name: 'Rates', situation: 'running', planned: 3, asked: 2, best: null, model: 'cnn' });
  const first = await lease(), second = await lease();
  expect([first.spec.learningRate, second.spec.learningRate]).toEqual([0.001, 0.01]);
  expect((await api.trainer.post('/api/trainer/lease', { free: 1 })).body.work).toBeNull();
  await ends(first, 0.5);
  const third = await lease();
  await ends(third, 0.7);
  await ends(second, 0.3);
  const view = await until(() => look(sweep), ({ situation }) => situation !== 'running', WAIT);
  expect(view).toMatchObject({ situation: 'done', ended: 3, best: { trial: 1, run: second.run, value: 0.3, settings: { learningRate: 0.01 } }, spent: { amount: 6, currency: 'EUR' } });
  expect(view.trials.map(({ trial, value, situation, best }: { trial: number; value: number; situation: string; best: boolean }) => [trial, value, situation, best])).toEqual([[1, 0.3, 'finished', true], [0, 0.5, 'finished', false], [2, 0.7, 'finished', false]]);
  expect((await engineer.get(`${path}/runs/${second.run}`)).body).toMatchObject({ partOf: sweep, name: 'Rates #2' });
  expect(await requests(sweep)).toHaveLength(3);
  expect((await engineer.get(`${path}/sweeps`)).body).toMatchObject([{ sweep, best: { value: 0.3 } }]);
}, LONG);

test('halving pauses each trial at its rung, goes on with the best, and drops the others', async () => {
  const sweep = await start({ name: 'Halving', strategy: { kind: 'halving', seed: 1, firstRung: 3, factor: 3 }, parallel: 1, budget: { runs: 3, cost: { amount: 100, currency: 'EUR' } } });
  const losses = [0.6, 0.4, 0.8];
  for (const loss of losses) {
    const trial = await lease();
    expect(trial).toMatchObject({ pauseAt: 3 });
    await pauses(trial, loss);
  }
  const best = await lease();
  expect(best).toMatchObject({ pauseAt: null, attempt: 2 });
  expect(best.secondsLeft).toBeGreaterThan(0);
  await ends(best, 0.2);
  const view = await until(() => look(sweep), ({ situation, trials }) => situation === 'done' && trials.every((one: { situation: string }) => one.situation === 'finished' || one.situation === 'stopped'), WAIT);
  expect(view.trials).toMatchObject([{ value: 0.2, situation: 'finished', best: true }, { value: 0.6, situation: 'stopped', reason: 'outdone', rung: 1 }, { value: 0.8, situation: 'stopped', reason: 'outdone' }]);
  expect(view.best.run).toBe(best.run);
  expect(view.spent.amount).toBe(5);
}, LONG);

test('a stopped sweep stops its runs and asks for no more', async () => {
  const sweep = await start({ name: 'Enough' });
  const mine = await lease();
  expect((await engineer.post(`${path}/sweeps/${sweep}/stop`)).status).toBe(201);
  await until(async () => (await tell(mine.run, 'renew', { lease: mine.lease })).body.orders as string, (orders) => orders === 'stop', WAIT);
  await tell(mine.run, 'end', { lease: mine.lease, outcome: outcome('stopped'), reason: null, wallSeconds: 1 });
  const view = await until(() => look(sweep), ({ trials }) => trials.filter((one: { situation: string }) => one.situation === 'stopped').length === 2, WAIT);
  expect(view).toMatchObject({ situation: 'stopped', asked: 2 });
  expect((await engineer.get(`${path}/runs/${mine.run}`)).body).toMatchObject({ reason: 'sweep-over' });
  expect((await engineer.post(`${path}/sweeps/${sweep}/stop`)).body).toMatchObject({ status: 409, code: 'sweep-over' });
}, LONG);

describe('what is refused', () => {
  test.each([
    ['a setting that is none', { space: [{ ...rates, path: 'model.heads' }] }, 409, 'sweep-setting-missing'],
    ['a grid beyond its budget', { budget: { runs: 2 } }, 409, 'sweep-grid-too-large'],
    ['a dataset that is not there', { base: { ...base, dataset: { dataset: 'dataset-nowhere001' } } }, 404, 'dataset-unknown'],
    ['a trial beyond memory', { base: { ...base, model: { kind: 'transformer', heads: 16 } }, space: [{ kind: 'together', values: [{ 'model.width': 512, 'model.layers': 8, batchSize: 1024 }] }] }, 409, 'memory-too-small'],
    ['no place to run', { parallel: 0 }, 400, undefined],
  ])('%s', async (_, over, status, code) => {
    const { body } = await engineer.post(`${path}/sweeps`, plan(over));
    expect(body).toMatchObject({ status, ...(code !== undefined && { code }) });
  });
  test('a sweep of another company is not there', async () => {
    const sweep = await start({ name: 'Ours' });
    const stranger = await api.signUp(), theirs = await api.found(stranger);
    expect((await stranger.get(`/api/companies/${theirs}/training/sweeps/${sweep}`)).body).toMatchObject({ status: 404, code: 'sweep-unknown' });
    expect((await stranger.post(`/api/companies/${theirs}/training/sweeps/${sweep}/stop`)).body).toMatchObject({ status: 404, code: 'sweep-unknown' });
    await engineer.post(`${path}/sweeps/${sweep}/stop`);
  });
});

test('a family of sizes on growing data: too few say so; enough give the law, and what more would take', async () => {
  const sizes = [8, 16, 32, 64], shares = [0.05, 0.2, 1];
  const sweep = await start({
    name: 'Sizes', purpose: 'scaling', parallel: 1, base: { ...base, epochs: 1 },
    space: [{ kind: 'together', values: sizes.map((filters) => ({ 'model.filters': filters, 'model.dense': 4 * filters })) }, { kind: 'choices', path: 'data.share', values: shares }],
  });
  const study = async () => (await engineer.get(`${path}/sweeps/${sweep}/scaling`)).body;
  const trainNext = async () => {
    const { run, lease: mine, spec } = await lease(), { model, data } = spec as unknown as { model: { filters: number }; data: { share: number } };
    const parameters = 100 * model.filters ** 2, train = 40_000 * data.share, learned = train, flops = 7 * parameters * learned;
    await tell(run, 'start', { lease: mine, backend, card: { ...card(spec.dataset.hash), train, validation: 0 }, resumes: false });
    await tell(run, 'end', { lease: mine, outcome: { ...outcome(), parameters, epochs: 1, flops, seconds: flops / 1e9, metrics: { ...outcome().metrics!, loss: 0.2 + 40 / parameters ** 0.5 + 30 / learned ** 0.4 } }, reason: null, wallSeconds: 1 });
  };
  for (let i = 0; i < 3; i++) await trainNext();
  expect(await until(study, ({ points }) => points.length === 3, WAIT)).toMatchObject({ unit: 'samples', fit: { kind: 'too-few', found: 3, needed: 6 }, ahead: [] });
  for (let i = 3; i < sizes.length * shares.length; i++) await trainNext();
  await until(() => look(sweep), ({ situation }) => situation === 'done', WAIT);
  const { fit, flopsEach, flopsPerSecond, ahead, points } = await study();
  expect(fit).toMatchObject({ kind: 'fitted', law: { alpha: expect.closeTo(0.5, 1), beta: expect.closeTo(0.4, 1), E: expect.closeTo(0.2, 1) } });
  expect([flopsEach, flopsPerSecond]).toEqual([expect.closeTo(7, 6), expect.closeTo(1e9, 0)]);
  expect(points).toHaveLength(12);
  const [now, , ten] = ahead;
  expect(ten.times).toBe(10);
  expect(ten.loss).toBeLessThan(now.loss);
  expect(ten.flops / (7 * ten.parameters * ten.learned)).toBeCloseTo(1, 6);
  // A cent a second, a billion operations a second.
  expect(ten.cost.amount).toBe(Math.round(ten.flops / 1e9));
}, LONG);
