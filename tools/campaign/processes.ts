import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../serve/ports.ts';

const ROOT = resolve(import.meta.dirname, '../..');
export const ORIGIN = 'http://localhost:3000';
const PATIENCE_MS = 300_000;

/** What the campaign has started ends with it, however it ends. */
const started = new Set<ChildProcess>();
process.once('exit', () => { for (const child of started) child.kill('SIGKILL'); });
for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143]] as const) process.once(signal, () => process.exit(code));

/** A process that is killed and started again, over and over. Its last words are kept for whoever asks why. */
class Mortal {
  protected child: ChildProcess | undefined;
  readonly words: string[] = [];
  readonly #cwd: string;
  readonly #args: readonly string[];
  readonly #env: NodeJS.ProcessEnv;
  constructor(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv) { this.#cwd = cwd; this.#args = args; this.#env = env; }

  get pid(): number | undefined { return this.child?.pid; }
  get running(): boolean { return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null; }

  spawn(): void {
    this.child = spawn(process.execPath, this.#args, { cwd: this.#cwd, env: { ...process.env, ...this.#env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const { child } = this;
    started.add(child);
    child.once('exit', () => started.delete(child));
    for (const stream of [this.child.stdout!, this.child.stderr!]) stream.on('data', (chunk: Buffer) => { this.words.push(String(chunk)); });
  }

  /** Bytes of memory that it holds, and how many sockets are open in it. */
  get memory(): number { return 1024 * Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${this.pid}/status`, 'utf8'))?.[1]); }
  get sockets(): number { return readdirSync(`/proc/${this.pid}/fd`).filter((file) => linkOf(`/proc/${this.pid}/fd/${file}`).startsWith('socket:')).length; }

  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    if (!this.running) return;
    const gone = once(this.child!, 'exit');
    this.child!.kill(signal);
    await gone;
  }
}

/** The API's build, copied: a build that is made meanwhile does not change what the campaign strikes. */
let built: string | undefined;
function builtApi(): string {
  if (built !== undefined) return built;
  const folder = mkdtempSync(join(ROOT, 'node_modules/.campaign-'));
  cpSync(resolve(ROOT, 'apps/api/dist'), folder, { recursive: true, filter: (file) => !file.endsWith('.map') });
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return (built = join(folder, 'main.mjs'));
}

/** The API as it is served, on one port for all its lives. */
export class Api extends Mortal {
  readonly url: string;
  private constructor(port: number, env: NodeJS.ProcessEnv) {
    super(resolve(ROOT, 'apps/api'), [builtApi()], { CAPSTAN_ORIGIN: ORIGIN, CAPSTAN_RATE_LIMIT: 'off', NODE_ENV: 'production', API_PORT: String(port), ...env });
    this.url = `http://127.0.0.1:${port}`;
  }

  static async over(env: NodeJS.ProcessEnv): Promise<Api> { return new Api((await freePort(0))!, env); }

  /** Starts it; resolves when it answers. Throws with its words when it ends instead. */
  async start(): Promise<void> {
    this.spawn();
    for (const late = Date.now() + PATIENCE_MS; Date.now() < late; await sleep(20)) {
      if (await fetch(`${this.url}/api/health`).then((r) => r.ok, () => false)) return;
      if (!this.running) throw new Error(`the API ended at its start: ${this.words.slice(-5).join('')}`);
    }
    throw new Error('the API did not answer within five minutes');
  }

  /** Resolves once the read models have seen all there is. */
  async caughtUp(): Promise<void> {
    for (const late = Date.now() + PATIENCE_MS; Date.now() < late; await sleep(50)) {
      const ready = await fetch(`${this.url}/api/ready`).then((r) => (r.ok ? r.json() : undefined), () => undefined) as { lag: number } | undefined;
      if (ready?.lag === 0) return;
    }
    throw new Error('the read models did not catch up within five minutes');
  }
}

/** A trainer for an API. */
export class Trainer extends Mortal {
  constructor(api: Api, env: NodeJS.ProcessEnv) { super(ROOT, ['apps/trainer/src/main.ts'], { ...env, CAPSTAN_API_URL: api.url }); }

  /** Its process of a run, if one is under way. */
  runProcess(): number | undefined { return childrenOf(this.pid).find(({ args }) => args.includes('run-process'))?.pid; }
}

function linkOf(file: string): string {
  try {
    return readlinkSync(file);
  } catch {
    return '';
  }
}

interface Running { readonly pid: number; readonly parent: number; readonly args: string }

/** Every process of this machine, from /proc; what ends while it is looked at is left out. */
function processes(): Running[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      return [{ pid: Number(name), parent: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]), args: readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ') }];
    } catch {
      return [];
    }
  });
}

const childrenOf = (pid: number | undefined): Running[] => (pid === undefined ? [] : processes().filter((p) => p.parent === pid));

/** Processes of runs that nobody looks after any more and that work on this folder. */
export const orphans = (seen: ReadonlySet<number>): Running[] => processes().filter((p) => seen.has(p.pid) && p.args.includes('run-process'));
