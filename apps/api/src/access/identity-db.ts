import type { DatabaseSync } from 'node:sqlite';
import { isPostgresAway, LogUnreachable, type PostgresPool } from '@capstan/event-log';

export type SqlValue = string | number | null | Uint8Array;
/** One statement, `?` for each value; names with capitals and the table `user` are quoted, so that both databases read it. */
export interface Statement { readonly sql: string; readonly params: readonly SqlValue[] }
export interface Answered { readonly rows: unknown[]; readonly changes: number }

/**
 * Work on the identities, written as a generator that yields one statement after the other: SQLite runs it in one go
 * without giving the event loop a turn, PostgreSQL awaits each answer.
 */
export type Steps<T> = Generator<Statement, T, Answered>;

/** All rows of a question. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- names the shape of the row
export function* rows<T>(sql: string, ...params: SqlValue[]): Steps<T[]> { return (yield { sql, params }).rows as T[]; }
/** Changes something; answers how many rows. */
export function* change(sql: string, ...params: SqlValue[]): Steps<number> { return (yield { sql, params }).changes; }

/** The PostgreSQL schema of the identity library's tables and ours beside them. */
export const IDENTITY_SCHEMA = 'capstan_identity';

/** Where the identities are kept: the library's own tables and ours. */
export interface IdentityDb {
  /** Asks; refuses statements that change something. */
  ask<T>(steps: Steps<T>): Promise<T>;
  /** Does work that may change something in one transaction, after and before others': all of it or, when it throws, none. */
  alone<T>(steps: Steps<T>): Promise<T>;
  close(): Promise<void>;
}

const asksOnly = ({ sql }: Statement): void => {
  if (!/^\s*SELECT/i.test(sql)) throw new Error('members and invitations are changed inside alone()');
};

function runSync<T>(steps: Steps<T>, answer: (statement: Statement) => Answered): T {
  let step = steps.next();
  while (!step.done) step = steps.next(answer(step.value));
  return step.value;
}

async function run<T>(steps: Steps<T>, answer: (statement: Statement) => Promise<Answered>): Promise<T> {
  let step = steps.next();
  while (!step.done) step = steps.next(await answer(step.value));
  return step.value;
}

/** The identities in `identity.db`, on the connection that the identity library uses. */
export function sqliteIdentities(db: DatabaseSync): IdentityDb {
  const answer = ({ sql, params }: Statement): Answered => {
    const statement = db.prepare(sql);
    if (/^\s*SELECT/i.test(sql)) return { rows: statement.all(...params), changes: 0 };
    return { rows: [], changes: Number(statement.run(...params).changes) };
  };
  return {
    ask: async (steps) => runSync(steps, (statement) => { asksOnly(statement); return answer(statement); }),
    async alone(steps) {
      // The library has a transaction of its own open while it hashes a new password: what is written into that one is lost with it when the sign-up fails.
      while (db.isTransaction) await new Promise((resolve) => { setImmediate(resolve); });
      db.exec('BEGIN IMMEDIATE');
      try {
        const done = runSync(steps, answer);
        db.exec('COMMIT');
        return done;
      } catch (error) {
        if (db.isTransaction) db.exec('ROLLBACK');
        throw error;
      }
    },
    close: async () => db.close(),
  };
}

/** Changes of members and invitations wait for each other, on whatever node they are made: the lock of `alone`, "identity" in ASCII. */
const LOCK = '7594040604404249721';

/** A server that is away is said so as the ledger's own is: it is the same. */
const away = (error: unknown): never => { throw isPostgresAway(error) ? new LogUnreachable(error) : error; };

/** The identities in PostgreSQL, for every node. Instants come back as the ISO texts that SQLite keeps. */
export function postgresIdentities(pool: PostgresPool): IdentityDb {
  const answering = (client: Pick<PostgresPool, 'query'>) => async ({ sql, params }: Statement): Promise<Answered> => {
    let n = 0;
    const { rows: found, rowCount } = await client.query<Record<string, unknown>>(sql.replace(/\?/g, () => `$${++n}`), [...params]);
    return { rows: found.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value instanceof Date ? value.toISOString() : value]))), changes: rowCount ?? 0 };
  };
  return {
    ask: (steps) => run(steps, async (statement) => { asksOnly(statement); return answering(pool)(statement).catch(away); }),
    async alone(steps) {
      const client = await pool.connect().catch(away);
      let broken: Error | undefined;
      try {
        await client.query('BEGIN');
        await client.query(`SELECT pg_advisory_xact_lock(${LOCK})`);
        const done = await run(steps, answering(client));
        await client.query('COMMIT');
        return done;
      } catch (error) {
        await client.query('ROLLBACK').catch((lost: Error) => { broken = lost; });
        return away(error);
      } finally {
        client.release(broken);
      }
    },
    close: () => pool.end(),
  };
}
