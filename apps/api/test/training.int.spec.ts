import { createHash } from 'node:crypto';
import { CIFAR_RECORD, digits, knobs } from '@capstan/training';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, startApi, type TestApi } from './app.ts';
import { backend, card, ledgerOf, measure, outcome, until } from './training-story.ts';

process.env['CAPSTAN_LEASE_SECONDS'] = '4';
let api: TestApi, company: string, founder: Person, engineer: Person, investor: Person, path: string;
beforeAll(async () => {
  api = await startApi();
  ({ company, founder, engineer, investor } = await api.house());
  path = `/api/companies/${company}/training`;
  await engineer.put(`${path}/machine`, { pricePerHour: { amount: 3600, currency: 'EUR' }, watts: 100, pue: 1.2 });
  // Leases count as lapsed only once the API has been up for the length of one.
  await new Promise((resolve) => { setTimeout(resolve, 4100); });
});
afterAll(() => api.close());

const request = (over: object = {}) => ({ name: 'First digits', dataset: { dataset: digits.dataset }, model: { kind: 'cnn' }, epochs: 2, ...over });
const ask = async (over: object = {}): Promise<string> => (await engineer.post(`${path}/runs`, request(over))).body.id;
const tell = (run: string, what: string, body: object) => api.trainer.post(`/api/trainer/runs/${run}/${what}`, body);
const look = async (run: string) => (await engineer.get(`${path}/runs/${run}`)).body;
async function lease(): Promise<{ run: string; lease: string; spec: { dataset: { hash: string } } }> {
  const { body } = await api.trainer.post('/api/trainer/lease', { free: 1 });
  return body.work;
}
const spends = async (run: string) => (await ledgerOf(api, company)).filter(({ type, data }) => type === 'SpendRecorded' && data['run'] === run);

describe('a run from request to its cost in the ledger', () => {
  test('trains, measures, finishes; cost and pilot are recorded once', async () => {
    const run = await ask();
    expect(await look(run)).toMatchObject({ situation: 'queued', epochs: 2, epochsDone: 0, actor: engineer.user });
    const work = await lease();
    expect(work).toMatchObject({ run, company, attempt: 1, spec: { model: { kind: 'cnn', filters: knobs.cnn.filters.default } } });
    const of = { lease: work.lease };
    expect((await tell(run, 'start', { ...of, backend, card: card(work.spec.dataset.hash), resumes: false })).body).toEqual({ orders: 'go-on' });
    await tell(run, 'progress', { ...of, measures: [measure(1)], progress: null, checkpoint: { epoch: 1, step: 10 }, wallSeconds: 4 });
    expect(await look(run)).toMatchObject({ situation: 'running', epochsDone: 1, checkpointEpoch: 1, trainer: 'test', usage: { wallSeconds: 4 }, epochMeasures: [{ epoch: 1 }] });
    expect((await tell(run, 'end', { ...of, outcome: outcome(), reason: null, wallSeconds: 10 })).body).toEqual({ orders: 'drop' });
    expect((await tell(run, 'end', { ...of, outcome: outcome(), reason: null, wallSeconds: 10 })).body).toEqual({ orders: 'drop' });
    expect(await look(run)).toMatchObject({ situation: 'finished', score: { metric: 'accuracy', value: 0.97, baseline: 0.1 }, usage: { cost: { amount: 10, currency: 'EUR' } }, why: { cost: { metric: 'run-cost' } } });
    expect(await until(() => spends(run), (all) => all.length > 0)).toMatchObject([{ data: { amount: { amount: 10, currency: 'EUR' }, purpose: 'training' } }]);
    const pilots = (await ledgerOf(api, company)).filter(({ type }) => type === 'PilotFinished');
    expect(pilots).toMatchObject([{ data: { run, metrics: { accuracy: 0.97 }, seconds: 10, cost: { amount: 10 } } }]);
    expect((await engineer.get(`${path}/datasets`)).body[0]).toMatchObject({ builtIn: true, runs: 1 });
  });

  test('two trainers at once: one gets the run', async () => {
    const run = await ask({ name: 'Contended' });
    const both = await Promise.all([lease(), lease(), lease()]);
    expect(both.filter(Boolean)).toMatchObject([{ run }]);
    await tell(run, 'end', { lease: both.find(Boolean)!.lease, outcome: outcome('failed'), reason: null, wallSeconds: 1 });
    expect(await look(run)).toMatchObject({ situation: 'failed', reason: 'the loss is not a number' });
    expect(await until(() => spends(run), (all) => all.length > 0)).toHaveLength(1);
  });

  test('a lapsed lease goes on elsewhere; the silent trainer is told to drop it', async () => {
    const run = await ask({ name: 'Abandoned' });
    const first = await lease();
    await tell(run, 'progress', { lease: first.lease, measures: [measure(1)], progress: null, checkpoint: null, wallSeconds: 3 });
    const second = await until(lease, Boolean);
    expect(second).toMatchObject({ run, attempt: 2 });
    expect((await tell(run, 'renew', { lease: first.lease })).body).toEqual({ orders: 'drop' });
    await tell(run, 'end', { lease: second.lease, outcome: outcome(), reason: null, wallSeconds: 5 });
    expect((await look(run)).usage).toMatchObject({ wallSeconds: 8, cost: { amount: 8 } });
    expect(await until(() => spends(run), (all) => all.length > 0)).toHaveLength(1);
  });
});

