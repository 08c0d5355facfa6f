import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type EventLog, openPostgresPool } from '@capstan/event-log';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { testDatabase } from '../../../libs/event-log/test/postgres/database.ts';
import { noPostgres } from '../../../libs/event-log/test/postgres/programs.ts';
import { IDENTITY_SCHEMA } from '../src/access/identity-db.ts';
import { companyRoom } from '../src/company/company.module.ts';
import { STORE } from '../src/ledger/ledger.module.ts';
import { type Answer, type Person, startApi, type TestApi } from './app.ts';
import { oneTimeCode } from './one-time-code.ts';

// signing up hashes passwords, which takes its time on a busy machine; the operator's command is a process
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const PASSWORD = 'correct horse battery';
const origin = 'http://localhost:3000';
const cookieOf = ({ headers }: Answer) => [headers['set-cookie']].flat().map((c) => String(c).split(';')[0]).join('; ');
const root = resolve(import.meta.dirname, '../../..');

/** `kept` is everything that the database of the identities holds. */
interface House { readonly api: TestApi; readonly env: Record<string, string>; kept(): Promise<string>; done(): Promise<void> }

function signingIn(start: () => Promise<House>) {
  let house: House, api: TestApi;
  beforeAll(async () => { house = await start(); ({ api } = house); });
  afterAll(() => house?.done());

  const post = (path: string, body: object, cookie = '') => api.nobody.post(`/api/auth/${path}`, body, { origin, ...(cookie && { cookie }) });
  const signIn = (email: string, password = PASSWORD, cookie = '') => post('sign-in/email', { email, password }, cookie);
  const isIn = async (cookie: string) => (await api.nobody.get('/api/me', { cookie })).status === 200;
  const accounts = (...args: string[]) => execFileSync(process.execPath, [join(root, 'tools/accounts.ts'), ...args], { encoding: 'utf8', env: { ...process.env, ...house.env } });

  /** Somebody whose authenticator is set up: its address, the recovery codes, and their session. */
  async function withSecondFactor(): Promise<{ who: Person; uri: string; codes: string[]; cookie: string }> {
    const who = await api.signUp();
    const enabled = await who.post('/api/auth/two-factor/enable', { password: PASSWORD });
    const { totpURI: uri, backupCodes: codes } = enabled.body as { totpURI: string; backupCodes: string[] };
    const verified = await who.post('/api/auth/two-factor/verify-totp', { code: oneTimeCode(uri) });
    expect(verified.status).toBe(200);
    return { who, uri, codes, cookie: cookieOf(verified) };
  }

  test('a session that somebody planted is worth nothing: signing in makes a new one and ends the one that came along', async () => {
    const attacker = await api.signUp();
    const victim = await api.signUp();
    const answer = await signIn(victim.email, PASSWORD, attacker.headers['cookie']);
    expect(cookieOf(answer)).not.toContain(/session_token=([^;]+)/.exec(attacker.headers['cookie']!)![1]);
    expect([await isIn(cookieOf(answer)), await isIn(attacker.headers['cookie']!)]).toEqual([true, false]);
    expect(await isIn('capstan.session_token=made-up.by-somebody')).toBe(false);
  });

  test('a new password ends all other sessions', async () => {
    const { email, headers } = await api.signUp();
    const elsewhere = cookieOf(await signIn(email));
    const changed = await post('change-password', { currentPassword: PASSWORD, newPassword: 'seven green bicycles', revokeOtherSessions: false }, headers['cookie']);
    expect(changed.status).toBe(200);
    expect([await isIn(elsewhere), await isIn(headers['cookie']!), await isIn(cookieOf(changed))]).toEqual([false, false, true]);
    expect([(await signIn(email)).status, (await signIn(email, 'seven green bicycles')).status]).toEqual([401, 200]);
  });

  test('a password that is short, common, the person\'s own name or the demo\'s is refused wherever one is set', async () => {
    const signUp = async (password: string) => (await post('sign-up/email', { name: 'Maximiliane Okonkwo', email: 'maximiliane@example.com', password })).body.code as string;
    expect(await Promise.all(['elevenchars', 'password1234', 'qwertyuiop12', 'passwordpassword', 'aaaaaaaaaaaaaaaa', 'maximiliane1', 'capstan-demo', 'x'.repeat(129)].map(signUp)))
      .toEqual(['PASSWORD_TOO_SHORT', ...Array<string>(6).fill('password-guessable'), 'PASSWORD_TOO_LONG']);
    const someone = await api.signUp();
    expect((await someone.post('/api/auth/change-password', { currentPassword: PASSWORD, newPassword: 'password1234' })).body).toMatchObject({ status: 400, code: 'password-guessable' });
    expect((await post('reset-password', { token: 'any', newPassword: 'password1234' })).body).toMatchObject({ status: 400, code: 'password-guessable' });
  });

  test('the operator\'s link gives a new password once and ends every session; nothing that opens the door is kept in the clear', async () => {
    const { email, headers } = await api.signUp();
    const url = new URL(accounts('reset', email).split('\n')[0]!);
    expect(url.pathname).toBe('/reset');
    const token = url.searchParams.get('token')!;
    const kept = await house.kept();
    expect([kept.includes(email), kept.includes(token)]).toEqual([true, false]);
    const reset = (newPassword: string) => post('reset-password', { token, newPassword });
    expect((await reset('seven green bicycles')).status).toBe(200);
    expect((await reset('eight green bicycles')).body).toMatchObject({ status: 400, code: 'INVALID_TOKEN' });
    expect([await isIn(headers['cookie']!), (await signIn(email)).status, (await signIn(email, 'seven green bicycles')).status]).toEqual([false, 401, 200]);
    expect(() => accounts('reset', 'nobody@example.com')).toThrow(/nobody signs in here/);
  });

  test('nobody can ask for a reset over the network', async () => {
    const { email } = await api.signUp();
    for (const path of ['request-password-reset', 'forget-password']) expect((await post(path, { email })).status).toBe(404);
  });

  test('a founder\'s link gives a member of this company alone a new password: once, kept in the ledger, the second factor stays', async () => {
    const founder = await api.signUp();
    const company = await api.found(founder);
    const here = `/api/companies/${company}`;
    const member = await api.join(founder, company, 'engineer');
    const { body: { totpURI: uri } } = await member.post('/api/auth/two-factor/enable', { password: PASSWORD });
    const session = cookieOf(await member.post('/api/auth/two-factor/verify-totp', { code: oneTimeCode(uri) }));
    const link = (who = founder, user = member.user, at = here) => who.post(`${at}/members/${user}/password-link`, {});
    const made = [await link(), await link()];
    expect(made.map(({ status }) => status)).toEqual([201, 201]);
    const [token, spare] = made.map(({ body }) => new URL(body.secret).searchParams.get('token')!);
    expect((await house.kept()).includes(token!)).toBe(false);
    expect(Date.parse(made[0]!.body.expiresAt) - Date.now()).toBeLessThanOrEqual(3_600_000);
    const reset = async (secret: string | undefined) => (await post('reset-password', { token: secret, newPassword: 'seven green bicycles' })).status;
    expect([await reset(token), await reset(token), await reset(spare), await isIn(session)]).toEqual([200, 400, 400, false]);
    expect((await signIn(member.email, 'seven green bicycles')).body).toMatchObject({ twoFactorRedirect: true });
    const { log } = api.app.get<{ log: EventLog }>(STORE);
    const kept = (await log.readCompany(company, undefined, 100)).filter(({ type }) => type === 'PasswordLinkMade');
    expect(kept.map(({ meta, data }) => [(JSON.parse(meta) as { actor: string }).actor, JSON.parse(data)])).toEqual(Array(2).fill([founder.user, { member: member.user }]));
    expect(JSON.stringify(kept)).not.toContain(token);
  });

  test('no founder gets into an account that reaches another company, or makes a link for their own', async () => {
    const founder = await api.signUp();
    const company = await api.found(founder);
    const here = `/api/companies/${company}`;
    const [member, engineer] = [await api.join(founder, company, 'investor'), await api.join(founder, company, 'engineer')];
    const link = (who: Person, user: string) => who.post(`${here}/members/${user}/password-link`, {});
    expect((await link(founder, founder.user)).body).toMatchObject({ status: 409, code: 'password-own' });
    expect([(await link(engineer, member.user)).status, (await link(founder, (await api.signUp()).user)).body.code]).toEqual([403, 'member-unknown']);
    // the link was made before the account reached further: joining ends it, whoever holds it
    const before = new URL((await link(founder, member.user)).body.secret).searchParams.get('token');
    await api.found(member, { name: 'Own' });
    expect((await post('reset-password', { token: before, newPassword: 'seven green bicycles' })).body).toMatchObject({ status: 400, code: 'INVALID_TOKEN' });
    expect((await link(founder, member.user)).body).toMatchObject({ status: 409, code: 'password-reaches-further' });
    expect((await signIn(member.email)).status).toBe(200);
  });

  test('with a second factor the password alone opens nothing', async () => {
    const { who, uri } = await withSecondFactor();
    const first = await signIn(who.email);
    expect(first.body).toMatchObject({ twoFactorRedirect: true });
    expect(await isIn(cookieOf(first))).toBe(false);
    const wrong = String((Number(oneTimeCode(uri)) + 1) % 1_000_000).padStart(6, '0');
    expect((await post('two-factor/verify-totp', { code: wrong }, cookieOf(first))).status).toBe(401);
    const second = await post('two-factor/verify-totp', { code: oneTimeCode(uri), trustDevice: true }, cookieOf(first));
    expect(await isIn(cookieOf(second))).toBe(true);
    expect(JSON.stringify(second.headers['set-cookie'])).not.toContain('trust');
    expect((await post('two-factor/verify-totp', { code: oneTimeCode(uri) }, cookieOf(first))).status).toBe(401);
  });

  test('a recovery code opens once; guessing codes comes to an end', async () => {
    const { who, codes, uri } = await withSecondFactor();
    const use = async (code: string) => post('two-factor/verify-backup-code', { code }, cookieOf(await signIn(who.email)));
    expect(codes.length).toBeGreaterThan(5);
    expect([(await use(codes[0]!)).status, (await use(codes[0]!)).status, (await use(codes[1]!)).status]).toEqual([200, 401, 200]);
    const challenge = cookieOf(await signIn(who.email));
    const tries = [];
    for (let n = 0; n < 12; n++) tries.push((await post('two-factor/verify-totp', { code: '000000' }, challenge)).status);
    expect(tries.at(-1)).not.toBe(200);
    expect((await post('two-factor/verify-totp', { code: oneTimeCode(uri) }, challenge)).status).not.toBe(200);
  });

  test('switching it off needs the password; the operator can take it off who lost everything', async () => {
    const { who, cookie } = await withSecondFactor();
    expect((await post('two-factor/disable', { password: 'not the password' }, cookie)).status).toBe(400);
    expect((await signIn(who.email)).body.twoFactorRedirect).toBe(true);
    accounts('second-factor-off', who.email);
    expect(await isIn(cookie)).toBe(false);
    expect(await isIn(cookieOf(await signIn(who.email)))).toBe(true);
  });

  test('a company that asks a second factor of all lets nobody in without one, until they have it', async () => {
    const { who, cookie } = await withSecondFactor();
    const founder = { ...who.headers, cookie };
    const ask = (path: string, method: 'get' | 'put' | 'post' = 'get', body: object = {}) => (method === 'get' ? api.nobody.get(path, founder) : api.nobody[method](path, body, founder));
    const { company } = (await ask('/api/companies', 'post', { name: 'Halyard', currency: 'EUR', country: 'DE', foundedOn: '2024-01-01' })).body;
    const here = `/api/companies/${company}`;
    const member = await api.join({ ...who, headers: founder, post: (url: string, body: unknown) => api.nobody.post(url, body, founder) }, company, 'founder');
    expect((await member.put(`${here}/second-factor`, { required: true })).body).toMatchObject({ status: 409, code: 'second-factor-own-first' });
    expect((await ask(`${here}/second-factor`, 'put', { required: true })).status).toBe(200);
    expect((await ask(here)).body).toMatchObject({ secondFactorRequired: true });
    expect((await member.get(here)).body).toMatchObject({ status: 403, code: 'second-factor-required' });
    expect((await member.get(`${here}/members`)).status).toBe(403);
    expect((await ask(`${here}/members`)).body.map((m: { secondFactor: boolean }) => m.secondFactor)).toEqual([true, false]);
    const { body: { totpURI } } = await member.post('/api/auth/two-factor/enable', { password: PASSWORD });
    const verified = await member.post('/api/auth/two-factor/verify-totp', { code: oneTimeCode(totpURI) });
    expect((await api.nobody.get(here, { cookie: cookieOf(verified) })).status).toBe(200);
    expect((await ask(`${here}/second-factor`, 'put', { required: false })).status).toBe(200);
  });
}

describe('identities in SQLite', () => { signingIn(async () => {
  const api = await startApi([companyRoom]);
  const { data } = api.settings;
  // another process reads the files: closing them in this one would drop SQLite's locks on them
  const kept = async () => execFileSync('cat', readdirSync(data).filter((f) => f.startsWith('identity.db')).map((f) => join(data, f))).toString('latin1');
  return { api, env: { CAPSTAN_DATA: data }, kept, done: () => api.close() };
}); });

describe.skipIf(noPostgres)(`identities in PostgreSQL${noPostgres ? ` (${noPostgres})` : ''}`, () => { signingIn(async () => {
  const database = await testDatabase();
  const api = await startApi([companyRoom], { log: database.url });
  const pool = await openPostgresPool(database.url, IDENTITY_SCHEMA);
  const kept = async () => JSON.stringify(await Promise.all(['user', 'verification', 'session', 'account'].map(async (table) => (await pool.query(`SELECT * FROM "${table}"`)).rows)));
  return { api, env: { CAPSTAN_DATA: api.settings.data, CAPSTAN_LOG: database.url }, kept, done: async () => { await pool.end(); await api.close(); await database.drop(); } };
}); });
