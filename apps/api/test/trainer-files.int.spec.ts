import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FileStore, openFiles } from '@capstan/files';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bucket, startBucket } from '../../../libs/files/test/bucket.ts';
import { type Person, startApi, type TestApi } from './app.ts';

let bucket: Bucket, files: FileStore, api: TestApi, engineer: Person, company: string, data: string, before: NodeJS.ProcessEnv, away = false;
const content = 'All hands to the capstan, heave and pawl. '.repeat(30);
const sha256 = (of: string | Uint8Array) => createHash('sha256').update(of).digest('hex');
beforeAll(async () => {
  bucket = await startBucket();
  before = { ...process.env };
  Object.assign(process.env, bucket.env);
  files = openFiles(bucket.address, bucket.env);
  data = mkdtempSync(join(tmpdir(), 'capstan-api-'));
  api = await startApi(undefined, { data, artifacts: bucket.address });
  ({ company, engineer } = await api.house());
  await api.app.listen(0, '127.0.0.1');
}, 120_000);
afterAll(async () => {
  await api.close();
  if (!away) await bucket.close();
  process.env = before;
  rmSync(data, { recursive: true, force: true });
});

/** A run in the trainer's hands: where its files are. */
async function leased(dataset: string): Promise<string> {
  const { body } = await engineer.post(`/api/companies/${company}/training/runs`, { name: 'Shanty', dataset: { dataset }, model: { kind: 'lstm' } });
  const { body: { work } } = await api.trainer.post('/api/trainer/lease', { free: 1 });
  expect(work.run).toBe(body.id);
  return `/api/trainer/runs/${work.run}/leases/${work.lease}`;
}
const put = (path: string, payload: Uint8Array | string, headers: Record<string, string> = {}) =>
  api.app.inject({ method: 'PUT', url: path, payload: Buffer.from(payload), headers: { ...api.trainer.headers, 'content-type': 'application/octet-stream', ...headers } });

let dataset: string, held: string;
test('a dataset goes into the bucket, and comes back through the API to whoever holds a run on it', async () => {
  const { body, status } = await engineer.post(`/api/companies/${company}/training/datasets`, { name: 'Shanty', kind: 'text', content });
  expect(status).toBe(201);
  dataset = body.id;
  expect(await files.list('datasets/')).toEqual([{ name: `datasets/${sha256(content)}`, bytes: content.length }]);
  expect(existsSync(join(data, 'datasets'))).toBe(false);
  held = await leased(dataset);
  const answer = await api.app.inject({ url: `${held}/dataset`, headers: api.trainer.headers });
  expect([answer.statusCode, answer.headers['content-type'], answer.headers['content-length'], answer.body]).toEqual([200, 'application/octet-stream', String(content.length), content]);
});

test('nobody else gets it: not a person, not without the lease, not with that of another run', async () => {
  expect((await engineer.get(`${held}/dataset`)).status).toBe(403);
  expect((await api.nobody.get(`${held}/dataset`)).status).toBe(401);
  expect((await api.trainer.get(held.replace(/leases\/.*/, 'leases/lease-stolen00/dataset'))).body).toMatchObject({ status: 409, code: 'lease-lost' });
  const other = await leased(dataset);
  expect((await api.trainer.get(`${held.split('/leases')[0]}/leases/${other.split('/leases/')[1]}/dataset`)).body).toMatchObject({ code: 'lease-lost' });
  expect((await api.trainer.get('/api/trainer/runs/run-none00000/leases/lease-1/dataset')).body).toMatchObject({ status: 404, code: 'run-unknown' });
});

