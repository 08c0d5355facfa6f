import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';

const data = mkdtempSync(join(tmpdir(), 'capstan-process-'));
const started: ChildProcess[] = [];
afterEach(() => { for (const one of started) if (one.exitCode === null) one.kill('SIGKILL'); });
afterAll(() => rmSync(data, { recursive: true, force: true }));

const ended = (process: ChildProcess) => new Promise<void>((done) => { process.once('exit', () => done()); });

/** The real process over the data folder, on a port of the system's choosing. */
async function start() {
  const env = { ...process.env, CAPSTAN_DATA: data, API_PORT: '0', CAPSTAN_ORIGIN: 'http://localhost:3000', CAPSTAN_RATE_LIMIT: 'off' };
  const child = spawn(process.execPath, ['--import', '@oxc-node/core/register', 'src/main.ts'], { cwd: resolve(import.meta.dirname, '..'), env, stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  let said = '';
  const url = await new Promise<string>((answer, fail) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += String(chunk);
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (found) answer(found);
    });
    child.stderr.on('data', (chunk: Buffer) => { said += String(chunk); });
    child.once('exit', () => fail(new Error(`the API ended: ${said}`)));
  });
  const ask = (path: string, cookie: string, body?: unknown) => fetch(url + path, {
    method: body ? 'POST' : 'GET', headers: { cookie, origin: 'http://localhost:3000', ...(body ? { 'content-type': 'application/json' } : {}) }, ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { child, ask, said: () => said };
}

test('what was acknowledged survives kill -9; people stay signed in', async () => {
  const before = await start();
  const signedUp = await before.ask('/api/auth/sign-up/email', '', { name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' });
  const cookie = signedUp.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
  const { company } = await (await before.ask('/api/companies', cookie, { name: 'Halyard', currency: 'EUR', country: 'DE', foundedOn: '2024-01-01' })).json() as { company: string };
  before.child.kill('SIGKILL');
  await ended(before.child);
  const after = await start();
  expect(await (await after.ask(`/api/companies/${company}`, cookie)).json()).toMatchObject({ name: 'Halyard', role: 'founder' });
});

test('a stop ends, though a screen is listening, and says nothing of errors', async () => {
  const { child, ask, said } = await start();
  const signedUp = await ask('/api/auth/sign-in/email', '', { email: 'ada@example.com', password: 'correct horse battery' });
  const cookie = signedUp.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
  const { companies } = await (await ask('/api/me', cookie)).json() as { companies: { id: string }[] };
  const screen = await ask(`/api/companies/${companies[0]!.id}/live`, cookie);
  child.kill('SIGTERM');
  await ended(child);
  expect(child.signalCode).toBe('SIGTERM');
  await screen.text().catch(() => '');
  expect(said()).not.toMatch(/error/i);
});

test('secrets are readable by their owner only', () => {
  for (const name of ['secret', 'trainer-token', 'setup-secret']) expect(statSync(join(data, name)).mode & 0o777).toBe(0o600);
});