describe('stopping', () => {
  test('a queued run stops at once and costs nothing', async () => {
    const run = await ask({ name: 'Never mind' });
    expect((await engineer.post(`${path}/runs/${run}/stop`)).status).toBe(201);
    expect(await look(run)).toMatchObject({ situation: 'stopped', usage: { cost: { amount: 0 } } });
    expect((await engineer.post(`${path}/runs/${run}/stop`)).body).toMatchObject({ status: 409, code: 'run-over' });
    await until(() => ledgerOf(api, company), (all) => all.some(({ type, data }) => type === 'PilotEnded' && data['run'] === run));
    expect(await spends(run)).toEqual([]);
  });
  test('a running one is told with the next word of its trainer', async () => {
    const run = await ask({ name: 'Enough' });
    const { lease: mine } = await lease();
    await engineer.post(`${path}/runs/${run}/stop`);
    expect((await tell(run, 'renew', { lease: mine })).body).toEqual({ orders: 'stop' });
    await tell(run, 'end', { lease: mine, outcome: outcome('stopped'), reason: null, wallSeconds: 2 });
    expect(await look(run)).toMatchObject({ situation: 'stopped', usage: { cost: { amount: 2 } } });
  });
  test('a run that has cost its cap is told to stop, and says why it did', async () => {
    const run = await ask({ name: 'Dear', costCap: { amount: 5, currency: 'EUR' } });
    const work = await lease();
    expect(work).toMatchObject({ run, secondsLeft: 5, pauseAt: null });
    const word = { lease: work.lease, progress: null, checkpoint: null };
    expect((await tell(run, 'progress', { ...word, measures: [measure(1)], wallSeconds: 4 })).body).toEqual({ orders: 'go-on' });
    expect((await tell(run, 'progress', { ...word, measures: [], progress: { epoch: 2, epochs: 2, step: 1, steps: 2, loss: 1, seconds: 5, samplesPerSecond: 1 }, wallSeconds: 5 })).body).toEqual({ orders: 'stop' });
    await tell(run, 'end', { lease: work.lease, outcome: outcome('stopped'), reason: null, wallSeconds: 6 });
    expect(await look(run)).toMatchObject({ situation: 'stopped', reason: 'cost-cap', costCap: { amount: 5 }, usage: { cost: { amount: 6 } } });
    expect(await until(() => spends(run), (all) => all.length > 0)).toHaveLength(1);
    expect((await engineer.post(`${path}/runs`, request({ costCap: { amount: 5, currency: 'USD' } }))).body).toMatchObject({ code: 'currency-differs' });
    expect((await engineer.post(`${path}/runs`, request({ costCap: { amount: 0, currency: 'EUR' } }))).body.errors).toMatchObject([{ path: 'costCap.amount', code: 'cap-nothing' }]);
  });
  test('a paused run goes to no trainer until it is resumed', async () => {
    const run = await ask({ name: 'Later' });
    const work = await lease();
    expect((await engineer.post(`${path}/runs/${run}/resume`)).body).toMatchObject({ status: 409, code: 'run-not-paused' });
    await engineer.post(`${path}/runs/${run}/pause`);
    expect(await look(run)).toMatchObject({ situation: 'pausing' });
    expect((await tell(run, 'renew', { lease: work.lease })).body).toEqual({ orders: 'pause' });
    await tell(run, 'release', { lease: work.lease, wallSeconds: 2 });
    expect(await look(run)).toMatchObject({ situation: 'paused', usage: { wallSeconds: 2 } });
    expect(await lease()).toBeNull();
    await engineer.post(`${path}/runs/${run}/resume`);
    expect(await lease()).toMatchObject({ run, attempt: 2 });
    await engineer.post(`${path}/runs/${run}/stop`);
  });
  test('an ended run is asked for again as a new one that names it', async () => {
    const run = await ask({ name: 'Once more', epochs: 3, costCap: { amount: 90, currency: 'EUR' } });
    expect((await engineer.post(`${path}/runs/${run}/retry`)).body).toMatchObject({ code: 'run-not-over' });
    await engineer.post(`${path}/runs/${run}/stop`);
    const again = (await engineer.post(`${path}/runs/${run}/retry`)).body.id;
    const [before, after] = [await look(run), await look(again)];
    expect(after).toMatchObject({ situation: 'queued', retries: run, name: 'Once more', costCap: { amount: 90 } });
    expect(after.spec).toEqual(before.spec);
    await engineer.post(`${path}/runs/${again}/stop`);
  });
  test('there is nothing to stop in another company', async () => {
    const run = await ask({ name: 'Ours' });
    const stranger = await api.signUp();
    const theirs = await api.found(stranger);
    expect((await stranger.post(`/api/companies/${theirs}/training/runs/${run}/stop`)).body).toMatchObject({ status: 404, code: 'run-unknown' });
    expect((await stranger.get(`/api/companies/${theirs}/training/runs/${run}`)).status).toBe(404);
    await engineer.post(`${path}/runs/${run}/stop`);
  });
});

