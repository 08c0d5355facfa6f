import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { EMPTY_STREAM, type EventLog, factRegistry, ledgerCodec, openKeys, openLog, openSqliteKeys, openSqliteLog, type StreamHead } from '@capstan/event-log';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { testDatabase } from '../../libs/event-log/test/postgres/database.ts';
import { noPostgres } from '../../libs/event-log/test/postgres/programs.ts';
import { FakeKurrent } from '../../libs/event-log/test/kurrent/server.ts';
import { busyFacts } from './busy-installation.ts';
import { migrate } from './migrate.ts';
import { ledger } from './run.ts';

// syncs and processes take their time on a busy machine
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const EVENTS = 1200;
let root: string, home: string, fake: FakeKurrent;
beforeAll(async () => {
  fake = await new FakeKurrent().start();
  root = mkdtempSync(join(tmpdir(), 'capstan-migrate-'));
  home = mkdtempSync(join(root, 'home-'));
  const [log, keys] = [openSqliteLog(join(home, 'ledger.db')), openSqliteKeys(join(home, 'keys.db'))];
  const codec = ledgerCodec({ registry: factRegistry(busyFacts), keys });
  const heads = new Map<string, StreamHead>();
  const writing = [];
  for (let i = 0; i < EVENTS; i++) {
    const [company, stream] = [['a', 'company-a'], ['b', 'company-b'], ['a', 'run-1']][i % 3]! as [string, string];
    const hire = { type: 'PersonHired', data: { person: `person-${i % 20}`, name: `冯 ${i}` } };
    const { events, head } = await codec.encode([hire], { stream, head: heads.get(stream) ?? EMPTY_STREAM, company, actor: 'user-1', at: '2026-11-23T09:00:00.000Z', command: `command ${i}` });
    writing.push(log.append(stream, (heads.get(stream) ?? EMPTY_STREAM).revision, events));
    heads.set(stream, head);
  }
  await Promise.all(writing);
  await log.close();
  await keys.close();
});
afterAll(() => {
  fake.stop();
  rmSync(root, { recursive: true, force: true });
});

const bytesOf = async (address: string) => {
  const log = await openLog(address);
  const all = (await log.readAll(undefined, 10_000)).map(({ id, stream, revision, type, data, meta }) => ({ id, stream, revision, type, data, meta }));
  await log.close();
  return all;
};
const move = (...args: string[]) => ledger(root, 'migrate', ...args);

/** Starts a move and kills it -9 when the target holds more than so many events; says how many it holds then. */
async function killedAt(events: number, to: string, held: () => number): Promise<number> {
  const child: ChildProcess = spawn(process.execPath, [join(import.meta.dirname, '../ledger.ts'), 'migrate', '--from', home, '--to', to], { stdio: 'ignore' });
  const ended = new Promise((resolve) => { child.once('close', resolve); });
  await vi.waitUntil(() => held() > events, { timeout: 30_000, interval: 1 });
  child.kill('SIGKILL');
  await ended;
  return held();
}

const inFile = (file: string) => () => {
  if (!existsSync(file)) return 0;
  const db = new DatabaseSync(file, { timeout: 5000 });
  try {
    return (db.prepare('SELECT count(*) AS events FROM event').get() as { events: number }).events;
  } catch {
    return 0; // the table is not there yet
  } finally {
    db.close();
  }
};

test.each([['SQLite'], ['KurrentDB']])('killed in the middle, again and again, a move to %s goes on where it was and ends the same', async (engine) => {
  const file = join(root, 'moved.db');
  const [to, held] = engine === 'SQLite' ? [file, inFile(file)] : [fake.address('tls=false&streamPrefix=moved'), () => fake.database.all.filter(({ stream }) => stream.startsWith('moved.')).length];
  const first = await killedAt(100, to, held);
  const second = await killedAt(first + 50, to, held);
  expect(second).toBeLessThan(EVENTS);
  expect(await move('--from', home, '--to', to)).toMatchObject({ code: 0, out: expect.stringMatching(`^${EVENTS} events of 3 streams are in .*; ${second} were there before\\. Chains intact, read back and equal: sha256 [0-9a-f]{64}\nThe keys of personal fields stay where they are\\.\n$`) });
  expect(await bytesOf(to)).toEqual(await bytesOf(join(home, 'ledger.db')));
});

