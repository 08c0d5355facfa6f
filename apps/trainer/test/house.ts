import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { RequestRunBody, RunView } from '@capstan/training';
import type { z } from 'zod';

const ROOT = resolve(import.meta.dirname, '../../..');
const ORIGIN = 'http://localhost:3000';
/** Short leases, so that a lapse takes four seconds; shorter ones lapse on a busy machine though nobody died. */
const LEASE_SECONDS = '4';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

export async function until<T>(what: string, ask: () => Promise<T> | T, holds: (answer: T) => boolean, withinMs = 120_000): Promise<T> {
  for (const end = Date.now() + withinMs; ;) {
    const answer = await ask();
    if (holds(answer)) return answer;
    if (Date.now() > end) throw new Error(`${what}: not within ${withinMs} ms; last: ${JSON.stringify(answer)?.slice(0, 2000)}`);
    await new Promise((done) => { setTimeout(done, 100); });
  }
}

export const alive = (pid: number): boolean => { try { process.kill(pid, 0); return true; } catch { return false; } };
export const childrenOf = (pid: number): number[] => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);

function someText(): string {
  const words = ['anchor', 'bell', 'capstan', 'deck', 'ebb', 'fathom', 'gale', 'halyard', 'keel', 'lee', 'mast', 'oar'];
  let state = 7;
  return Array.from({ length: 700 }, () => words[(state = (state * 1103515245 + 12345) % 2 ** 31) % words.length]).join(' ');
}
export const TEXT_LENGTH = someText().length;

/** A real API process, real trainers, and an engineer who talks to them over HTTP; all on a folder of their own. */
export class House {
  readonly data = mkdtempSync(join(tmpdir(), 'capstan-trainer-'));
  private readonly processes = new Set<ChildProcess>();
  private port = 0;
  private api: ChildProcess | undefined;
  private cookie = '';
  company = '';

  async open(): Promise<this> {
    this.port = await freePort();
    await this.startApi();
    const signUp = await this.fetch('POST', '/auth/sign-up/email', { name: 'Eng', email: 'eng@example.com', password: 'correct horse battery' });
    this.cookie = signUp.headers.getSetCookie().map((c) => c.split(';')[0]).join('; ');
    this.company = (await this.post<{ company: string }>('/companies', { name: 'Halyard', currency: 'EUR', country: 'DE', foundedOn: '2024-01-01' })).company;
    // One cent a second, so that every run costs something.
    await this.put('training/machine', { pricePerHour: { amount: 3600, currency: 'EUR' }, watts: 100, pue: 1.2 });
    return this;
  }

  async startApi(): Promise<void> {
    this.api = this.run(['--import', '@oxc-node/core/register', 'apps/api/src/main.ts'], { API_PORT: String(this.port), CAPSTAN_ORIGIN: ORIGIN, CAPSTAN_RATE_LIMIT: 'off', CAPSTAN_LEASE_SECONDS: LEASE_SECONDS });
    await until('the API answers', () => fetch(`http://127.0.0.1:${this.port}/api/me`).then(() => true, () => false), Boolean);
  }

  async stopApi(): Promise<void> { await this.end(this.api!, 'SIGTERM'); }

  trainer(env: Record<string, string> = {}): ChildProcess { return this.run(['apps/trainer/src/main.ts'], { CAPSTAN_API_URL: `http://127.0.0.1:${this.port}`, CAPSTAN_TRAINER_SLOTS: '1', ...env }); }

  /** A trainer on another machine: it has an address, a token, and a folder of its own. */
  trainerAway(folder: string): ChildProcess {
    return this.trainer({ CAPSTAN_DATA: folder, CAPSTAN_TRAINER_TOKEN: readFileSync(join(this.data, 'trainer-token'), 'utf8').trim(), CAPSTAN_CHECKPOINT_SECONDS: '1' });
  }

  async end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
    this.processes.delete(child);
  }

  /** A text of some thousand characters, words in a shuffled order: no window of it stands there twice. Answers the dataset's id. */
  async addText(): Promise<string> {
    return (await this.post<{ id: string }>(this.of('training/datasets'), { name: 'Foxes', kind: 'text', content: someText(), synthetic: true })).id;
  }

  /** A tiny LSTM: an epoch takes a fraction of a second. */
  async request(dataset: string, over: Partial<z.input<typeof RequestRunBody>> = {}): Promise<string> {
    const body = { name: 'Foxes', dataset: { dataset }, model: { kind: 'lstm', units: 8, embedding: 4, sequence: 16 }, epochs: 2, ...over };
    return (await this.post<{ id: string }>(this.of('training/runs'), body)).id;
  }

  look(run: string): Promise<RunView> { return this.get(`training/runs/${run}`); }
  stop(run: string): Promise<unknown> { return this.order(run, 'stop'); }
  order(run: string, what: 'stop' | 'pause' | 'resume'): Promise<unknown> { return this.post(this.of(`training/runs/${run}/${what}`), {}); }

  /** The lines of compute spend that are this run's cost, once there is one; there must not be two. */
  async costs(run: string): Promise<{ amount: { amount: number } }[]> {
    const of = async () => (await this.get<{ run: string | null; amount: { amount: number } }[]>('compute/spend-lines')).filter((line) => line.run === run);
    await until('the cost is in the ledger', of, (lines) => lines.length > 0);
    await new Promise((done) => { setTimeout(done, 300); });
    return of();
  }

  artifacts(): string[] { return readdirSync(join(this.data, 'artifacts')); }

  async close(): Promise<void> {
    for (const child of this.processes) if (child.exitCode === null && child.signalCode === null) await this.end(child, 'SIGKILL');
    // a run's process, whose trainer was killed, may still write
    rmSync(this.data, { recursive: true, force: true, maxRetries: 50 });
  }

  get<T>(path: string): Promise<T> { return this.json('GET', this.of(path)); }
  put<T>(path: string, body: object): Promise<T> { return this.json('PUT', this.of(path), body); }
  post<T>(path: string, body: object): Promise<T> { return this.json('POST', path, body); }

  private of(path: string): string { return `/companies/${this.company}/${path}`; }

  private async json<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = await this.fetch(method, path, body);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return JSON.parse(text) as T;
  }

  private fetch(method: string, path: string, body?: object): Promise<Response> {
    const headers = { origin: ORIGIN, cookie: this.cookie, ...(body && { 'content-type': 'application/json' }) };
    return fetch(`http://127.0.0.1:${this.port}/api${path}`, { method, headers, body: body && JSON.stringify(body) });
  }

  private run(args: string[], env: Record<string, string>): ChildProcess {
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, CAPSTAN_DATA: this.data, ...env } });
    this.processes.add(child);
    return child;
  }
}
