import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { oneTimeCode } from './one-time-code.ts';

// a process is started and passwords are hashed, on a machine that may be busy
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const root = resolve(import.meta.dirname, '../../..');
const data = mkdtempSync(join(tmpdir(), 'capstan-said-'));
const origin = 'http://localhost:3000';
let child: ChildProcess, url: string, said = '';

beforeAll(async () => {
  const env = { ...process.env, CAPSTAN_DATA: data, API_PORT: '0', CAPSTAN_ORIGIN: origin, CAPSTAN_LOG_LEVEL: 'trace', CAPSTAN_METRICS_TOKEN: 'metrics-secret-0123456789' };
  child = spawn(process.execPath, ['--import', '@oxc-node/core/register', 'src/main.ts'], { cwd: resolve(import.meta.dirname, '..'), env, stdio: ['ignore', 'pipe', 'pipe'] });
  url = await new Promise<string>((answer, fail) => {
    const hear = (chunk: Buffer) => {
      said += String(chunk);
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (found) answer(found);
    };
    child.stdout!.on('data', hear);
    child.stderr!.on('data', hear);
    child.once('exit', () => fail(new Error(`the API ended: ${said}`)));
  });
});
afterAll(() => { child.kill('SIGKILL'); rmSync(data, { recursive: true, force: true, maxRetries: 50 }); });

interface Heard { readonly status: number; readonly cookie: string; readonly body: any } // oxlint-disable-line typescript/no-explicit-any -- tests read what they expect

async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Heard> {
  const answer = await fetch(url + path, { method, headers: { origin, ...(body !== undefined && { 'content-type': 'application/json' }), ...headers }, ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }) });
  return { status: answer.status, cookie: answer.headers.getSetCookie().map((c) => c.split(';')[0]).join('; '), body: await answer.json().catch(() => undefined) };
}

/** Signs up, in, with a second factor, wrongly and out; makes, uses and revokes a token; records salaries; breaks things. Answers what nobody may find in a log. */
async function live(): Promise<Record<string, string>> {
  const [name, email, password, wrong, next] = ['Wilhelmina Quastenflosser', 'wilhelmina.q@example.com', 'crimson walrus parade', 'azure walrus parade', 'ochre walrus parade'];
  const { cookie: first } = await ask('POST', '/api/auth/sign-up/email', { name, email, password });
  await ask('POST', '/api/auth/sign-in/email', { email, password: wrong });
  await ask('POST', '/api/auth/sign-up/email', { name, email, password: 'password1234' });
  const { body: { totpURI, backupCodes } } = await ask('POST', '/api/auth/two-factor/enable', { password }, { cookie: first });
  const { cookie: second } = await ask('POST', '/api/auth/two-factor/verify-totp', { code: oneTimeCode(totpURI) }, { cookie: first });
  const { cookie: challenge } = await ask('POST', '/api/auth/sign-in/email', { email, password });
  const { cookie: third } = await ask('POST', '/api/auth/two-factor/verify-backup-code', { code: backupCodes[0] }, { cookie: challenge });
  const link = execFileSync(process.execPath, [join(root, 'tools/accounts.ts'), 'reset', email], { encoding: 'utf8', env: { ...process.env, CAPSTAN_DATA: data } });
  const reset = new URL(link.split('\n')[0]!).searchParams.get('token')!;
  const { cookie } = { cookie: third };
  const { body: { company } } = await ask('POST', '/api/companies', { name: 'Halyard', currency: 'EUR', country: 'DE', foundedOn: '2024-01-01' }, { cookie });
  const here = `/api/companies/${company}`;
  const hire = { name: 'Bartholomew Finkelstein', role: 'ML engineer', team: 'Engineering', country: 'DE', startsOn: '2026-01-01', salary: { amount: 7_654_321, currency: 'EUR' } };
  await ask('POST', `${here}/team/hires`, hire, { cookie });
  await ask('POST', `${here}/team/hires`, { ...hire, salary: { amount: 7_654_321, currency: 'nonsense' } }, { cookie });
  await ask('GET', `${here}/team/people`, undefined, { cookie });
  const expiresOn = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
  const { body: token } = await ask('POST', `${here}/tokens`, { name: 'Night job', scopes: ['team:read', 'salaries:read'], expiresOn }, { cookie });
  const { body: invitation } = await ask('POST', `${here}/invitations`, { email: 'guest.of.wilhelmina@example.com', role: 'investor' }, { cookie });
  await ask('GET', `/api/invitations/${invitation.id}`, undefined, { cookie });
  await ask('GET', `${here}/ledger/events?text=Finkelstein`, undefined, { cookie });
  for (const bearer of [token.secret, `${token.secret.slice(0, -4)}0000`]) await ask('GET', `${here}/team/people`, undefined, { authorization: `Bearer ${bearer}` });
  await ask('GET', '/api/metrics', undefined, { authorization: 'Bearer metrics-secret-0123456789' });
  await ask('POST', `${here}/team/hires`, `{"name":"Bartholomew Finkelstein","salary":`, { cookie, 'content-type': 'application/json' });
  await ask('POST', '/api/companies', { name: 'Evil' }, { cookie, origin: 'https://evil.example' });
  await ask('POST', '/api/auth/reset-password', { token: reset, newPassword: next });
  const kept = (file: string) => readFileSync(join(data, file), 'utf8').trim();
  const value = (cookies: string) => decodeURIComponent(/session_token=([^;]+)/.exec(cookies)![1]!).split('.')[0]!;
  return {
    name, email, password, wrong, next, guest: 'guest.of.wilhelmina', sessionOne: value(first), sessionTwo: value(second || first), sessionThree: value(third), challenge: /two_factor=([^;]+)/.exec(challenge)![1]!,
    totp: new URL(totpURI).searchParams.get('secret')!, recovery: backupCodes[0], otherRecovery: backupCodes[1], reset, token: token.secret, tokenSecret: token.secret.split('_')[2], invitation: invitation.id,
    hire: 'Bartholomew Finkelstein', sought: 'Finkelstein', salary: '7654321', metrics: 'metrics-secret-0123456789', signing: kept('secret'), trainer: kept('trainer-token'), setup: kept('setup-secret'),
  };
}

test('nothing secret and nothing personal is in a log, at its most talkative', async () => {
  const secrets = await live();
  for (const [what, secret] of Object.entries(secrets)) if (secret.length < 6) throw new Error(`${what} is too short to be looked for`);
  // it did speak: each request is in it
  await expect.poll(() => said, { timeout: 60_000 }).toContain('/api/auth/reset-password');
  expect(said).toContain('/team/people');
  const files = readdirSync(data, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(log|txt|out|err)$/.test(file)).map((file) => readFileSync(join(data, file), 'utf8'));
  const all = [said, ...files].join('\n');
  expect(Object.entries(secrets).filter(([, secret]) => all.includes(secret) || all.includes(encodeURIComponent(secret))).map(([what]) => what)).toEqual([]);
});
