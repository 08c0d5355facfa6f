import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { PostgresServer } from '../../libs/event-log/test/postgres/server.ts';
import type { Dice } from './dice.ts';
import type { House } from './house.ts';
import type { Api } from './processes.ts';

/** A process that was ending by itself when it was struck takes nobody along. */
const WITNESS_MS = 10_000;

type Target = 'API' | 'backend' | 'database';

/** Kills with -9, by turns of a die, whatever the house has: its API; where the log has a server, a process of that or all of it. What was killed is running again afterwards. */
export class Strikes {
  readonly #counts = new Map<Target, number>();
  readonly #house: Pick<House, 'api' | 'server' | 'address'>;
  readonly #dice: Dice;
  constructor(house: Pick<House, 'api' | 'server' | 'address'>, dice: Dice) { this.#house = house; this.#dice = dice; }

  get count(): number { return [...this.#counts.values()].reduce((sum, n) => sum + n, 0); }
  /** Such as "API 61, backend 33, database 26". */
  get said(): string { return [...this.#counts].map(([target, n]) => `${target} ${n}`).join(', '); }

  /** Strikes once, and waits until all runs again. `api` is another node's, where a house has several. */
  async strike(api: Api = this.#house.api): Promise<void> {
    if (this.#house.server && this.#dice.next() < 0.5) return this.database();
    this.#note('API');
    await api.end('SIGKILL');
    await api.start();
  }

  /** Kills one process of the server that serves us, or all of it. */
  async database(): Promise<void> {
    const { server, address } = this.#house;
    const target = this.#dice.oneOf(['backend', 'database'] as const);
    this.#note(target);
    if (target === 'database') await powerCut(server!);
    else await killBackend(server!, new URL(address).pathname.slice(1), this.#dice);
  }

  #note(target: Target): void { this.#counts.set(target, (this.#counts.get(target) ?? 0) + 1); }
}

/** Kills all of a server at once, and starts it again. */
export async function powerCut(server: PostgresServer): Promise<void> {
  await server.down('KILL');
  await server.up();
}

/** Kills a process of the server that serves us; the server ends the others too, recovers, and goes on. */
async function killBackend(server: PostgresServer, database: string, dice: Dice): Promise<void> {
  const witness = new pg.Client(server.url());
  const ended = new Promise<void>((resolve) => { witness.once('end', resolve).on('error', () => undefined); });
  await witness.connect();
  const { rows } = await witness.query<{ pid: number }>('SELECT pid FROM pg_stat_activity WHERE datname = $1 ORDER BY pid', [database]);
  const killed = rows.length > 0 && kill(dice.oneOf(rows).pid);
  if (!killed) { await witness.end(); return powerCut(server); }
  await Promise.race([ended, sleep(WITNESS_MS)]);
  await witness.end().catch(() => undefined);
  await server.answering();
}

function kill(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
}