describe('what is refused', () => {
  test.each([
    ['a dataset that is not there', { dataset: { dataset: 'dataset-nowhere001' } }, 404, 'dataset-unknown'],
    ['a label for pictures', { dataset: { dataset: digits.dataset, label: 'price' } }, 409, 'label-needs-table'],
    ['heads that do not divide the width', { model: { kind: 'transformer', width: 30, heads: 4 } }, 400, 'heads-do-not-divide-width'],
    ['a loss that measures quantities', { loss: { kind: 'huber' } }, 409, 'loss-does-not-fit'],
    ['a time series of pictures', { data: { series: {} } }, 409, 'setting-does-not-fit'],
    ['a model beyond memory', { model: { kind: 'transformer', width: 512, layers: 8, heads: 16 }, batchSize: 1024 }, 409, 'memory-too-small'],
    ['a rule that says nothing about pictures', { model: { kind: 'baseline', rule: 'bigram' } }, 409, 'model-does-not-fit'],
    ['too many epochs', { epochs: 5000 }, 400, 'invalid-input'],
    ['a misspelt setting', { epoch: 3 }, 400, 'invalid-input'],
  ])('%s', async (_, over, status, code) => {
    expect((await engineer.post(`${path}/runs`, request(over))).body).toMatchObject({ status, code });
  });
  test('a price in another currency', async () => {
    expect((await engineer.put(`${path}/machine`, { pricePerHour: { amount: 1, currency: 'USD' }, watts: 1, pue: 1 })).body).toMatchObject({ status: 409, code: 'currency-differs' });
  });
  test('the price of a machine before there was a company', async () => {
    expect((await engineer.get(`${path}/machine?asOf=2023-12-31T00:00:00.000Z`)).body).toMatchObject({ status: 404, code: 'machine-unknown' });
  });
  test('investors see no training', async () => expect((await investor.get(`${path}/runs`)).status).toBe(403));
  test('founders do', async () => expect((await founder.get(`${path}/runs`)).status).toBe(200));
});

