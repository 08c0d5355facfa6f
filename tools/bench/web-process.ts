import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { answers, freePort } from '../serve/ports.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const WEB = join(ROOT, 'apps/web');
const API = join(ROOT, 'apps/api');

/** The built web in front of the API, both over an empty data folder, and the cookies of a founder with a company. */
export interface RunningWeb {
  readonly origin: string;
  readonly company: string;
  readonly cookie: string;
  /** The API behind it and its data folder: what a trainer is told. */
  readonly url: string;
  readonly data: string;
  /** Asks the API as the founder; answers the body, throws on anything but a success. */
  readonly ask: (method: string, path: string, body?: unknown) => Promise<unknown>;
  readonly stop: () => Promise<void>;
}

/** Starts what `npm start` has built. Throws when the web was not built: nothing else would be worth measuring. */
export async function startWeb(): Promise<RunningWeb> {
  const built = process.env['CAPSTAN_NEXT_DIST'] ?? '.next';
  if (!existsSync(join(WEB, built, 'BUILD_ID'))) throw new Error('the web is not built: run npm start or npm test once');
  const data = mkdtempSync(join(tmpdir(), 'capstan-bench-web-'));
  const [apiPort, port] = [await freePort(0), await freePort(0)];
  const origin = `http://localhost:${port}`;
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', CAPSTAN_DATA: data, API_PORT: String(apiPort), CAPSTAN_ORIGIN: origin, CAPSTAN_API_URL: `http://127.0.0.1:${apiPort}` };
  const start = (cwd: string, args: string[]) => spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'ignore', 'inherit'] });
  const children = [
    start(API, existsSync(join(API, 'dist/main.mjs')) ? ['dist/main.mjs'] : ['--import', '@oxc-node/core/register', 'src/main.ts']),
    start(WEB, [join(ROOT, 'node_modules/next/dist/bin/next'), 'start', '-H', '127.0.0.1', '-p', String(port)]),
  ];
  const stop = async () => { await Promise.all(children.map(end)); rmSync(data, { recursive: true, force: true }); };
  const ended = () => children.some((child) => child.exitCode !== null);
  try {
    for (const url of [`http://127.0.0.1:${apiPort}/api/openapi.json`, `${origin}/sign-in`]) if (!(await answers(url, ended))) throw new Error(`${url} never answered`);
    const { cookie, company } = await founder(origin);
    return { origin, stop, cookie, company, data, url: env.CAPSTAN_API_URL, ask: asking(origin, cookie) };
  } catch (error) {
    await stop();
    throw error;
  }
}

const asking = (origin: string, cookie: string): RunningWeb['ask'] => async (method, path, body) => {
  const answer = await fetch(origin + path, { method, headers: { origin, cookie, ...(body !== undefined && { 'content-type': 'application/json' }) }, ...(body !== undefined && { body: JSON.stringify(body) }) });
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}`);
  return answer.json();
};

async function founder(origin: string): Promise<{ cookie: string; company: string }> {
  const post = (path: string, body: object, cookie = '') => fetch(`${origin}/api${path}`, { method: 'POST', headers: { 'content-type': 'application/json', origin, cookie }, body: JSON.stringify(body) });
  const signedUp = await post('/auth/sign-up/email', { name: 'Bench', email: 'bench@example.com', password: 'correct horse battery' });
  const cookie = signedUp.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
  const founded = await post('/companies', { name: 'Bench', currency: 'EUR', country: 'DE', foundedOn: '2024-01-01' }, cookie);
  if (!founded.ok) throw new Error(`founding answered ${founded.status}`);
  return { cookie, company: ((await founded.json()) as { company: string }).company };
}

const end = (child: ChildProcess) => new Promise<void>((gone) => {
  if (child.exitCode !== null) return gone();
  child.once('exit', () => gone());
  child.kill('SIGTERM');
});
