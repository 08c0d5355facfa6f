import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { postgresPrograms } from './programs.ts';

const run = promisify(execFile);
/** PostgreSQL refuses to run as root; files and processes of the test's server belong to this user then ("nobody" everywhere). */
const NOBODY = 65534;
const account = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
const START_TRIES = 1200;
/** The server ends with its first line on stdin, which names the signal, or when stdin closes because whoever started it is gone. */
const KEEPER = '"$0" "$@" & read -r how; kill -s "${how:-QUIT}" $! 2>/dev/null; wait $!';

export interface ServerPlace {
  /** Where its folder is made: a small disk, say. */
  readonly below?: string;
  /** More of an environment for its processes. */
  readonly env?: NodeJS.ProcessEnv;
  /** More of its own settings, such as `work_mem=8MB`. */
  readonly settings?: readonly string[];
}

/** A server of our own in a temporary folder, reached over loopback. */
export class PostgresServer {
  readonly folder: string;
  readonly port: number;
  readonly #programs: string;
  readonly #place: ServerPlace;
  #keeper: ChildProcess | undefined;

  private constructor(programs: string, folder: string, port: number, place: ServerPlace) {
    this.#programs = programs;
    this.folder = folder;
    this.port = port;
    this.#place = place;
  }

  /** Makes a cluster and starts its server; resolves when it answers. */
  static async start(place: ServerPlace = {}): Promise<PostgresServer> {
    const folder = mkdtempSync(join(place.below ?? tmpdir(), 'capstan-postgres-'));
    try {
      if (account.uid !== undefined) chownSync(folder, account.uid, account.gid);
      const programs = postgresPrograms(folder);
      await run(join(programs, 'initdb'), ['-D', join(folder, 'data'), '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N'], { ...account, cwd: folder });
      const server = new PostgresServer(programs, folder, await freePort(), place);
      await server.up();
      return server;
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  url(database = 'postgres'): string { return `postgres://postgres@127.0.0.1:${this.port}/${database}`; }

  /** Starts the server (again) and waits until it answers. */
  async up(): Promise<void> {
    const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', 'shared_buffers=64MB', ...(this.#place.settings ?? [])];
    const args = ['-D', join(this.folder, 'data'), '-p', String(this.port), ...settings.flatMap((one) => ['-c', one])];
    const keeper = spawn('sh', ['-c', KEEPER, join(this.#programs, 'postgres'), ...args], { ...account, cwd: this.folder, stdio: ['pipe', 'ignore', 'ignore'], ...(this.#place.env && { env: { ...process.env, ...this.#place.env } }) });
    this.#keeper = keeper;
    await this.answering();
  }

  /** Resolves when it answers: after a start, or when it has recovered from a process of it that was killed. */
  async answering(): Promise<void> {
    for (let tries = 0; !(await this.isUp()); tries++) {
      if (tries === START_TRIES) throw new Error('the PostgreSQL of the tests does not start');
      await sleep(50);
    }
  }

  /** Whether it answers at this moment. */
  async isUp(): Promise<boolean> {
    const client = new pg.Client(this.url());
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return true;
    } catch {
      return false;
    }
  }

  /** Ends the server: INT as an administrator does, QUIT as a crash does (it recovers when it starts again), KILL as a power cut. Resolves when it is gone. */
  async down(how: 'INT' | 'QUIT' | 'KILL' = 'INT'): Promise<void> {
    const keeper = this.#keeper;
    if (!keeper) return;
    this.#keeper = undefined;
    const gone = new Promise((resolve) => { keeper.once('exit', resolve); });
    const others = how === 'KILL' ? await this.#children() : [];
    keeper.stdin!.end(`${how}\n`);
    await gone;
    // after a kill its other processes end by themselves; the next start refuses until they have
    while (others.some(isRunning)) await sleep(20);
  }

  /** Asks as its administrator, over a connection of its own. */
  async ask(sql: string, database?: string): Promise<pg.QueryResult> {
    const client = new pg.Client(this.url(database));
    client.on('error', () => undefined);
    await client.connect();
    return await client.query(sql).finally(() => client.end());
  }

  async #children(): Promise<number[]> {
    const pid = readFileSync(join(this.folder, 'data/postmaster.pid'), 'utf8').split('\n')[0]!;
    const { stdout } = await run('ps', ['-o', 'pid=', '--ppid', pid]);
    return stdout.split('\n').filter(Boolean).map(Number);
  }

  async remove(): Promise<void> {
    await this.down('QUIT');
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
