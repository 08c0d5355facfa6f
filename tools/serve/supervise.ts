import { type ChildProcess, spawn } from 'node:child_process';

export interface Program { name: string; cwd: string; args: string[]; env: NodeJS.ProcessEnv }

const STOP_WITHIN_MS = 5000;
const RESTARTS_PER_MINUTE = 5;
const preload = new URL('leave-with-parent.mjs', import.meta.url).href;

/** Keeps programs running: one that dies is started again, one that cannot stay up ends them all. */
export class Supervisor {
  readonly #children = new Map<string, ChildProcess>();
  readonly #deaths = new Map<string, number[]>();
  readonly #ended: (code: number) => void;
  #stopping = false;

  constructor(ended: (code: number) => void) { this.#ended = ended; }

  get stopping(): boolean { return this.#stopping; }

  start(program: Program): void {
    const child = spawn(process.execPath, ['--import', preload, ...program.args], { cwd: program.cwd, env: { ...program.env, CAPSTAN_SUPERVISOR: String(process.pid) }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.#children.set(program.name, child);
    child.on('exit', (code, signal) => this.#gone(program, signal ?? `exit code ${code}`));
  }

  #gone(program: Program, how: string): void {
    this.#children.delete(program.name);
    if (this.#stopping) { if (this.#children.size === 0) this.#ended(process.exitCode as number ?? 0); return; }
    const now = Date.now();
    const deaths = [...(this.#deaths.get(program.name) ?? []).filter((at) => now - at < 60_000), now];
    this.#deaths.set(program.name, deaths);
    if (deaths.length > RESTARTS_PER_MINUTE) {
      console.error(`${program.name} ended ${deaths.length} times within a minute (${how}); stopping.`);
      this.stop(1);
      return;
    }
    console.error(`${program.name} ended (${how}); starting it again.`);
    setTimeout(() => { if (!this.#stopping) this.start(program); }, 100 * 2 ** (deaths.length - 1));
  }

  /** Asks every program to end, and after five seconds makes it. */
  stop(code: number): void {
    if (this.#stopping) return;
    this.#stopping = true;
    process.exitCode = code;
    if (this.#children.size === 0) { this.#ended(code); return; }
    for (const child of this.#children.values()) child.kill('SIGTERM');
    setTimeout(() => { for (const child of this.#children.values()) child.kill('SIGKILL'); }, STOP_WITHIN_MS).unref();
  }
}
