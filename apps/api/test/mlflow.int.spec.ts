import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eventRecord, eventsHead, tfRecords } from '@capstan/training';
import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Person, startApi, type TestApi } from './app.ts';

let api: TestApi, founder: Person, investor: Person, company: string, token: string;
beforeAll(async () => {
  api = await startApi();
  ({ founder, investor, company } = await api.house());
  token = await tokenOf(founder, company);
});
afterAll(() => api.close());

async function tokenOf(person: Person, of: string): Promise<string> {
  const expiresOn = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  return (await person.post(`/api/companies/${of}/tokens`, { name: 'script', scopes: ['training:read', 'training:run'], expiresOn })).body.secret;
}
const root = (of = company) => `/api/companies/${of}/mlflow`;
const mlflow = (path: string) => `${root()}/api/2.0/mlflow/${path}`;
const files = (path: string) => `${root()}/api/2.0/mlflow-artifacts/artifacts/${path}`;
const bearer = (secret = token) => ({ authorization: `Bearer ${secret}` });
const post = (path: string, body: object) => api.nobody.post(mlflow(path), body, bearer());
const get = (path: string) => api.nobody.get(mlflow(path), bearer());
const at = (path: string) => `/api/companies/${company}${path}`;
async function begin(name: string, more: object = {}): Promise<string> { return (await post('runs/create', { run_name: name, start_time: START, ...more })).body.run.info.run_id; }
const START = Date.parse('2026-11-01T08:00:00Z'), HOUR = 3_600_000;
const end = (run_id: string, after = HOUR, status = 'FINISHED') => post('runs/update', { run_id, status, end_time: START + after });
/** What follows from facts follows soon. */
const soon = { timeout: 20_000 };

interface Sent { method: 'GET' | 'POST' | 'PUT'; path: string; type?: string; body?: string; status: number }
const recorded = JSON.parse(readFileSync(join(import.meta.dirname, 'mlflow/requests.json'), 'utf8')) as Sent[];

test('every request of the stock client is answered as it was when they were recorded', async () => {
  const ids = new Map<string, string>();
  const filled = (text: string) => [...ids].reduce((all, [name, id]) => all.replaceAll(`{${name}}`, id), text);
  const refusals: string[] = [];
  for (const { method, path, type, body, status } of recorded) {
    const answer = await api.app.inject({ method, url: `${root()}${filled(path)}`, headers: { ...bearer(), ...(type && { 'content-type': type }) }, ...(body && { payload: filled(body) }) });
    expect([method, path, answer.statusCode]).toEqual([method, path, status]);
    if (status >= 400) refusals.push(answer.json().error_code);
    if (path.endsWith('runs/create')) ids.set(`run-${ids.size}`, answer.json().run.info.run_id);
    if (path.endsWith('experiments/create') && status === 200) ids.set('experiment', answer.json().experiment_id);
  }
  expect(refusals).toEqual(['RESOURCE_DOES_NOT_EXIST', 'RESOURCE_DOES_NOT_EXIST', 'INVALID_PARAMETER_VALUE', 'INVALID_PARAMETER_VALUE', 'RESOURCE_ALREADY_EXISTS']);
  const { run } = (await get(`runs/get?run_id=${ids.get('run-1')}`)).body;
  expect(run).toMatchObject({ info: { status: 'FINISHED', run_name: 'resnet' }, data: { params: [{ key: 'lr', value: '0.1' }, { key: 'optimizer', value: 'adam' }] }, inputs: { dataset_inputs: [{ dataset: { name: 'digits' } }] } });
  expect(run.data.metrics.find((m: { key: string }) => m.key === 'odd')).toMatchObject({ value: 'NaN' });
});