test('weights arrive whole and as announced, or not at all', async () => {
  const weights = Uint8Array.from({ length: 300_000 }, (_, i) => (i * 31) % 256), name = sha256(weights);
  expect((await api.trainer.get(`${held}/artifacts/${name}`)).body).toEqual({ kept: false });
  const differs = await put(`${held}/artifacts/${name}`, weights.subarray(1));
  expect([differs.statusCode, differs.json().code]).toEqual([409, 'file-differs']);
  expect(await files.list('artifacts/')).toEqual([]);
  expect((await put(`${held}/artifacts/${name}`, weights)).json()).toEqual({ kept: true });
  expect((await put(`${held}/artifacts/${name}`, weights)).json()).toEqual({ kept: true });
  expect(await files.list('artifacts/')).toEqual([{ name: `artifacts/${name}`, bytes: weights.length }]);
  expect((await api.trainer.get(`${held}/artifacts/${name}`)).body).toEqual({ kept: true });
  for (const path of ['..%2Fsecret', 'x'.repeat(64), name.toUpperCase()]) expect((await put(`${held}/artifacts/${path}`, weights)).json()).toMatchObject({ status: 400, path: 'sha256' });
  await expect.poll(() => readdirSync(join(data, 'incoming')), { timeout: 20_000 }).toEqual([]);
});

test('more than may come is refused before it has come', async () => {
  const { port } = api.app.getHttpServer().address() as { port: number };
  const answer = await new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    const asked = request({ port, host: '127.0.0.1', method: 'PUT', path: `${held}/artifacts/${'0'.repeat(64)}`, headers: { ...api.trainer.headers, 'content-type': 'application/octet-stream', 'content-length': '9000000000' } }, (response) => {
      let text = '';
      response.on('data', (piece: Buffer) => { text += piece.toString(); }).on('end', () => { resolve({ status: response.statusCode, text }); asked.destroy(); });
    });
    asked.on('error', reject);
    asked.flushHeaders();
  });
  expect([answer.status, JSON.parse(answer.text)]).toMatchObject([409, { code: 'file-too-large', values: { limit: 2000 } }]);
});

test('an upload that breaks off leaves nothing', async () => {
  const { port } = api.app.getHttpServer().address() as { port: number };
  const name = sha256('whole');
  await new Promise<void>((resolve) => {
    const asked = request({ port, host: '127.0.0.1', method: 'PUT', path: `${held}/artifacts/${name}`, headers: { ...api.trainer.headers, 'content-type': 'application/octet-stream', 'content-length': '5' } });
    asked.on('error', () => undefined).on('close', () => resolve());
    asked.write('who', () => asked.destroy());
  });
  await expect.poll(() => readdirSync(join(data, 'incoming')), { timeout: 20_000 }).toEqual([]);
  expect(await files.size(`artifacts/${name}`)).toBeUndefined();
});

test('a checkpoint that is handed over is the next trainer’s to fetch; the newest counts', async () => {
  expect((await api.trainer.get(`${held}/checkpoint`)).body).toMatchObject({ status: 404, code: 'checkpoint-unknown' });
  for (const text of ['first', 'second']) expect((await put(`${held}/checkpoint/${sha256(text)}`, text)).json()).toEqual({ kept: true });
  expect((await api.app.inject({ url: `${held}/checkpoint`, headers: api.trainer.headers })).body).toBe('second');
});

test('bytes are taken by those routes only', async () => {
  const answer = await api.app.inject({ method: 'POST', url: '/api/trainer/lease', payload: Buffer.from('{"free":1}'), headers: { ...api.trainer.headers, 'content-type': 'application/octet-stream' } });
  expect(answer.statusCode).toBe(400);
});

test('the bucket away: said so, and nothing is taken for kept', async () => {
  away = true;
  await bucket.close();
  const answer = await put(`${held}/artifacts/${sha256('late')}`, 'late');
  expect([answer.statusCode, answer.json().code]).toEqual([503, 'not-ready']);
  expect((await engineer.post(`/api/companies/${company}/training/datasets`, { name: 'Late', kind: 'text', content: content.toUpperCase() })).status).toBe(503);
  await expect.poll(() => readdirSync(join(data, 'incoming')), { timeout: 20_000 }).toEqual([]);
});
