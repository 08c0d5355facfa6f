import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPostgresPool } from '@capstan/event-log';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { testDatabase } from '../../../libs/event-log/test/postgres/database.ts';
import { noPostgres } from '../../../libs/event-log/test/postgres/programs.ts';
import { type Guesser, guessRules, Guesses } from '../src/access/guesses.ts';
import { type Identity, openIdentity } from '../src/access/identity.ts';
import { companyRoom } from '../src/company/company.module.ts';
import { IDENTITY_SCHEMA } from '../src/access/identity-db.ts';
import { settingsFrom } from '../src/settings.ts';
import { type Answer, startApi, type TestApi } from './app.ts';

// hashing passwords takes its time on a busy machine
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
const PASSWORD = 'correct horse battery';
const cookieOf = ({ headers }: Answer) => [headers['set-cookie']].flat().map((c) => String(c).split(';')[0]).join('; ');
const browserOf = (answer: Answer) => /capstan\.browser=[^;]+/.exec(cookieOf(answer))![0];
const emptied = (folder: string) => rmSync(folder, { recursive: true, force: true, maxRetries: 50 });

/** Two starts on the same accounts: one after the other over a folder, side by side over PostgreSQL. */
interface House { readonly first: TestApi; another(): Promise<TestApi>; done(): Promise<void> }

function guessing(start: () => Promise<House>) {
  let house: House, api: TestApi, identity: Identity;
  let from = 0;
  /** Each request comes from an address of its own unless said otherwise. */
  const address = () => `203.0.113.${++from}`;
  beforeAll(async () => { house = await start(); api = house.first; identity = await openIdentity(api.settings); });
  afterAll(async () => { await identity?.db.close(); await house?.done(); });
  const ask = (path: string, body: object, { at = address(), cookie = '', by = api }: { at?: string; cookie?: string; by?: TestApi } = {}) =>
    by.nobody.post(`/api/auth/${path}`, body, { 'x-forwarded-for': at, ...(cookie && { cookie, origin: 'http://localhost:3000' }) });
  const signIn = (email: string, password = PASSWORD, over = {}) => ask('sign-in/email', { email, password }, over);
  const codes = async (...asked: Promise<Answer>[]) => (await Promise.all(asked)).map(({ status }) => status);
  /** So many tries as if made tomorrow: their window is open for as long as the test may take. */
  async function tried(rule: Guesser['rule'], who: string, times: number = guessRules[rule].tries): Promise<void> {
    const guesses = new Guesses(identity.db, () => Date.now() + 86_400_000);
    for (let i = 0; i < times; i++) await guesses.count([{ rule, who }]);
  }

  test('a browser that the account was signed in on is counted by itself: nobody else can shut its owner out', async () => {
    const [{ email }, other] = [await api.signUp(), await api.signUp()];
    const first = await signIn(email);
    expect(first.headers['set-cookie']).toContainEqual(expect.stringMatching(/^capstan\.browser=.*Path=\/; HttpOnly; SameSite=Lax$/));
    const own = browserOf(first);
    await tried('account', email);
    await tried('account', other.email);
    expect(await codes(signIn(email), signIn(email.toUpperCase()), signIn(email, PASSWORD, { cookie: `${own.slice(0, -4)}beef` }), signIn(other.email, PASSWORD, { cookie: own }))).toEqual([429, 429, 429, 429]);
    const at = address();
    await tried('address', at);
    expect((await signIn(email, PASSWORD, { cookie: own, at })).status).toBe(200);
    await tried('browser', own.slice('capstan.browser='.length).split('.')[0]!, 9);
    expect([(await signIn(email, 'wrong wrong wrong', { cookie: own })).status, (await signIn(email, PASSWORD, { cookie: own })).status]).toEqual([401, 429]);
  });

  test('a new password ends known browsers; the one that set it, by a link too, is known', async () => {
    const { email } = await api.signUp();
    const old = browserOf(await signIn(email));
    const token = await identity.resetToken(email);
    await tried('account', email);
    const reset = await ask('reset-password', { token, newPassword: 'seven green bicycles' });
    expect(await codes(signIn(email, 'seven green bicycles', { cookie: old }), signIn(email, 'seven green bicycles', { cookie: browserOf(reset) }))).toEqual([429, 200]);
  });

  test('whoever has a session guesses its password no faster, from however many addresses', async () => {
    const { email, headers } = await api.signUp();
    const cookie = /capstan\.session_token=[^;]+/.exec(headers['cookie']!)![0];
    await tried('account', email, 9);
    for (const status of [400, 429]) expect((await ask('two-factor/enable', { password: 'wrong wrong wrong' }, { cookie })).status).toBe(status);
    for (const path of ['two-factor/disable', 'two-factor/generate-backup-codes', 'change-password']) expect((await ask(path, { password: PASSWORD, currentPassword: PASSWORD, newPassword: 'seven green bicycles' }, { cookie })).status).toBe(429);
  });

  test('wrong secrets of a program count for its token and address, others for the address; no other program is stopped', async () => {
    const founder = await api.signUp();
    const company = await api.found(founder);
    const make = async () => (await founder.post(`/api/companies/${company}/tokens`, { name: 'Night job', scopes: ['company:read'], expiresOn: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10) })).body as { id: string; secret: string };
    const [one, two] = [await make(), await make()];
    const at = address();
    await tried('bearer', `${at} ${one.id}`, guessRules.bearer.tries - 1);
    await tried('bearer', `${at} `);
    const read = async (secret: string, from_ = at) => (await api.nobody.get(`/api/companies/${company}`, { authorization: `Bearer ${secret}`, 'x-forwarded-for': from_ })).status;
    expect([await read(one.secret), await read(one.secret.replace(/.{4}$/, 'beef')), await read(one.secret), await read(two.secret), await read(one.secret, address())]).toEqual([200, 401, 429, 200, 200]);
    expect([await read('made-up'), await read('made-up', address())]).toEqual([429, 401]);
  });

  test('links and codes count for their address; what was tried is remembered after a restart and by every node', async () => {
    const at = address();
    const { email } = await api.signUp();
    await tried('account', email);
    await tried('address', at, 8);
    expect([(await ask('reset-password', { token: 'made-up', newPassword: 'seven green bicycles' }, { at })).status, (await ask('two-factor/verify-totp', { code: '000000' }, { at })).status]).toEqual([400, 401]);
    const by = await house.another();
    for (const path of ['reset-password', 'two-factor/verify-totp', 'two-factor/verify-backup-code']) expect((await ask(path, { token: 'made-up', code: '000000', newPassword: 'seven green bicycles' }, { at, by })).body).toMatchObject({ status: 429, code: 'too-many-tries' });
    expect((await signIn(email, PASSWORD, { by })).body).toMatchObject({ status: 429, code: 'too-many-tries', values: { seconds: expect.any(Number) } });
  });
}

