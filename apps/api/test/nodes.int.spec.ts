import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type EventLog, openLog, verifyAll } from '@capstan/event-log';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { companyRoom } from '../src/company/company.module.ts';
import { type TestDatabase, testDatabase } from '../../../libs/event-log/test/postgres/database.ts';
import { noPostgres } from '../../../libs/event-log/test/postgres/programs.ts';
import { PostgresServer } from '../../../libs/event-log/test/postgres/server.ts';
import { type Person, startApi, type TestApi } from './app.ts';
import { harbourRoom } from './harbour.ts';

// processes take their time on a busy machine
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
const rooms = [companyRoom, harbourRoom];

describe.skipIf(noPostgres)(`two nodes on one PostgreSQL${noPostgres ? ` (${noPostgres})` : ''}`, () => {
  let database: TestDatabase, a: TestApi, b: TestApi, log: EventLog;
  let company: string, founder: Person, engineer: Person, ships: string;
  beforeAll(async () => {
    database = await testDatabase();
    [a, b] = await Promise.all([startApi(rooms, { log: database.url }), startApi(rooms, { log: database.url })]);
    log = await openLog(database.url);
    ({ company, founder, engineer } = await a.house());
    ships = `/api/companies/${company}/harbour/ships`;
  });
  afterAll(async () => {
    for (const api of [a, b]) await api?.close();
    await log?.close();
    await database?.drop();
  });
  const typesIn = async () => (await log.readCompany(company, undefined, 1000)).map(({ type }) => type);

  test('who signed in on one is signed in on the other, with the same place in the company', async () => {
    expect((await b.nobody.get('/api/me', founder.headers)).body).toMatchObject({ user: { id: founder.user }, companies: [{ id: company, role: 'founder' }] });
    expect((await b.nobody.get(`/api/companies/${company}/members`, founder.headers)).body).toHaveLength(3);
    expect((await b.nobody.get(ships)).status).toBe(401);
    expect(readFileSync(join(a.settings.data, 'trainer-token'), 'utf8')).toBe(readFileSync(join(b.settings.data, 'trainer-token'), 'utf8'));
    expect((await b.trainer.post('/api/harbour/readings', { company, value: 1 })).status).toBe(201);
  });

  test('a program\'s token and an invitation made on one are good on the other', async () => {
    const guest = await a.signUp();
    const { body: { id } } = await founder.post(`/api/companies/${company}/invitations`, { email: guest.email, role: 'investor' });
    expect((await b.nobody.post(`/api/invitations/${id}/accept`, {}, guest.headers)).status).toBe(201);
    expect((await guest.get('/api/me')).body.companies).toMatchObject([{ id: company, role: 'investor' }]);
    const expiresOn = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
    const { body: { secret } } = await founder.post(`/api/companies/${company}/tokens`, { name: 'nightly', scopes: ['compute:read'], expiresOn });
    expect((await b.nobody.get(ships, { authorization: `Bearer ${secret}` })).status).toBe(200);
  });

  test('of the last two founders one stays, whichever node is asked', async () => {
    const own = await a.found(founder);
    const two = await a.join(founder, own, 'founder');
    const asked = [founder.put(`/api/companies/${own}/members/${founder.user}/role`, { role: 'investor' }), b.nobody.put(`/api/companies/${own}/members/${two.user}/role`, { role: 'investor' }, two.headers)];
    expect((await Promise.all(asked)).map(({ status }) => status).toSorted((x, y) => x - y)).toEqual([200, 409]);
  });

  test('a screen on one hears what is recorded through the other', async () => {
    const answer = await a.app.inject({ method: 'GET', url: `/api/companies/${company}/live`, headers: engineer.headers, payloadAsStream: true });
    const heard: string[] = [];
    answer.stream().on('data', (chunk: Buffer) => heard.push(String(chunk)));
    expect((await b.nobody.post(ships, { name: 'Aurora', fee: 10 }, founder.headers)).status).toBe(201);
    await vi.waitFor(() => expect(heard.join('')).toContain('ShipMoored'), 20_000);
    answer.stream().destroy();
  });

  test('with the position of one\'s own write, any node shows it', async () => {
    for (let i = 0; i < 5; i++) {
      const { headers, status } = await b.nobody.post(ships, { name: `Own ${i}`, fee: 10 }, founder.headers);
      expect(status).toBe(201);
      const position = String(headers['x-capstan-position']);
      const { body } = await founder.get(ships, { 'x-capstan-position': position });
      expect(body.ships.map((ship: { name: string }) => ship.name)).toContain(`Own ${i}`);
    }
    expect(await founder.get(ships, { 'x-capstan-position': 'yesterday' })).toMatchObject({ status: 400 });
    expect(await founder.get(ships, { 'x-capstan-position': '999999999' })).toMatchObject({ status: 503, body: { code: 'not-ready' } });
  });

  test('the same command on both nodes at once is recorded once; so is what a policy asks for on both', async () => {
    const before = await typesIn();
    const count = async (type: string) => (await typesIn()).slice(before.length).filter((one) => one === type).length;
    const key = { 'idempotency-key': 'leviathan-1' };
    const answers = await Promise.all([founder.post(ships, { name: 'Leviathan', fee: 5000 }, key), b.nobody.post(ships, { name: 'Leviathan', fee: 5000 }, { ...founder.headers, ...key })]);
    expect(answers.map(({ status, body }) => [status, body.id])).toEqual([[201, answers[0].body.id], [201, answers[0].body.id]]);
    for (let i = 0; i < 6; i++) await (i % 2 ? founder.post(ships, { name: `Great ${i}`, fee: 5000 }) : b.nobody.post(ships, { name: `Great ${i}`, fee: 5000 }, founder.headers));
    await vi.waitFor(async () => expect(await count('QuayRepaired')).toBe(7), 20_000);
    const last = (await log.readCompany(company, undefined, 1000)).at(-1)!.position;
    for (const api of [a, b]) expect((await api.nobody.get(ships, { ...founder.headers, 'x-capstan-position': last })).body.repairs).toBe(7);
    expect(await count('ShipMoored')).toBe(7);
    expect(await verifyAll(log)).toMatchObject({ kind: 'intact' });
  });
});