test('keys go along when they are named; an installation made of both opens every field, and verifies', async () => {
  const there = mkdtempSync(join(root, 'there-'));
  const { code, out } = await move('--from', home, '--to', join(there, 'ledger.db'), '--keys-from', home, '--keys-to', join(there, 'keys.db'));
  expect(code).toBe(0);
  expect(out).toContain('The keys of 40 people are in');
  const [log, keys, old] = [openSqliteLog(join(there, 'ledger.db')), openSqliteKeys(join(there, 'keys.db')), openSqliteKeys(join(home, 'keys.db'))];
  const codec = ledgerCodec({ registry: factRegistry(busyFacts), keys });
  expect((await log.readAll(undefined, 10_000)).map((event) => (codec.decode(event).data as { name: string }).name)).toEqual(Array.from({ length: EVENTS }, (_, i) => `冯 ${i}`));
  for (const { key } of await old.all('a')) expect(out).not.toContain(key!);
  expect(await ledger(there, 'verify')).toMatchObject({ code: 0, out: `intact (events: ${EVENTS}, streams: 3)\n` });
  for (const one of [log, keys, old]) await one.close();
});

test('what cannot be moved says why, and shows no password', async () => {
  const empty = mkdtempSync(join(root, 'empty-'));
  const to = join(root, 'x.db');
  await expect(migrate({ from: home, to: home })).rejects.toThrow('source and target are the same log');
  await expect(migrate({ from: join(root, 'none.db'), to })).rejects.toThrow('there is no ledger at');
  await expect(migrate({ from: home, to: join(root, 'none', 'x.db') })).rejects.toThrow('there is no folder');
  await expect(migrate({ from: home, to, keysFrom: home })).rejects.toThrow('name both key rings');
  await expect(migrate({ from: home, to, keysFrom: empty, keysTo: to })).rejects.toThrow('there are no keys at');
  const refused = await move('--from', home, '--to', 'kurrentdb://ann:s3cret@127.0.0.1:port');
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('cannot be read from character') });
  expect(refused.err + refused.out).not.toContain('s3cret');
  expect(readdirSync(empty)).toEqual([]);
  expect(existsSync(to)).toBe(false);
});

test('a target that holds other events is refused', async () => {
  const target = join(root, 'other.db');
  const log: EventLog = openSqliteLog(target);
  const keys = openSqliteKeys(':memory:');
  const { events } = await ledgerCodec({ registry: factRegistry(busyFacts), keys }).encode([{ type: 'DatasetKept', data: { file: 'mine' } }], { stream: 'company-z', head: EMPTY_STREAM, company: 'z', actor: 'user-1', at: '2026-11-23T09:00:00.000Z', command: 'z' });
  await log.append('company-z', -1, events);
  await log.close();
  expect(await move('--from', home, '--to', target)).toMatchObject({ code: 1, out: '', err: 'the target holds other events: DatasetKept (company-z, revision 0) stands where PersonHired (company-a, revision 0) belongs\n' });
  expect(await bytesOf(target)).toHaveLength(1);
});

test.skipIf(noPostgres)(`from SQLite to PostgreSQL, on to KurrentDB and home: the same bytes, and PostgreSQL has the keys${noPostgres ? ` (${noPostgres})` : ''}`, async () => {
  const database = await testDatabase();
  const last = join(root, 'home-again.db');
  const stops = [database.url, fake.address('tls=false&streamPrefix=roundtrip'), last];
  expect(await move('--from', home, '--to', database.url, '--keys-from', home, '--keys-to', database.url)).toMatchObject({ code: 0, err: '', out: expect.stringContaining('The keys of 40 people are in postgres') });
  for (const [i, to] of stops.entries()) if (i > 0) await migrate({ from: stops[i - 1]!, to });
  expect(await bytesOf(last)).toEqual(await bytesOf(join(home, 'ledger.db')));
  const [keys, old] = [await openKeys(database.url), openSqliteKeys(join(home, 'keys.db'))];
  expect(await keys.all('a')).toEqual(await old.all('a'));
  for (const ring of [keys, old]) await ring.close();
  await database.drop();
});