describe('guessing, over a restart on SQLite', () => { guessing(async () => {
  const data = mkdtempSync(join(tmpdir(), 'capstan-guessing-'));
  const open: TestApi[] = [];
  const start = async () => { open.push(await startApi([companyRoom], { data, rateLimit: true })); return open.at(-1)!; };
  return {
    first: await start(),
    async another() { await open.pop()!.close(); return start(); },
    async done() { for (const api of open) await api.close(); emptied(data); },
  };
}); });

describe.skipIf(noPostgres)(`guessing, with two nodes on PostgreSQL${noPostgres ? ` (${noPostgres})` : ''}`, () => { guessing(async () => {
  const database = await testDatabase();
  const [first, second] = await Promise.all([1, 2].map(() => startApi([companyRoom], { log: database.url, rateLimit: true })));
  return { first: first!, another: async () => second!, async done() { for (const api of [first!, second!]) await api.close(); await database.drop(); } };
}); });

function counting(open: () => Promise<{ identities: Identity[]; kept(): Promise<unknown[]>; done(): Promise<void> }>) {
  test('a window begins with its first try and ends however much is tried in it; then nothing of it is kept', async () => {
    const { identities, kept, done } = await open();
    let now = Date.parse('2026-11-23T12:00:00Z');
    const [one, two] = identities.map(({ db }) => new Guesses(db, () => now));
    const ann = [{ rule: 'account', who: 'ann@example.com' }] as const;
    const outcome = (tries: Promise<void>) => tries.then(() => 'counted', (error: { problem?: { values?: unknown } }) => error.problem?.values ?? error);
    const { tries, within } = guessRules.account;
    const all = await Promise.all(Array.from({ length: 16 }, (_, i) => outcome((i % 2 ? one : two)!.count(ann))));
    expect(all.filter((one_) => one_ === 'counted')).toHaveLength(tries);
    now += within - 1000;
    expect(await outcome(two!.count(ann))).toEqual({ seconds: 1 });
    expect(JSON.stringify(await kept())).not.toContain('ann@');
    now += 1000;
    expect(await outcome(one!.count(ann))).toBe('counted');
    expect(await kept()).toMatchObject([{ tries: 1 }]);
    await two!.right(ann);
    now += within;
    await one!.count([{ rule: 'address', who: '203.0.113.1' }]);
    expect(await kept()).toHaveLength(1);
    await done();
  });
}

describe('counting in SQLite', () => { counting(async () => {
  const data = mkdtempSync(join(tmpdir(), 'capstan-guesses-'));
  const identity = await openIdentity({ ...settingsFrom({}), data });
  const kept = () => identity.db.ask((function* () { return (yield { sql: 'SELECT * FROM guess', params: [] }).rows; })());
  return { identities: [identity, identity], kept, async done() { await identity.db.close(); emptied(data); } };
}); });

describe.skipIf(noPostgres)(`counting in PostgreSQL, by two nodes${noPostgres ? ` (${noPostgres})` : ''}`, () => { counting(async () => {
  const database = await testDatabase();
  const folders = [1, 2].map(() => mkdtempSync(join(tmpdir(), 'capstan-guesses-')));
  const identities = await Promise.all(folders.map((data) => openIdentity({ ...settingsFrom({}), data, log: database.url })));
  const pool = await openPostgresPool(database.url, IDENTITY_SCHEMA);
  return {
    identities, kept: async () => (await pool.query('SELECT * FROM guess')).rows,
    async done() { await pool.end(); for (const { db } of identities) await db.close(); await database.drop(); for (const folder of folders) emptied(folder); },
  };
}); });