const notOurs = noPostgres ?? (process.env['POSTGRES_URL'] ? 'skipped: the server in POSTGRES_URL is not ours to stop' : undefined);
describe.skipIf(notOurs)(`a database that goes and comes back${notOurs ? ` (${notOurs})` : ''}`, () => {
  let server: PostgresServer, api: TestApi;
  beforeAll(async () => {
    server = await PostgresServer.start();
    api = await startApi(rooms, { log: server.url() });
  });
  afterAll(async () => {
    await api?.close();
    await server?.remove();
  });

  test('meanwhile nobody is told that something was recorded; afterwards all goes on, and open screens hear again', async () => {
    const { company, founder, engineer } = await api.house();
    const ships = `/api/companies/${company}/harbour/ships`;
    const answer = await api.app.inject({ method: 'GET', url: `/api/companies/${company}/live`, headers: engineer.headers, payloadAsStream: true });
    const heard: string[] = [];
    answer.stream().on('data', (chunk: Buffer) => heard.push(String(chunk)));
    await founder.post(ships, { name: 'Before', fee: 10 });
    await server.down('KILL');
    expect(await founder.post(ships, { name: 'Meanwhile', fee: 10 }, { 'idempotency-key': 'meanwhile-1' })).toMatchObject({ status: 503, body: { code: 'not-ready' } });
    await server.up();
    for (let again = 0; again < 2; again++) await vi.waitFor(async () => expect((await founder.post(ships, { name: 'Meanwhile', fee: 10 }, { 'idempotency-key': 'meanwhile-1' })).status).toBe(201), 20_000);
    expect((await founder.get(ships)).body.ships.map(({ name }: { name: string }) => name).toSorted()).toEqual(['Before', 'Meanwhile']);
    await vi.waitFor(() => expect(heard.join('').match(/ShipMoored/g)).toHaveLength(2), 20_000);
    answer.stream().destroy();
  });
});

