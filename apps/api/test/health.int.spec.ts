import { Module } from '@nestjs/common';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readModel } from '@capstan/event-log';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startBucket } from '../../../libs/files/test/bucket.ts';
import { noPostgres } from '../../../libs/event-log/test/postgres/programs.ts';
import { PostgresServer } from '../../../libs/event-log/test/postgres/server.ts';
import { companyRoom } from '../src/company/company.module.ts';
import { LedgerRunning } from '../src/ledger/ledger.module.ts';
import { room } from '../src/ledger/room.ts';
import { type Answer, startApi, type TestApi } from './app.ts';
import { harbourRoom } from './harbour.ts';

// servers and disks take their time on a busy machine
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
const rooms = [companyRoom, harbourRoom];
const codes = ({ status, body }: Answer): unknown => (status === 503 ? body.errors.map(({ code }: { code: string }) => code) : status);
const ready = async (api: TestApi, tolerate = '') => codes(await api.nobody.get(`/api/health/ready${tolerate && `?tolerate=${tolerate}`}`));
const becomes = (api: TestApi, what: unknown) => expect.poll(() => ready(api), { timeout: 60_000 }).toEqual(what);

describe('a house whose read model breaks', () => {
  const breaks = readModel({
    name: 'breaks', version: 1, tables: ['breaks'], schema: 'CREATE TABLE breaks (ship TEXT)',
    on: { ShipMoored() { throw new Error('this one takes no ships'); } },
  });
  @Module({})
  class BreakingModule {}
  let api: TestApi;
  beforeAll(async () => { api = await startApi([...rooms, room({ module: BreakingModule, facts: [], views: [breaks], policies: [] })]); });
  afterAll(() => api.close());

  test('is ready until it does; then it says so, and lives', async () => {
    const { company, founder } = await api.house();
    await expect.poll(async () => [await ready(api), (await api.nobody.get('/api/ready')).body], { timeout: 60_000 }).toMatchObject([200, { ready: true, lag: 0, stopped: [], tolerated: [] }]);
    await founder.post(`/api/companies/${company}/harbour/ships`, { name: 'Aurora', fee: 1 });
    await becomes(api, ['read-model-stopped']);
    expect((await api.nobody.get('/api/ready?tolerate=read-model-stopped')).body).toMatchObject({ ready: true, stopped: [{ name: 'breaks' }], tolerated: ['read-model-stopped'] });
    for (const path of ['/api/health', '/api/health/live']) expect(await api.nobody.get(path)).toMatchObject({ status: 200, body: { alive: true } });
  });

  test('far behind the log it is not ready, though it answers', async () => {
    const { store } = api.app.get(LedgerRunning);
    const page = vi.spyOn(store.codec, 'decode').mockImplementation(() => { throw new Error('no event can be read now'); });
    const many = Array.from({ length: 1001 }, (_, i) => ({ id: crypto.randomUUID(), type: 'ShipMoored', data: '{}', meta: JSON.stringify({ company: 'c', n: i }) }));
    await store.log.append('company-far-behind', -1, many);
    await becomes(api, ['read-model-stopped', 'read-models-failing', 'read-models-lag']);
    expect((await api.nobody.get('/api/health/live')).status).toBe(200);
    page.mockRestore();
  });
});

test('the data folder gone: nothing can be written, and that is said', async () => {
  const root = mkdtempSync(join(tmpdir(), 'capstan-health-')), data = join(root, 'data');
  const api = await startApi(rooms, { data });
  expect(await ready(api)).toBe(200);
  renameSync(data, join(root, 'elsewhere'));
  await becomes(api, ['disk-not-writable']);
  renameSync(join(root, 'elsewhere'), data);
  await becomes(api, 200);
  await api.close();
  rmSync(root, { recursive: true, force: true });
});

const disk = mkdtempSync(join(tmpdir(), 'capstan-disk-'));
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=160m', 'tmpfs', disk]).status === 0;
afterAll(() => {
  if (mounted) spawnSync('umount', ['-l', disk]);
  rmSync(disk, { recursive: true, force: true });
});
test.skipIf(!mounted)(`a disk that fills${mounted ? '' : ' (skipped: a small disk cannot be mounted here, that needs root)'}`, async () => {
  const api = await startApi(rooms, { data: disk });
  expect(await ready(api)).toBe(200);
  const ballast = join(disk, 'ballast'), room_ = () => statfsSync(disk).bavail * statfsSync(disk).bsize;
  writeFileSync(ballast, Buffer.alloc(room_() - 50 * 2 ** 20));
  await becomes(api, ['disk-nearly-full']);
  writeFileSync(join(disk, 'more'), Buffer.alloc(room_() - 4096));
  await becomes(api, ['disk-nearly-full', 'disk-not-writable']);
  rmSync(ballast);
  rmSync(join(disk, 'more'));
  await becomes(api, 200);
  await api.close();
});

test('the store of files away: said, and tolerated by whoever can live without it', async () => {
  const bucket = await startBucket(), before = { ...process.env };
  Object.assign(process.env, bucket.env);
  const api = await startApi(rooms, { artifacts: bucket.address });
  process.env = before;
  expect(await ready(api)).toBe(200);
  await bucket.close();
  await becomes(api, ['files-unreachable']);
  expect(await ready(api, 'files-unreachable')).toBe(200);
  await api.close();
});

const notOurs = noPostgres ?? (process.env['POSTGRES_URL'] ? 'skipped: the server in POSTGRES_URL is not ours to stop' : undefined);
test.skipIf(notOurs)(`the database away: log and identities are out of reach; it comes back, and all is well${notOurs ? ` (${notOurs})` : ''}`, async () => {
  const server = await PostgresServer.start();
  const api = await startApi(rooms, { log: server.url(), metricsToken: 'a token for the one who watches' });
  expect(await ready(api)).toBe(200);
  await server.down('KILL');
  await becomes(api, ['identity-unreachable', 'log-unreachable']);
  expect(await api.nobody.get('/api/health/live')).toMatchObject({ status: 200 });
  const told = (await api.app.inject({ url: '/api/metrics', headers: { authorization: 'Bearer a token for the one who watches' } })).body;
  expect(told).toMatch(/^capstan_ailment\{code="log-unreachable"\} 1$/m);
  expect(told).toMatch(/^capstan_ailment\{code="disk-nearly-full"\} 0$/m);
  await server.up();
  await becomes(api, 200);
  await api.close();
  await server.remove();
});
