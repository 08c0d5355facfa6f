import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { testDatabase } from '../../../libs/event-log/test/postgres/database.ts';
import { noPostgres } from '../../../libs/event-log/test/postgres/programs.ts';
import { openIdentity } from '../src/access/identity.ts';
import { TrainerTokens } from '../src/access/trainer-tokens.ts';
import { companyRoom } from '../src/company/company.module.ts';
import { startApi, type TestApi } from './app.ts';
import { harbourRoom } from './harbour.ts';

// the operator's command is a process
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
const root = resolve(import.meta.dirname, '../../..');
const rooms = [companyRoom, harbourRoom];
const inDays = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10);

function trainers(start: () => Promise<{ nodes: TestApi[]; env: Record<string, string>; done(): Promise<void> }>) {
  let house: Awaited<ReturnType<typeof start>>, company: string;
  beforeAll(async () => { house = await start(); ({ company } = await house.nodes[0]!.house()); });
  afterAll(() => house?.done());
  const lease = (api: TestApi, secret: string) => api.nobody.post('/api/harbour/readings', { company, value: 1 }, { authorization: `Bearer ${secret}`, 'x-trainer': 'far' });
  const onAll = async (secret: string) => Promise.all(house.nodes.map(async (api) => (await lease(api, secret)).status));
  const command = (...args: string[]) => execFileSync(process.execPath, [join(root, 'tools/trainers.ts'), ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...house.env } });

  test('several trainers have a key each: named, of who made it, with an end, revoked at once on every node, kept as a hash', async () => {
    const identity = await openIdentity(house.nodes[0]!.settings);
    const tokens = new TrainerTokens(identity.db);
    const make = (name: string, expiresOn = inDays(30)) => tokens.make({ name, madeBy: 'operator', madeAt: new Date().toISOString(), expiresOn });
    const [far, near, over] = [await make('gpu far away'), await make('gpu next door'), await make('gpu of last year', inDays(-1))];
    const all = house.nodes.map(() => 201);
    const none = house.nodes.map(() => 401);
    expect([await onAll(far.secret), await onAll(near.secret), await onAll(over.secret), await onAll(far.secret.replace(/.{8}$/, '00000000'))]).toEqual([all, all, none, none]);
    expect((await house.nodes[0]!.nobody.get(`/api/companies/${company}/members`, { authorization: `Bearer ${far.secret}` })).status).toBe(404);
    expect([await tokens.revoke(far.id, '2026-11-24T00:00:00.000Z'), await tokens.revoke(far.id, '2026-11-25T00:00:00.000Z')]).toEqual([true, false]);
    expect([await onAll(far.secret), await onAll(near.secret)]).toEqual([none, all]);
    expect((await tokens.list()).find(({ id }) => id === far.id)).toEqual({ id: far.id, name: 'gpu far away', madeBy: 'operator', madeAt: expect.any(String), expiresOn: inDays(30), usedOn: inDays(0), revokedAt: '2026-11-24T00:00:00.000Z' });
    await identity.db.close();
  });

  test('the operator makes, lists and revokes them beside the running product; the key of the data folder goes on working', async () => {
    const secret = command('add', 'rack 7').split('\n')[0]!;
    const id = secret.split('_')[1]!;
    expect(await onAll(secret)).toEqual(house.nodes.map(() => 201));
    expect(command('list')).toMatch(new RegExp(`^${id}  rack 7  made .* by .+  until ${inDays(90)}  used ${inDays(0)}$`, 'm'));
    expect(command('list')).not.toContain(secret.split('_')[2]);
    command('revoke', id);
    expect(await onAll(secret)).toEqual(house.nodes.map(() => 401));
    expect(() => command('revoke', id)).toThrow(/no key .* is good/);
    expect((await house.nodes[0]!.trainer.post('/api/harbour/readings', { company, value: 1 })).status).toBe(201);
  });
}

describe('keys of trainers in SQLite', () => { trainers(async () => {
  const api = await startApi(rooms);
  return { nodes: [api], env: { CAPSTAN_DATA: api.settings.data }, done: () => api.close() };
}); });

describe.skipIf(noPostgres)(`keys of trainers on two nodes over PostgreSQL${noPostgres ? ` (${noPostgres})` : ''}`, () => { trainers(async () => {
  const database = await testDatabase();
  const nodes = await Promise.all([1, 2].map(() => startApi(rooms, { log: database.url })));
  return { nodes, env: { CAPSTAN_DATA: nodes[0]!.settings.data, CAPSTAN_LOG: database.url }, async done() { for (const api of nodes) await api.close(); await database.drop(); } };
}); });