describe.skipIf(noPostgres)(`a node that is killed${noPostgres ? ` (${noPostgres})` : ''}`, () => {
  const folders: string[] = [];
  const children: ChildProcess[] = [];
  let database: TestDatabase;
  beforeAll(async () => { database = await testDatabase(); });
  afterAll(async () => {
    for (const child of children) if (child.exitCode === null) child.kill('SIGKILL');
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    await database.drop();
  });

  /** A whole node as a process of its own, over a data folder of its own. */
  async function node(log: string) {
    const data = mkdtempSync(join(tmpdir(), 'capstan-node-'));
    folders.push(data);
    const env = { ...process.env, CAPSTAN_DATA: data, CAPSTAN_LOG: log, API_PORT: '0', CAPSTAN_ORIGIN: 'http://localhost:3000', CAPSTAN_RATE_LIMIT: 'off' };
    const child = spawn(process.execPath, ['--import', '@oxc-node/core/register', 'src/main.ts'], { cwd: resolve(import.meta.dirname, '..'), env, stdio: ['ignore', 'pipe', 'pipe'] });
    children.push(child);
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { said += String(chunk); });
    const ended = new Promise<void>((done) => { child.once('exit', () => done()); });
    const url = () => {
      if (child.exitCode !== null) throw new Error(`the node ended: ${said}`);
      return /api on (http:\/\/127\.0\.0\.1:\d+)/.exec(said)?.[1];
    };
    const up = vi.waitUntil(url, { timeout: 60_000, interval: 50 });
    return { child, ended, up, said: () => said };
  }
  const ask = (path: string, cookie: string, body?: unknown) => fetch(path, {
    method: body ? 'POST' : 'GET', headers: { cookie, origin: 'http://localhost:3000', ...(body ? { 'content-type': 'application/json' } : {}) }, ...(body ? { body: JSON.stringify(body) } : {}),
  });

  test('in the middle of recording: the other has all that was acknowledged, and who was signed in still is', async () => {
    const [one, two] = await Promise.all([node(database.url), node(database.url)]);
    const [first, second] = [await one.up, await two.up];
    const signedUp = await ask(`${first}/api/auth/sign-up/email`, '', { name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' });
    const cookie = signedUp.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
    const acknowledged: string[] = [];
    const found = async () => {
      for (;;) {
        const answer = await ask(`${first}/api/companies`, cookie, { name: 'Halyard', currency: 'EUR', country: 'DE', foundedOn: '2024-01-01' });
        acknowledged.push(((await answer.json()) as { company: string }).company);
      }
    };
    const recording = Promise.allSettled([found(), found(), found()]);
    await vi.waitUntil(() => acknowledged.length >= 12, { timeout: 60_000, interval: 5 });
    one.child.kill('SIGKILL');
    await Promise.all([one.ended, recording]);
    const { companies } = (await (await ask(`${second}/api/me`, cookie)).json()) as { companies: { id: string }[] };
    const there = new Set(companies.map(({ id }) => id));
    expect(acknowledged.filter((company) => !there.has(company))).toEqual([]);
    for (const company of acknowledged.slice(-3)) expect(await (await ask(`${second}/api/companies/${company}`, cookie)).json()).toMatchObject({ name: 'Halyard', role: 'founder' });
    const log = await openLog(database.url);
    expect(await verifyAll(log)).toMatchObject({ kind: 'intact' });
    await log.close();
  });

  test('an address where nobody answers: the start is refused in a sentence without the password', async () => {
    const { child, ended, up, said } = await node('postgres://ann:hunter2@127.0.0.1:1/ledger');
    await Promise.allSettled([ended, up]);
    expect([child.exitCode, said()]).toEqual([1, 'the log at postgres://127.0.0.1:1/ledger cannot be opened: connect ECONNREFUSED 127.0.0.1:1\n']);
  });
});
