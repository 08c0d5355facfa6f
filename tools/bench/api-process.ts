import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const API = resolve(import.meta.dirname, '../../apps/api');
const ORIGIN = 'http://localhost:3000';

/** The API as it is served, over an empty data folder, with a signed-in founder and a company. */
export interface RunningApi {
  /** Milliseconds from the start of the process to the address it printed. */
  readonly startMs: number;
  readonly company: string;
  readonly url: string;
  readonly data: string;
  /** Asks as the founder; throws unless the answer is a success. */
  readonly ask: (method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) => Promise<unknown>;
  readonly stop: () => Promise<void>;
}

/** Starts the production bundle where there is one, else the sources. */
export async function startApi(): Promise<RunningApi> {
  const data = mkdtempSync(join(tmpdir(), 'capstan-bench-api-'));
  const args = existsSync(join(API, 'dist/main.mjs')) ? ['dist/main.mjs'] : ['--import', '@oxc-node/core/register', 'src/main.ts'];
  const begun = performance.now();
  const child = spawn(process.execPath, args, { cwd: API, env: { ...process.env, CAPSTAN_DATA: data, API_PORT: '0', CAPSTAN_ORIGIN: ORIGIN, NODE_ENV: 'production' }, stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await printedAddress(child);
  const startMs = performance.now() - begun;
  let cookie = '';
  const send = (method: string, path: string, body?: unknown) => fetch(url + path, {
    method, headers: { cookie, origin: ORIGIN, ...(body !== undefined && { 'content-type': 'application/json' }) }, ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await send(method, path, body);
    const said: unknown = await answer.json();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(said)}`);
    return said;
  };
  const signedUp = await send('POST', '/api/auth/sign-up/email', { name: 'Bench', email: 'bench@example.com', password: 'correct horse battery' });
  cookie = signedUp.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
  const { company } = await ask('POST', '/api/companies', { name: 'Bench', currency: 'EUR', country: 'DE', foundedOn: '2024-01-01' }) as { company: string };
  return { startMs, company, url, data, ask, stop: () => stop(child, data) };
}

const printedAddress = (child: ChildProcess) => new Promise<string>((found, failed) => {
  child.stdout!.on('data', (chunk: Buffer) => {
    const url = /http:\/\/[\d.]+:\d+/.exec(String(chunk))?.[0];
    if (url) found(url);
  });
  child.once('exit', (code) => failed(new Error(`the API ended with ${code} before it answered`)));
});

async function stop(child: ChildProcess, data: string): Promise<void> {
  const gone = new Promise<void>((done) => { child.once('exit', () => done()); });
  child.kill('SIGTERM');
  await gone;
  rmSync(data, { recursive: true, force: true });
}