const CLIENT = join(import.meta.dirname, '../../../node_modules/.cache/mlflow-client');
test.skipIf(!existsSync(join(CLIENT, 'whole')))('the stock client itself records a run (skipped where tools/setup.mjs could not install it)', async () => {
  const address = await api.app.listen({ port: 0, host: '127.0.0.1' }).then(() => api.app.getUrl());
  const { house, secret } = await elsewhere();
  const env = { ...process.env, PYTHONPATH: CLIENT, MLFLOW_TRACKING_URI: `${address}${root(house)}`, MLFLOW_TRACKING_TOKEN: secret, MLFLOW_DISABLE_TELEMETRY: 'true', DO_NOT_TRACK: 'true', NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' };
  const { stdout } = await promisify(execFile)('python3', [join(import.meta.dirname, 'mlflow/loop.py'), '20'], { env, timeout: 280_000 });
  expect(JSON.parse(stdout.trim().split('\n').at(-1)!)).toMatchObject({
    status: 'FINISHED', params: { lr: '0.1', optimizer: 'adam' }, val_acc: 20 / 21, odd: 'nan', tags: ['capstan.machine', 'capstan.price_per_hour', 'team'], datasets: ['digits'],
    history: 20, files: ['model.json', 'notes'], below: ['notes/hello.txt'], text: 'hello', found: ['resnet'], children: ['fold'], model: ['READY', ['loop.py']], models: ['detector'],
    refusals: ['RESOURCE_DOES_NOT_EXIST', 'INVALID_PARAMETER_VALUE', 'INVALID_PARAMETER_VALUE', 'RESOURCE_ALREADY_EXISTS'],
  });
}, 300_000);

let another: { house: string; secret: string } | undefined;
async function elsewhere() {
  if (another) return another;
  const person = await api.signUp(), house = await api.found(person, { name: 'Other' });
  return (another = { house, secret: await tokenOf(person, house) });
}

test('a run elsewhere costs its hours once, stands in the table of runs and is evidence', async () => {
  const run = await begin('bert', { tags: [{ key: 'capstan.price_per_hour', value: '12.50' }] });
  await post('runs/log-batch', { run_id: run, metrics: [{ key: 'val_acc', value: 0.91, timestamp: START + 1000, step: 1 }], params: [{ key: 'lr', value: '3e-5' }] });
  await end(run, 2 * HOUR);
  expect((await end(run, 2 * HOUR)).status).toBe(200);
  const { rows } = (await founder.get(at('/training/runs?text=bert'))).body;
  expect(rows).toMatchObject([{ run, origin: 'mlflow', situation: 'finished', model: { kind: 'external' }, epochs: null, score: { metric: 'accuracy', value: 0.91 }, usage: { wallSeconds: 7200, cost: { amount: 2500, currency: 'EUR' } } }]);
  const known = async () => (await founder.get(at('/decisions/evidence'))).body.runs.find((one: { run: string }) => one.run === run);
  await expect.poll(known, soon).toMatchObject({ name: 'bert', metrics: { accuracy: 0.91 }, cost: { amount: 2500 }, flops: null });
  const lines = async () => (await founder.get(at('/compute/spend-lines?from=2026-11&to=2026-11'))).body.filter((one: { service: string }) => one.service === 'bert');
  await expect.poll(lines, soon).toMatchObject([{ on: '2026-11-01', provider: 'MLflow', purpose: 'training' }]);
  expect((await founder.get(at(`/training/external-runs/${run}`))).body).toMatchObject({ params: [{ key: 'lr', value: '3e-5' }], why: { cost: { convention: 'script-price' } } });
});

test('a batch that is sent again doubles nothing', async () => {
  const run_id = await begin('again');
  const metrics = [1, 2, 3].map((step) => ({ key: 'loss', value: 1 / step, timestamp: START + step, step }));
  for (let i = 0; i < 3; i++) expect((await post('runs/log-batch', { run_id, metrics })).status).toBe(200);
  await post('runs/log-batch', { run_id, metrics: metrics.slice(1), tags: [{ key: 'a', value: 'b' }] });
  expect((await get(`metrics/get-history?run_id=${run_id}&metric_key=loss`)).body.metrics).toHaveLength(3);
  const page = (await get(`metrics/get-history?run_id=${run_id}&metric_key=loss&max_results=2`)).body;
  expect([page.metrics.length, page.next_page_token]).toEqual([2, '2']);
});

test('what MLflow refuses is refused in its words', async () => {
  const run_id = await begin('refused');
  const many = Array.from({ length: 1001 }, (_, step) => ({ key: 'm', value: 1, timestamp: START, step }));
  const refused = async (answer: Promise<{ status: number; body: { error_code: string } }>) => { const { status, body } = await answer; return [status, body.error_code]; };
  expect(await refused(post('runs/log-batch', { run_id, metrics: many }))).toEqual([400, 'INVALID_PARAMETER_VALUE']);
  expect(await refused(post('runs/log-metric', { run_id, key: 'a,b', value: 1, timestamp: START }))).toEqual([400, 'INVALID_PARAMETER_VALUE']);
  expect(await refused(post('runs/set-tag', { run_id, key: 'capstan.price_per_hour', value: 'cheap' }))).toEqual([409, 'INVALID_PARAMETER_VALUE']);
  expect(await refused(end(run_id, -HOUR))).toEqual([409, 'INVALID_PARAMETER_VALUE']);
  await post('runs/delete', { run_id });
  expect(await refused(post('runs/set-tag', { run_id, key: 'a', value: 'b' }))).toEqual([409, 'INVALID_STATE']);
  expect(await refused(api.nobody.get(mlflow('runs/get?run_id=x')))).toEqual([401, 'UNAUTHENTICATED']);
  expect((await investor.get(mlflow('runs/get?run_id=x'))).status).toBe(403);
});

test('nothing begins in a deleted experiment, and it is not renamed', async () => {
  const { body: { experiment_id } } = await post('experiments/create', { name: 'put away' });
  await post('experiments/delete', { experiment_id });
  expect((await post('runs/create', { experiment_id, run_name: 'too late', start_time: START })).body).toMatchObject({ status: 409, code: 'experiment-deleted', error_code: 'INVALID_STATE' });
  expect((await post('experiments/update', { experiment_id, new_name: 'other' })).body).toMatchObject({ code: 'experiment-deleted' });
  expect((await post('runs/search', { experiment_ids: [experiment_id], run_view_type: 'ALL' })).body.runs).toEqual([]);
  await post('experiments/restore', { experiment_id });
  expect((await post('runs/create', { experiment_id, run_name: 'in time', start_time: START })).status).toBe(200);
});

test('names of nothing, steps beyond whole numbers, costs beyond money and addresses that cannot be read are refusals', async () => {
  const run_id = await begin('beyond', { tags: [{ key: 'capstan.price_per_hour', value: '999999999' }] }), last = 253_402_300_799_999;
  const refused = async (answer: Promise<{ status: number; body: { code: string } }>) => { const { status, body } = await answer; return [status, body.code]; };
  expect(await refused(post('experiments/create', { name: '   ' }))).toEqual([400, 'invalid-input']);
  await post('experiments/create', { name: 'spaced' });
  expect(await refused(post('experiments/create', { name: ' spaced ' }))).toEqual([409, 'experiment-exists']);
  expect(await refused(post('runs/log-metric', { run_id, key: 'm', value: 1, timestamp: START, step: '9999999999999999' }))).toEqual([400, 'invalid-input']);
  expect(await refused(post('runs/log-metric', { run_id, key: 'm', value: 1, timestamp: last }))).toEqual([409, 'amount-too-large']);
  expect(await refused(post('runs/update', { run_id, status: 'FINISHED', end_time: last }))).toEqual([409, 'amount-too-large']);
  expect(await refused(founder.get(at('/training/runs/%ff')))).toEqual([400, 'request-malformed']);
});

test('another company\'s token, and another company\'s run, are as if they were not', async () => {
  const { house, secret } = await elsewhere();
  const run_id = await begin('ours');
  expect((await api.nobody.get(mlflow(`runs/get?run_id=${run_id}`), bearer(secret))).body).toMatchObject({ status: 404, error_code: 'RESOURCE_DOES_NOT_EXIST' });
  const theirs = `${root(house)}/api/2.0`;
  for (const path of ['runs/log-batch', 'runs/update', 'runs/delete', 'runs/set-tag']) {
    expect([path, (await api.nobody.post(`${theirs}/mlflow/${path}`, { run_id, key: 'k', value: 'v' }, bearer(secret))).status]).toEqual([path, 404]);
  }
  expect((await api.nobody.get(`${theirs}/mlflow-artifacts/artifacts?path=${run_id}`, bearer(secret))).status).toBe(404);
  expect((await api.app.inject({ method: 'PUT', url: `${theirs}/mlflow-artifacts/artifacts/${run_id}/x`, headers: bearer(secret), payload: 'x' })).statusCode).toBe(404);
});

test('files of a run: kept by content, listed by folder, no way out', async () => {
  const run = await begin('files');
  const put = (path: string, content: string) => api.app.inject({ method: 'PUT', url: files(`${run}/${path}`), headers: { ...bearer(), 'content-type': 'application/json' }, payload: content });
  expect((await put('a/b/one.json', '{not json')).statusCode).toBe(200);
  await put('a/two.txt', 'two');
  expect((await get(`artifacts/list?run_id=${run}&path=a`)).body.files).toEqual([{ path: 'a/b', is_dir: true }, { path: 'a/two.txt', is_dir: false, file_size: 3 }]);
  expect((await api.app.inject({ url: files(`${run}/a/b/one.json`), headers: bearer() })).payload).toBe('{not json');
  for (const path of ['..%2f..%2fsecret', 'a/%2e%2e/%2e%2e/x', 'a%5cb', 'a%00b', 'a//b']) expect([path, (await put(path, 'x')).statusCode >= 400]).toEqual([path, true]);
  expect((await put('a//b', 'x')).json()).toMatchObject({ status: 409, code: 'artifact-path', error_code: 'INVALID_PARAMETER_VALUE' });
  expect((await api.app.inject({ url: files(`${run}/none`), headers: bearer() })).json()).toMatchObject({ code: 'artifact-unknown', error_code: 'RESOURCE_DOES_NOT_EXIST' });
  expect((await get(`artifacts/list?run_id=${run}`)).body.files.map((one: { path: string }) => one.path)).toEqual(['a']);
});

const send = async (method: 'PATCH' | 'DELETE', path: string, payload: object = {}, secret = token) => (await api.app.inject({ method, url: mlflow(path), headers: bearer(secret), payload })).json();
test('a model that a script logs with its run: made, filled, found, deleted', async () => {
  const source_run_id = await begin('with a model'), run = async () => (await get(`runs/get?run_id=${source_run_id}`)).body.run;
  await post('runs/log-metric', { run_id: source_run_id, key: 'val_acc', value: 0.9, timestamp: START, step: 1 });
  const { body: { model: { info: { model_id, artifact_uri, status } } } } = await post('logged-models', { name: 'detector', source_run_id, experiment_id: '0', model_type: 'agent', params: [{ key: 'depth', value: '3' }] });
  expect([status, artifact_uri]).toEqual(['LOGGED_MODEL_PENDING', `mlflow-artifacts:/${source_run_id}/models/${model_id}`]);
  expect((await api.app.inject({ method: 'PUT', url: files(`${source_run_id}/models/${model_id}/MLmodel`), headers: bearer(), payload: 'flavors: {}' })).statusCode).toBe(200);
  expect(await send('PATCH', `logged-models/${model_id}`, { status: 'LOGGED_MODEL_READY' })).toMatchObject({ model: { info: { status: 'LOGGED_MODEL_READY', name: 'detector', source_run_id } } });
  await send('PATCH', `logged-models/${model_id}/tags`, { tags: [{ key: 'stage', value: 'good' }, { key: 'gone', value: 'soon' }] });
  await send('DELETE', `logged-models/${model_id}/tags/gone`);
  await post(`logged-models/${model_id}/params`, { params: [{ key: 'width', value: '8' }] });
  expect((await get(`logged-models/${model_id}`)).body.model).toMatchObject({ info: { tags: [{ key: 'stage', value: 'good' }], model_type: 'agent' }, data: { params: [{ key: 'depth', value: '3' }, { key: 'width', value: '8' }], metrics: [{ key: 'val_acc', value: 0.9 }] } });
  const found = async (filter: string) => (await post('logged-models/search', { experiment_ids: ['0'], filter, order_by: [{ field_name: 'creation_timestamp', ascending: false }] })).body.models.map((one: { info: { model_id: string } }) => one.info.model_id);
  for (const filter of ["name = 'detector'", `source_run_id = '${source_run_id}' AND tags.stage = 'good'`, "metrics.val_acc > 0.8 AND params.depth = '3' AND name LIKE 'det%'"]) expect([filter, await found(filter)]).toEqual([filter, [model_id]]);
  expect(await found("name = 'other'")).toEqual([]);
  expect((await run()).outputs).toEqual({ model_outputs: [{ model_id, step: 0 }] });
  expect((await post('runs/outputs', { run_id: source_run_id, models: [{ model_id, step: 1 }] })).body).toEqual({});
  await send('DELETE', `logged-models/${model_id}`);
  expect([(await run()).outputs, await found("name = 'detector'")]).toEqual([{ model_outputs: [] }, []]);
  expect((await get(`logged-models/${model_id}?allow_deleted=true`)).body.model.info.name).toBe('detector');
});

test('models that are not there, of no run, of another company, or for eyes that may only read', async () => {
  const source_run_id = await begin('models refused'), { body: { model: { info: { model_id } } } } = await post('logged-models', { name: 'ours', source_run_id, params: [{ key: 'depth', value: '3' }] });
  const refused = async (answer: Promise<{ status: number; body: { code: string } }>) => { const { status, body } = await answer; return [status, body.code]; };
  expect(await refused(post('logged-models', { name: 'loose', experiment_id: '0' }))).toEqual([409, 'model-without-run']);
  expect(await refused(post('logged-models', { name: 'lost', source_run_id: 'run-00000000ffff' }))).toEqual([404, 'run-unknown']);
  for (const id of ['m-1', `${model_id}0`]) expect(await refused(get(`logged-models/${id}`))).toEqual([404, 'logged-model-unknown']);
  expect(await refused(post(`logged-models/${model_id}/params`, { params: [{ key: 'depth', value: '4' }] }))).toEqual([409, 'param-changed']);
  expect(await refused(post('runs/outputs', { run_id: source_run_id, models: [{ model_id: `${model_id}0` }] }))).toEqual([404, 'logged-model-unknown']);
  const { house, secret } = await elsewhere(), theirs = mlflow(`logged-models/${model_id}`).replace(company, house);
  expect((await api.nobody.get(theirs, bearer(secret))).body).toMatchObject({ status: 404, error_code: 'RESOURCE_DOES_NOT_EXIST' });
  expect((await api.app.inject({ method: 'PATCH', url: theirs, headers: bearer(secret), payload: { status: 'LOGGED_MODEL_READY' } })).statusCode).toBe(404);
  const expiresOn = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  const { body: { secret: reader } } = await founder.post(`/api/companies/${company}/tokens`, { name: 'reader', scopes: ['training:read'], expiresOn });
  expect((await api.nobody.get(mlflow(`logged-models/${model_id}`), bearer(reader))).status).toBe(200);
  expect(await send('PATCH', `logged-models/${model_id}`, { status: 'LOGGED_MODEL_READY' }, reader)).toMatchObject({ status: 403, error_code: 'PERMISSION_DENIED' });
  for (const [path, body] of [['runs/create', {}], ['runs/log-batch', { run_id: source_run_id }], ['experiments/create', { name: 'x' }]] as const) expect([path, (await api.nobody.post(mlflow(path), body, bearer(reader))).status]).toEqual([path, 403]);
  expect((await get(`logged-models/${model_id}`)).body.model.info).toMatchObject({ status: 'LOGGED_MODEL_PENDING', name: 'ours' });
});

test('an upload that the script breaks off leaves nothing, and is no error of the server', async () => {
  const run = await begin('broken off'), said = vi.spyOn(Logger.prototype, 'error');
  if (!api.app.getHttpServer().listening) await api.app.listen(0, '127.0.0.1');
  const { port } = api.app.getHttpServer().address() as { port: number };
  await new Promise<void>((resolve) => {
    const asked = request({ port, host: '127.0.0.1', method: 'PUT', path: files(`${run}/model.bin`), headers: { ...bearer(), 'content-length': '500000' } });
    asked.on('error', () => undefined).on('close', () => resolve());
    asked.write(Buffer.alloc(100_000), () => asked.destroy());
  });
  await expect.poll(() => readdirSync(join(api.settings.data, 'incoming')), soon).toEqual([]);
  expect((await get(`artifacts/list?run_id=${run}`)).body.files).toEqual([]);
  expect(said.mock.calls).toEqual([]);
  said.mockRestore();
});

test('a run that went on has cost all its stretches, and only once', async () => {
  const run = await begin('resumed', { tags: [{ key: 'capstan.price_per_hour', value: '10' }] });
  await end(run);
  await post('runs/update', { run_id: run, status: 'RUNNING' });
  await post('runs/update', { run_id: run, status: 'FINISHED', end_time: Date.now() });
  const lines = async () => (await founder.get(at('/compute/spend-lines?from=2026-11&to=2099-12'))).body.filter((one: { service: string }) => one.service === 'resumed');
  await expect.poll(async () => (await lines()).filter((one: { reversed: boolean }) => !one.reversed).length, soon).toBe(1);
  expect((await founder.get(at(`/training/external-runs/${run}`))).body.usage.wallSeconds).toBeGreaterThanOrEqual(3600);
});

test('curves of a long run keep their spikes when they are thinned, and their ends', async () => {
  const run_id = await begin('long');
  for (let from = 0; from < 6000; from += 500) {
    const metrics = Array.from({ length: 500 }, (_, i) => from + i).flatMap((step) => [{ key: 'wave', value: step === 3210 ? 99 : Math.sin(step / 40), timestamp: START + step, step }, { key: 'flat', value: step === 5000 ? 'NaN' : 1, timestamp: START + step, step }]);
    expect((await post('runs/log-batch', { run_id, metrics })).status).toBe(200);
  }
  const curves = (query: string) => founder.get(at(`/training/runs/${run_id}/metrics${query}`));
  const [flat, wave] = (await curves('?points=200')).body;
  expect(wave).toMatchObject({ metric: 'wave', count: 6000, notNumbers: 0, firstStep: 0, lastStep: 5999, max: 99 });
  expect(wave.points.length).toBeLessThanOrEqual(200);
  expect(wave.points.map((p: { step: number }) => p.step)).toEqual(expect.arrayContaining([0, 3210, 5999]));
  expect(flat).toMatchObject({ count: 6000, notNumbers: 1, min: 1, max: 1 });
  const [near] = (await curves('?metric=wave&from=3200&to=3219')).body;
  expect([near.count, near.points.length, near.points[0].seconds]).toEqual([20, 20, 3.2]);
});

const bytes = (...pieces: Uint8Array[]) => Buffer.concat(pieces);
const board = bytes(eventsHead(START / 1000), ...Array.from({ length: 50 }, (_, step) => eventRecord({ metric: 'val/acc', step, seconds: START / 1000 + step * 72, value: step / 100 })));
const bring = (name: string, file: Buffer, more: object = {}) => founder.post(at('/training/tensorboard'), { name, content: file.toString('base64'), ...more });

test('a TensorBoard file is a run, and any run is a TensorBoard file', async () => {
  const { status, body } = await bring('from a board', board, { pricePerHour: '4' });
  expect(status).toBe(201);
  expect((await founder.get(at(`/training/external-runs/${body.id}`))).body).toMatchObject({ origin: 'tensorboard', situation: 'finished', usage: { wallSeconds: 3528, cost: { amount: 392 } }, latest: [{ metric: 'val/acc', step: 49 }], score: { metric: 'accuracy' } });
  const { rawPayload, headers } = await api.app.inject({ url: at(`/training/runs/${body.id}/tfevents`), headers: founder.headers });
  expect(headers['content-disposition']).toContain(`events.out.tfevents.${START / 1000}.${body.id}`);
  expect([...tfRecords(rawPayload)].map(({ is }) => is)).toEqual(Array.from({ length: 51 }, () => 'record'));
});

test('a damaged board names the record, and gives what came before only when asked', async () => {
  const damaged = Buffer.from(board);
  damaged[damaged.length - 40]! ^= 1;
  expect((await bring('damaged', damaged)).body).toMatchObject({ code: 'events-damaged', values: { record: 51 } });
  expect((await bring('nothing', Buffer.from(eventsHead(1)))).body).toMatchObject({ code: 'events-empty' });
  expect((await bring('what is sound', damaged, { damaged: 'keep-what-came-before' })).status).toBe(201);
  expect((await founder.get(at('/training/runs?text=damaged'))).body.rows).toEqual([]);
});

test('a run whose script went silent is ended by a person when it was last heard of', async () => {
  const run = await begin('silent');
  await post('runs/log-metric', { run_id: run, key: 'loss', value: 1, timestamp: START + HOUR / 2, step: 1 });
  expect((await founder.post(at(`/training/external-runs/${run}/end`), {})).status).toBe(201);
  expect((await founder.get(at(`/training/external-runs/${run}`))).body).toMatchObject({ situation: 'stopped', usage: { wallSeconds: 1800 } });
});
