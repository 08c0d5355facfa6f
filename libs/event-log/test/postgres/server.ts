import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);
/** PostgreSQL refuses to run as root; files and processes of the test's server belong to this user then ("nobody" everywhere). */
const NOBODY = 65534;
const account = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

/** Folder of the server's programs: of this system, newest first, or of the npm package; undefined where there are none. */
export function postgresPrograms(): string | undefined {
  const installed = '/usr/lib/postgresql';
  const versions = existsSync(installed) ? readdirSync(installed).sort((a, b) => Number(b) - Number(a)).map((version) => join(installed, version, 'bin')) : [];
  const all = [...versions, ...(process.env['PATH'] ?? '').split(delimiter)];
  return all.find((folder) => ['initdb', 'postgres'].every((program) => existsSync(join(folder, program))));
}

/** A server of our own in a temporary folder, reached over loopback. */
export class PostgresServer {
  readonly folder: string;
  readonly port: number;
  readonly #programs: string;
  #process: ChildProcess | undefined;

  private constructor(programs: string, folder: string, port: number) {
    this.#programs = programs;
    this.folder = folder;
    this.port = port;
  }

  /** Makes a cluster and starts its server; resolves when it answers. */
  static async start(programs: string): Promise<PostgresServer> {
    const folder = mkdtempSync(join(tmpdir(), 'capstan-postgres-'));
    if (account.uid !== undefined) chownSync(folder, account.uid, account.gid);
    await run(join(programs, 'initdb'), ['-D', join(folder, 'data'), '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N'], { ...account, cwd: folder });
    const server = new PostgresServer(programs, folder, await freePort());
    await server.up();
    return server;
  }

  url(database = 'postgres'): string { return `postgres://postgres@127.0.0.1:${this.port}/${database}`; }

  /** Starts the server (again) and waits until it answers. */
  async up(): Promise<void> {
    const settings = ['listen_addresses=127.0.0.1', `unix_socket_directories=${this.folder}`, 'max_connections=100', 'shared_buffers=64MB'];
    const child = spawn(join(this.#programs, 'postgres'), ['-D', join(this.folder, 'data'), '-p', String(this.port), ...settings.flatMap((one) => ['-c', one])], { ...account, cwd: this.folder, stdio: 'ignore' });
    this.#process = child;
    const ended = new Promise<never>((_, reject) => { child.once('exit', (code) => reject(new Error(`postgres ended with ${code}`))); });
    await Promise.race([this.#answers(), ended]);
    ended.catch(() => undefined);
  }

  async #answers(): Promise<void> {
    for (;;) {
      const client = new pg.Client(this.url());
      client.on('error', () => undefined);
      try {
        await client.connect();
        await client.end();
        return;
      } catch {
        await new Promise((resolve) => { setTimeout(resolve, 50); });
      }
    }
  }

  /** Ends the server: `SIGINT` as an administrator does, at once for `SIGQUIT`, which is as a crash is. Resolves when it is gone. */
  async down(signal: 'SIGINT' | 'SIGQUIT' = 'SIGINT'): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => { child.once('exit', resolve); });
    child.kill(signal);
    await gone;
  }

  async remove(): Promise<void> {
    await this.down('SIGQUIT');
    rmSync(this.folder, { recursive: true, force: true });
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
