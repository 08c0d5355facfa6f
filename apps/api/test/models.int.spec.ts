import { spawnSync } from 'node:child_process';
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ModelView, Predicted, RunOutcome } from '@capstan/training';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ModelsController } from '../src/models/models.controller.ts';
import { Predictions } from '../src/models/predictions.ts';
import { type Person, startApi, type TestApi } from './app.ts';
import { outcome, until } from './training-story.ts';

const LONG = 300_000;
const csv = ['price,hours,plan,left', ...Array.from({ length: 160 }, (_, i) => [(i * 37) % 100, (i * 53) % 40, ['free', 'team', 'firm'][i % 3], (i * 37) % 100 > 2 * ((i * 53) % 40) + 10 ? 'yes' : 'no'].join())].join('\n');

let api: TestApi, company: string, engineer: Person, founder: Person, investor: Person, path: string, data: string, hash: string;
const runs: Record<string, string> = {};

/** Weights that were really trained, by kind of model. */
function made(hash: string, kinds: readonly ('mlp' | 'gru')[]): Record<string, RunOutcome> {
  const program = resolve(import.meta.dirname, '../../trainer/test/made-run.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, api.settings.data, hash, ...kinds], { encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Record<string, RunOutcome>;
}

/** A run with such weights, told to the API as a trainer tells it. */
async function finishedRun(kind: 'mlp' | 'gru', dataset: string, outcome: RunOutcome): Promise<string> {
  const model = kind === 'mlp' ? { kind, units: 64 } : { kind, units: 8, embedding: 4 };
  const { body: { id: run } } = await engineer.post(`/api/companies/${company}/training/runs`, { name: `Churn ${kind}`, dataset: { dataset }, model, epochs: 3, batchSize: 16 });
  const { body: { work } } = await api.trainer.post('/api/trainer/lease', { free: 1 });
  await api.trainer.post(`/api/trainer/runs/${run}/end`, { lease: work.lease, outcome, reason: null, wallSeconds: 2 });
  return run;
}

beforeAll(async () => {
  api = await startApi();
  ({ company, engineer, founder, investor } = await api.house());
  path = `/api/companies/${company}/training/models`;
  ({ body: { id: data } } = await engineer.post(`/api/companies/${company}/training/datasets`, { name: 'Customers', kind: 'table', content: csv, synthetic: true }));
  const { body: datasets } = await engineer.get(`/api/companies/${company}/training/datasets`);
  ({ hash } = datasets.find((one: { dataset: string }) => one.dataset === data));
  const kinds = ['mlp', 'gru'] as const, outcomes = made(hash, kinds);
  for (const kind of kinds) runs[kind] = await finishedRun(kind, data, outcomes[kind]!);
}, LONG);
afterAll(() => api.close());

const register = async (run: string, name: string): Promise<string> => (await engineer.post(path, { run, name })).body.id;
const look = async (model: string): Promise<ModelView> => (await engineer.get(`${path}/${model}`)).body;
const row = (values: object) => ({ kind: 'row', values });
const dear = row({ price: 95, hours: 1, plan: 'free' }), cheap = row({ price: 1, hours: 39, plan: 'firm' });
const predict = (model: string, body: object) => engineer.post(`${path}/${model}/predict`, body);

test('from a finished run to a prediction by the one in production', async () => {
  const model = await register(runs['mlp']!, 'Churn');
  const { versions: [version] } = await look(model);
  expect(version).toMatchObject({
    version: 1, parent: null, retired: null, aliases: [], synthetic: true, lineage: { run: runs['mlp'], runName: 'Churn mlp', seed: 1, code: { version: expect.any(String) }, dataset: { name: 'Customers', kind: 'table' } },
    signature: { input: { kind: 'row', columns: [{ type: 'number', name: 'price' }, { type: 'number', name: 'hours' }, { type: 'category', name: 'plan', categories: ['firm', 'free', 'team'] }] }, output: { kind: 'classes', classes: ['no', 'yes'] } },
  });
  expect((await predict(model, { samples: [dear] })).body).toMatchObject({ status: 404, code: 'alias-unknown', values: { alias: 'production' } });
  expect((await engineer.put(`${path}/${model}/aliases/production`, { version: 1 })).status).toBe(200);
  const { status, body } = await predict(model, { samples: [dear, cheap] });
  expect([status, body]).toEqual([201, expect.objectContaining({ model, version: 1, alias: 'production' })]);
  expect((body as Predicted).predictions).toMatchObject([{ kind: 'classes', class: 'yes' }, { kind: 'classes', class: 'no' }]);
  expect((await engineer.get(`${path}/${model}/latency`)).body).toMatchObject({ requests: 1, samples: 2, p50: body.latencyMs, p99: body.latencyMs });
}, LONG);

describe('a model in the registry', () => {
  let model: string;
  beforeAll(async () => { model = await register(runs['mlp']!, 'Leavers'); }, LONG);

  test('the same run once; another run of the same name is the next version', async () => {
    expect((await engineer.post(path, { run: runs['mlp'], name: 'leavers' })).body).toMatchObject({ status: 409, code: 'version-known', values: { version: 1 } });
    expect(await register(runs['gru']!, 'leavers')).toBe(model);
    expect((await look(model)).versions.map(({ version, lineage }) => [version, lineage.spec.kind])).toEqual([[2, 'gru'], [1, 'mlp']]);
  }, LONG);
  test('who moved which alias when, and where it stood before', async () => {
    await engineer.put(`${path}/${model}/aliases/staging`, { version: 1 });
    const then = new Date().toISOString();
    await new Promise((done) => { setTimeout(done, 5); });
    await founder.put(`${path}/${model}/aliases/staging`, { version: 2 });
    await founder.delete(`${path}/${model}/aliases/staging`, {});
    expect((await look(model)).moves).toMatchObject([
      { alias: 'staging', from: 2, to: null, actor: founder.user }, { alias: 'staging', from: 1, to: 2, actor: founder.user }, { alias: 'staging', from: null, to: 1, actor: engineer.user },
    ]);
    expect((await engineer.get(`${path}/${model}?asOf=${then}`)).body.versions).toMatchObject([{ version: 2, aliases: [] }, { version: 1, aliases: ['staging'] }]);
  });
  test('examples of the validation part, by which it can be tried', async () => {
    const { body } = await engineer.get(`${path}/${model}/examples?version=1`);
    expect(body).toHaveLength(8);
    const answers = await predict(model, { version: 1, samples: body.map((one: { sample: object }) => one.sample) });
    expect(answers.body.predictions).toHaveLength(8);
    expect(body.every(({ truth }: { truth: string }) => ['yes', 'no'].includes(truth))).toBe(true);
  }, LONG);
  test('layers of TensorFlow.js for an MLP, safetensors for all, a clear no for a GRU', async () => {
    const exported = (version: number, format: string) => engineer.get(`${path}/${model}/export?version=${version}&format=${format}`);
    expect((await exported(1, 'tfjs')).body).toMatchObject({ name: 'leavers-v1-synthetic-data', files: [{ name: 'model.json' }, { name: 'weights.bin' }] });
    expect((await exported(2, 'safetensors')).body).toMatchObject({ name: 'leavers-v2-synthetic-data', files: [{ name: 'model.safetensors' }] });
    expect((await exported(2, 'tfjs')).body).toMatchObject({ status: 409, code: 'export-does-not-fit', values: { model: 'gru' } });
  }, LONG);
  test('a version of half the bytes, measured on the same samples, that predicts', async () => {
    expect((await engineer.post(`${path}/${model}/versions/1/derive`, { how: { kind: 'float16' } })).status).toBe(201);
    const { versions: [half, , whole] } = await look(model);
    expect(half).toMatchObject({ version: 3, parent: 1, how: { kind: 'float16' }, lineage: whole!.lineage, metrics: { samples: whole!.metrics.samples } });
    expect(half!.artifact.bytes).toBeLessThan(whole!.artifact.bytes * 0.7);
    expect(existsSync(join(api.settings.data, 'artifacts', half!.artifact.sha256))).toBe(true);
    expect((await predict(model, { version: 3, samples: [dear] })).body).toMatchObject({ version: 3, alias: null, predictions: [{ class: 'yes' }] });
    expect((await engineer.post(`${path}/${model}/versions/3/derive`, { how: { kind: 'uint8' } })).body).toMatchObject({ status: 409, code: 'reduced-already' });
  }, LONG);
  test('a smaller version that takes long is answered for at once, and is there when it is done', async () => {
    const controller = api.app.get(ModelsController), usual = controller.answerWithinMs;
    controller.answerWithinMs = 0;
    expect((await engineer.post(`${path}/${model}/versions/1/derive`, { how: { kind: 'prune', share: 0.5 } })).body).toMatchObject({ status: 409, code: 'reduction-goes-on' });
    controller.answerWithinMs = usual;
    const { versions } = await until(() => look(model), (now) => now.versions.length === 4);
    expect(versions[0]).toMatchObject({ version: 4, parent: 1, how: { kind: 'prune', share: 0.5 } });
  }, LONG);
  test('a retired version answers no more', async () => {
    expect((await engineer.post(`${path}/${model}/versions/2/retire`, { reason: 'worse' })).status).toBe(201);
    expect((await predict(model, { version: 2, samples: [dear] })).body).toMatchObject({ status: 409, code: 'version-retired' });
  });
});

describe('what is refused', () => {
  let model: string;
  beforeAll(async () => { model = await register(runs['mlp']!, 'Refuser'); }, LONG);
  test.each([
    ['no samples', { samples: [] }, 400, 'invalid-input', 'samples'],
    ['a sample of no kind', { samples: [{ values: {} }] }, 400, 'invalid-input', 'samples.0.kind'],
    ['a strange column', { version: 1, samples: [cheap, row({ colour: 'red' })] }, 409, 'column-strange', 'samples.1.values.colour'],
    ['a picture for a row', { version: 1, samples: [{ kind: 'pixels', pixels: [1] }] }, 409, 'sample-does-not-fit', 'samples.0.kind'],
    ['a version that is not there', { version: 9, samples: [cheap] }, 404, 'version-unknown', 'version'],
  ])('%s', async (_, body, status, code, field) => {
    const { body: problem } = await predict(model, body);
    expect([problem.status, problem.errors?.[0]?.code ?? problem.code, problem.errors?.[0]?.path ?? problem.path]).toEqual([status, code, field]);
  }, LONG);
  test('one bad request harms no other of its batch', async () => {
    const [good, bad] = await Promise.all([predict(model, { version: 1, samples: [dear] }), predict(model, { version: 1, samples: [row({ colour: 'red' })] })]);
    expect([good.status, bad.status]).toEqual([201, 409]);
  }, LONG);
  test('a run that has not finished, and one of nobody', async () => {
    expect((await engineer.post(path, { run: 'run-nowhere00001', name: 'X' })).body).toMatchObject({ status: 409, code: 'run-not-finished' });
  });
  test('a baseline: it is a rule, and has no weights', async () => {
    const { body: { id: run } } = await engineer.post(`/api/companies/${company}/training/runs`, { name: 'Rule', dataset: { dataset: data }, model: { kind: 'baseline' } });
    const { body: { work } } = await api.trainer.post('/api/trainer/lease', { free: 1 });
    await api.trainer.post(`/api/trainer/runs/${run}/end`, { lease: work.lease, outcome: { ...outcome(), artifact: null }, reason: null, wallSeconds: 1 });
    expect((await engineer.post(path, { run, name: 'Rule' })).body).toMatchObject({ status: 409, code: 'run-without-weights', path: 'run' });
    expect((await engineer.get(path)).body.map((one: { name: string }) => one.name)).not.toContain('Rule');
  });
  test('what needs the data of the run, once that is gone', async () => {
    const file = join(api.settings.data, 'datasets', hash), away = `${file}.away`;
    renameSync(file, away);
    try {
      expect((await engineer.get(`${path}/${model}/examples?version=1`)).body).toMatchObject({ status: 409, code: 'dataset-missing' });
      expect((await engineer.post(`${path}/${model}/versions/1/derive`, { how: { kind: 'uint8' } })).body).toMatchObject({ code: 'dataset-missing' });
    } finally {
      renameSync(away, file);
    }
    expect((await look(model)).versions).toHaveLength(1);
  }, LONG);
  test('investors see no models', async () => expect((await investor.get(path)).status).toBe(403));
});

describe('a dataset, read by the engine before any run', () => {
  const card = (person: Person, id: string, query = '') => person.get(`/api/companies/${company}/training/datasets/${id}/card${query}`);
  test('its columns, classes and split', async () => {
    const { body } = await card(engineer, data);
    expect(body).toMatchObject({ task: 'classification', hash, synthetic: true, classes: [{ class: 'no' }, { class: 'yes' }] });
    expect(body.train + body.validation + body.leaks).toBe(160);
    expect(body.columns.map(({ name, use }: { name: string; use: string }) => `${name}: ${use}`)).toEqual(['price: feature', 'hours: feature', 'plan: feature', 'left: label']);
  }, LONG);
  test('another column to predict', async () => expect((await card(engineer, data, '?label=price')).body).toMatchObject({ task: 'regression', classes: null }), LONG);
  test('what a run would be refused for', async () => {
    const { body: { id } } = await engineer.post(`/api/companies/${company}/training/datasets`, { name: 'All stay', kind: 'table', content: csv.replaceAll('yes', 'no') });
    expect((await card(engineer, id)).body).toMatchObject({ status: 409, code: 'label-single-class', values: { label: 'left' } });
  }, LONG);
  test('one that is not there', async () => expect((await card(engineer, 'dataset-none')).body).toMatchObject({ status: 404, code: 'dataset-unknown' }));
  test('investors do not see it', async () => expect((await card(investor, data)).status).toBe(403));
});

describe('the process that answers', () => {
  let model: string;
  beforeAll(async () => { model = await register(runs['mlp']!, 'Steady'); }, LONG);
  const pid = () => api.app.get(Predictions).pid;

  test('many requests at once are each answered with their own', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => predict(model, { version: 1, samples: i % 2 ? [dear, cheap] : [cheap] })));
    expect(answers.map(({ body }) => (body as Predicted).predictions.length)).toEqual(Array.from({ length: 12 }, (_, i) => (i % 2 ? 2 : 1)));
    expect(answers.every(({ body }) => (body as Predicted).batch >= (body as Predicted).predictions.length)).toBe(true);
    expect(answers.map(({ body }) => (body as Predicted).predictions.at(-1))).toMatchObject(answers.map(() => ({ class: 'no' })));
  }, LONG);
  test('is another one than this, and a new one after it was killed', async () => {
    await predict(model, { version: 1, samples: [dear] });
    const before = pid()!;
    expect(before).not.toBe(process.pid);
    process.kill(before, 'SIGKILL');
    expect((await predict(model, { version: 1, samples: [dear] })).body).toMatchObject({ predictions: [{ class: 'yes' }] });
    await until(async () => pid(), (now) => now !== undefined && now !== before, 60_000);
  }, LONG);
  test('weights that were damaged are refused, and so are missing ones', async () => {
    const { artifact } = (await look(model)).versions[0]!;
    process.kill(pid()!, 'SIGKILL');
    writeFileSync(join(api.settings.data, 'artifacts', artifact.sha256), 'CAPSTAN1 is all that is left');
    expect((await predict(model, { version: 1, samples: [dear] })).body).toMatchObject({ status: 409, code: 'artifact-damaged' });
  }, LONG);
});