describe('datasets', () => {
  const add = (over: object) => engineer.post(`${path}/datasets`, { name: 'Churn', kind: 'table', content: 'age,plan,churned\n31,pro,no\n22,free,yes\n', ...over });
  test('a table is counted, kept by its content, used, and withdrawn', async () => {
    const { body: { id } } = await add({});
    const [, own] = (await engineer.get(`${path}/datasets`)).body;
    expect(own).toMatchObject({ dataset: id, rows: 2, columns: ['age', 'plan', 'churned'], builtIn: false, actor: engineer.user });
    expect((await add({ name: 'Again' })).body).toMatchObject({ status: 409, code: 'dataset-known', values: { name: 'Churn' } });
    expect((await engineer.post(`${path}/runs`, request({ dataset: { dataset: id, label: 'colour' }, model: { kind: 'lstm' } }))).body).toMatchObject({ code: 'label-unknown' });
    expect((await engineer.post(`${path}/datasets/${id}/withdraw`)).status).toBe(201);
    expect((await engineer.get(`${path}/datasets`)).body).toHaveLength(1);
  });
  test('pictures are counted and kept as the file they came in', async () => {
    const batch = Buffer.alloc(25 * CIFAR_RECORD, 7), { body: { id } } = await add({ name: 'Toys', kind: 'images', content: batch.toString('base64') });
    const [, own] = (await engineer.get(`${path}/datasets`)).body;
    expect(own).toMatchObject({ dataset: id, kind: 'images', rows: 25, bytes: batch.length, hash: createHash('sha256').update(batch).digest('hex') });
    await engineer.post(`${path}/datasets/${id}/withdraw`);
  });
  test('labelled texts are counted by the line', async () => {
    const { body: { id } } = await add({ name: 'Tickets', kind: 'documents', content: '{"text":"late","label":"shipping"}\n\n{"text":"wrong sum","label":"billing"}\n' });
    expect((await engineer.get(`${path}/datasets`)).body[1]).toMatchObject({ dataset: id, kind: 'documents', rows: 2, columns: null });
    await engineer.post(`${path}/datasets/${id}/withdraw`);
  });
  test.each([
    ['nothing', { content: '' }, 'dataset-empty'],
    ['labelled texts without a label', { kind: 'documents', content: '{"text":"late"}\n' }, 'dataset-not-labelled-texts'],
    ['pictures that are none', { kind: 'images', content: Buffer.from('not pictures').toString('base64') }, 'pictures-unreadable'],
    ['pictures that did not arrive whole', { kind: 'images', content: 'UEsDB' }, 'dataset-not-base64'],
    ['rows of different lengths', { content: 'a,b\n1,2\n3\n' }, 'dataset-row-width'],
    ['a header alone', { content: 'a,b\n' }, 'dataset-no-rows'],
    ['a file that was not text', { kind: 'text', content: 'abc\uFFFDdef' }, 'dataset-not-text'],
    ['a text of a few words', { kind: 'text', content: 'too few characters' }, 'dataset-too-short'],
    ['too much', { kind: 'text', content: 'x'.repeat(20_000_001) }, 'dataset-too-large'],
  ])('refused: %s', async (_, over, code) => expect((await add(over)).body).toMatchObject({ status: 409, code }));
});

test('a run that was not judged sample by sample has nothing to show of it, nor has one whose file is gone', async () => {
  const run = await ask({ name: 'Unjudged' }), seen = async (of: string) => (await engineer.get(`${path}/runs/${of}/evaluation`)).body;
  await tell(run, 'end', { lease: (await lease()).lease, outcome: outcome(), reason: null, wallSeconds: 1 });
  expect(await seen(run)).toMatchObject({ status: 404, code: 'evaluation-unknown' });
  const judged = await ask({ name: 'Judged' }), averages = { f1Micro: 1, f1Weighted: 1, rocAuc: null, averagePrecision: null, rSquared: null };
  expect((await tell(judged, 'end', { lease: (await lease()).lease, outcome: { ...outcome(), evaluation: { sha256: 'b'.repeat(64), bytes: 3, averages } }, reason: null, wallSeconds: 1 })).status).toBe(201);
  expect(await seen(judged)).toMatchObject({ status: 404, code: 'evaluation-unknown' });
});

test('a run as it was before it finished', async () => {
  const run = await ask({ name: 'Then and now' });
  const { lease: mine } = await lease();
  const then = new Date().toISOString();
  await new Promise((resolve) => { setTimeout(resolve, 5); });
  await tell(run, 'end', { lease: mine, outcome: outcome(), reason: null, wallSeconds: 1 });
  expect((await engineer.get(`${path}/runs/${run}?asOf=${then}`)).body).toMatchObject({ situation: 'leased', outcome: null });
  expect((await engineer.get(`${path}/compared?runs=${run}&metric=validation-loss`)).body).toMatchObject([
    { run, situation: 'finished', settings: { 'model.kind': 'cnn', epochs: 2 }, figures: { accuracy: 0.97, perplexity: null, rocAuc: null }, costPerSecond: 1, parameters: 1000, metrics: [], curve: null },
  ]);
  expect((await engineer.get(`${path}/compared?runs=${run},run-nowhere01`)).body).toMatchObject({ status: 404, code: 'run-unknown' });
});
