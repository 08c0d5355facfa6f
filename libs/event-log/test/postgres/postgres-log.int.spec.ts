import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type EventLog, NO_STREAM, openLog, openPostgresPool, verifyAll } from '../../src/index.ts';
import { openPostgresLog } from '../../src/postgres/log.ts';
import { logContract } from '../contract.ts';
import { Follower, restOf } from '../contract-crowd.ts';
import { outageContract } from '../contract-outage.ts';
import { event, noted, testLedger } from '../house.ts';
import { logModel } from '../model.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { noPostgres } from './programs.ts';
import { PostgresServer } from './server.ts';

// syncs and processes take their time on a busy machine
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

describe.skipIf(noPostgres)(`PostgreSQL${noPostgres ? ` (${noPostgres})` : ''}`, () => {
  let database: TestDatabase;
  beforeAll(async () => { database = await testDatabase(); });
  afterAll(() => database.drop());

  const ask = async (sql: string, url = database.url) => {
    const client = new pg.Client(url);
    await client.connect();
    return await client.query(sql).finally(() => client.end());
  };
  /** The same database without our tables. */
  const emptied = async (url = database.url) => {
    await ask('DROP SCHEMA IF EXISTS capstan CASCADE', url);
    return openPostgresLog(url);
  };

  logContract('PostgreSQL', () => emptied(), { again: () => openLog(database.url) });

  logModel('PostgreSQL', async () => {
    await (await emptied()).close();
    return { open: () => openLog(database.url) };
  }, 8);

  test('writers in several processes: readers never see a position before a lower one, and no gap', async () => {
    const log = await emptied();
    const followers = Array.from({ length: 3 }, () => new Follower(log));
    const writers = Array.from({ length: 4 }, (_, i) => spawn(process.execPath, [new URL('./writer.ts', import.meta.url).pathname, database.url, `w${i}`, '150'], { stdio: ['ignore', 'pipe', 'inherit'] }));
    const reading = vi.waitUntil(() => { for (const follower of followers) follower.look(); return writers.every(({ exitCode }) => exitCode !== null); }, { timeout: 50_000, interval: 3 });
    const acknowledged = (await Promise.all(writers.map(({ stdout }) => text(stdout)))).join('').trim().split('\n');
    await reading;
    const all = await restOf(log);
    expect(acknowledged.length).toBe(4 * 4 * 150);
    expect(all.map(({ id }) => id).sort()).toEqual(acknowledged.sort());
    expect(all.map(({ position }) => Number(position))).toEqual(all.map((_, i) => i + 1));
    for (const follower of followers) {
      follower.look();
      await follower.close();
      expect(follower.seen.map(({ position }) => position)).toEqual(all.map(({ position }) => position));
    }
    await log.close();
  });

  test('chains hold and verify, and a row that was taken out shows', async () => {
    const log = await emptied();
    const { record } = testLedger(log);
    for (let i = 0; i < 6; i++) for (const company of ['a', 'b']) await record(company, [noted(`spend-${company}${i}`, i)]);
    expect(await verifyAll(log)).toEqual({ kind: 'intact', streams: 2, events: 12 });
    await ask('ALTER TABLE capstan.event DISABLE TRIGGER ALL; DELETE FROM capstan.event WHERE position = 12; DELETE FROM capstan.event WHERE position = 9');
    expect(await verifyAll(log)).toMatchObject({ kind: 'broken' });
    await log.close();
  });

  test('the table refuses to be changed', async () => {
    const log = await emptied();
    await log.append('company-a', NO_STREAM, [event('a')]);
    for (const change of ["UPDATE capstan.event SET data = '{}'", 'DELETE FROM capstan.event', 'TRUNCATE capstan.event']) await expect(ask(change)).rejects.toThrow('append-only');
    await log.close();
  });

  test('an append that the server cannot take is refused alone', async () => {
    const log = await emptied();
    const results = await Promise.allSettled([log.append('company-a', NO_STREAM, [event('a')]), log.append('company-b', NO_STREAM, [{ ...event('b'), type: 'with\u0000NUL' }]), log.append('company-c', NO_STREAM, [event('c')])]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((await log.readAll(undefined, 10)).map(({ id, position }) => [id, position])).toEqual([['a', '1'], ['c', '2']]);
    await log.close();
  });

  test('connections that the server ends are replaced; a subscriber goes on hearing', async () => {
    const log = await emptied();
    const heard = vi.fn<() => void>();
    log.subscribe(heard);
    await log.append('company-a', NO_STREAM, [event('a')]);
    await ask('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()');
    expect(await log.append('company-a', 0, [event('b')])).toMatchObject({ revision: 1 });
    heard.mockClear();
    const other = await openLog(database.url);
    await other.append('company-a', 1, [event('c')]);
    await vi.waitFor(() => expect(heard).toHaveBeenCalled(), 20_000);
    await other.close();
    await log.close();
  });

  test('a connection that somebody holds, and that the server ends, takes nobody down', async () => {
    const pool = await openPostgresPool(database.url, 'public');
    const held = await pool.connect();
    const ended = new Promise((resolve) => { held.once('end', resolve); });
    const { rows: [own] } = await held.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await ask(`SELECT pg_terminate_backend(${own!.pid})`);
    await ended;
    held.release(true);
    expect((await pool.query<{ one: number }>('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await pool.end();
  });

  describe('opening', () => {
    test.each([
      ['nobody answers', () => 'postgres://ann:hunter2@127.0.0.1:1/ledger', 'the log at postgres://127.0.0.1:1/ledger cannot be opened: connect ECONNREFUSED'],
      ['no such database', () => database.url.replace(/\/[^/]*$/, '/nowhere'), 'database "nowhere" does not exist'],
      ['no address', () => 'postgres://ann:hunter2@[oops/x', 'is no URL'],
      ['an odd number of connections', () => `${database.url}?connections=none`, 'connections must be a number'],
      ['another scheme', () => 'mysql://ann:hunter2@host/x', 'mysql:// is no log that is known here'],
    ])('%s: refused with the reason and without the password', async (_, url, reason) => {
      const refused = await openLog(url()).then(() => new Error('it was opened'), (error: Error) => error);
      expect(refused.message).toContain(reason);
      expect(refused.message + String(refused.stack)).not.toContain('hunter2');
    });

    test('tables of a newer version are left alone', async () => {
      await (await emptied()).close();
      await ask('INSERT INTO capstan.migration (version) VALUES (99)');
      await expect(openLog(database.url)).rejects.toThrow('version 99, which is newer');
    });

    test('several at once make the tables once', async () => {
      await ask('DROP SCHEMA capstan CASCADE');
      const logs = await Promise.all(Array.from({ length: 5 }, () => openLog(database.url)));
      await Promise.all(logs.map((log, i) => log.append(`company-${i}`, NO_STREAM, [event(`e${i}`)])));
      expect(await logs[0]!.readAll(undefined, 10)).toHaveLength(5);
      for (const log of logs) await log.close();
    });

    test('a database that answers before it is safe on disk is refused', async () => {
      const url = new URL(database.url);
      url.searchParams.set('options', '-c synchronous_commit=off');
      await expect(openLog(url.href)).rejects.toThrow('synchronous_commit is off');
    });

    test('a database that is not UTF8 is refused', async () => {
      const url = new URL(database.url);
      const name = `${url.pathname.slice(1)}_ascii`;
      await ask(`CREATE DATABASE ${name} ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0`);
      url.pathname = `/${name}`;
      await expect(openLog(url.href)).rejects.toThrow('encoded in SQL_ASCII');
      await ask(`DROP DATABASE ${name}`);
    });
  });
});

describe.skipIf(noPostgres ?? process.env['POSTGRES_URL'])(`PostgreSQL that goes and comes back${noPostgres ? ` (${noPostgres})` : process.env['POSTGRES_URL'] ? ' (skipped: POSTGRES_URL is not ours to stop)' : ''}`, () => {
  let own: PostgresServer;
  beforeAll(async () => { own = await PostgresServer.start(); });
  afterAll(() => own.remove());
  const open = (): Promise<EventLog> => openPostgresLog(own.url(), { patienceMs: 30_000 });
  const empty = async () => {
    const client = new pg.Client(own.url());
    await client.connect();
    await client.query('DROP SCHEMA IF EXISTS capstan CASCADE');
    await client.end();
    return open();
  };
  outageContract('PostgreSQL', empty, open, {
    down: (how) => own.down(how === 'stopped' ? 'INT' : 'KILL'), up: () => own.up(), impatient: () => openPostgresLog(own.url(), { patienceMs: 300 }),
  });
});
