import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { factRegistry, ledgerCodec, openSqliteKeys, openSqliteLog, verifyAll } from '@capstan/event-log';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { backup, restore } from './backup.ts';
import { busyFacts } from './busy-installation.ts';
import { ledger } from './run.ts';

// syncs and processes take their time on a busy machine
vi.setConfig({ testTimeout: 120_000 });

interface Acknowledged { position: number; id: string; file: string; person: string; company: string }

let root: string, folder: string, data: string, worker: ChildProcess | undefined;
const acknowledged: Acknowledged[] = [];
/** An installation that was killed at work; each test has a copy of it. */
let killed: string;
let before: readonly Acknowledged[];
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'capstan-backup-'));
  data = killed = join(root, 'killed');
  mkdirSync(data);
  for (const name of ['secret', 'trainer-token', 'views.db']) writeFileSync(join(data, name), `${name} of this installation`);
  const identity = new DatabaseSync(join(data, 'identity.db'));
  identity.exec("PRAGMA journal_mode = WAL; CREATE TABLE user (email TEXT); INSERT INTO user VALUES ('ann@example.com')");
  identity.close();
  await atWork(20);
  await rested();
  before = [...acknowledged];
}, 120_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));
beforeEach(() => {
  folder = mkdtempSync(join(root, 'test-'));
  data = join(folder, 'data');
  cpSync(killed, data, { recursive: true });
  acknowledged.splice(0, acknowledged.length, ...before);
});
afterEach(rested);

/** Sets the installation to work and waits until so many of its events were acknowledged. */
async function atWork(events: number): Promise<void> {
  worker ??= begun();
  await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(events), 30_000);
}

function begun(): ChildProcess {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'busy-installation.ts'), data], { stdio: ['ignore', 'pipe', 'inherit'] });
  let rest = '';
  child.stdout.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split('\n');
    rest = lines.pop()!;
    acknowledged.push(...lines.map((line) => JSON.parse(line) as Acknowledged));
  });
  return child;
}

/** Kills it, without a word. */
async function rested(): Promise<void> {
  const child = worker;
  worker = undefined;
  if (!child) return;
  const ended = new Promise((resolve) => { child.once('close', resolve); });
  child.kill('SIGKILL');
  await ended;
}

const paths = (of: string) => readdirSync(of, { recursive: true, encoding: 'utf8' }).sort();

test('a backup made under load, restored after everything is gone, has every event acknowledged up to its position, and all they refer to', async () => {
  await atWork(before.length + 30);
  const made = [];
  for (const name of ['first', 'second']) {
    made.push({ to: join(folder, name), ...await backup(data, join(folder, name)) });
    await atWork(acknowledged.length + 30);
  }
  await rested();
  rmSync(data, { recursive: true });
  for (const { to, position, events } of made) {
    const home = join(folder, `restored-${position}`);
    expect(await ledger(folder, 'restore', '--from', to, '--data', home)).toMatchObject({ code: 0, err: '', out: expect.stringContaining(`${events} events, up to position ${position}. Verified.`) });
    const [log, keys] = [openSqliteLog(join(home, 'ledger.db')), openSqliteKeys(join(home, 'keys.db'))];
    expect(await verifyAll(log)).toMatchObject({ kind: 'intact', events });
    const codec = ledgerCodec({ registry: factRegistry(busyFacts), keys });
    const all = new Map((await log.readAll(undefined, 1_000_000)).map((event) => [event.id, event]));
    const due = acknowledged.filter((one) => one.position <= Number(position));
    expect(due.length).toBeGreaterThan(20);
    expect(due.filter(({ id }) => !all.has(id))).toEqual([]);
    expect(due.filter(({ file }) => !existsSync(join(home, file)))).toEqual([]);
    const hired = [...all.values()].filter(({ type }) => type === 'PersonHired').map((event) => codec.decode(event).data as { person: string; name: string });
    expect(hired.filter(({ person, name }) => name !== `Name of ${person}`)).toEqual([]);
    expect(new DatabaseSync(join(home, 'identity.db')).prepare('SELECT email FROM user').all()).toEqual([{ email: 'ann@example.com' }]);
    expect(readFileSync(join(home, 'secret'), 'utf8')).toBe('secret of this installation');
    expect(paths(home).filter((path) => /views|\.new$|manifest/.test(path))).toEqual([]);
    expect(statSync(join(home, 'keys.db')).mode & 0o777).toBe(0o600);
    await log.close();
    await keys.close();
  }
});

test('an erased key is in no copy made after', async () => {
  const keys = openSqliteKeys(join(data, 'keys.db'));
  const { company, person } = acknowledged[0]!;
  const key = keys.find(company, person)!;
  await keys.erase(company, person);
  await keys.close();
  await backup(data, join(folder, 'copy'));
  expect(readFileSync(join(folder, 'copy/keys.db')).includes(key)).toBe(false);
  await restore(join(folder, 'copy'), join(folder, 'home'));
});

test.each<[string, (of: string) => void, string]>([
  ['a file was changed', (of) => appendFileSync(join(of, 'keys.db'), 'x'), 'keys.db is not what was backed up'],
  ['a file is missing', (of) => rmSync(join(of, 'secret')), 'secret is missing'],
  ['a file was added', (of) => writeFileSync(join(of, 'more'), ''), 'more does not belong to it'],
  ['its manifest was changed', (of) => writeFileSync(join(of, 'manifest.json'), readFileSync(join(of, 'manifest.json'), 'utf8').replace('"events": ', '"events": 1')), 'manifest.json was changed'],
  ['its manifest was cut', (of) => writeFileSync(join(of, 'manifest.json'), '{"format"'), 'manifest.json cannot be read'],
  ['it was never finished', (of) => rmSync(join(of, 'manifest.json')), 'there is no whole backup in'],
])('a backup is refused and nothing is restored when %s', async (_, damage, reason) => {
  await backup(data, join(folder, 'copy'));
  damage(join(folder, 'copy'));
  await expect(restore(join(folder, 'copy'), join(folder, 'home'))).rejects.toThrow(reason);
  expect(readdirSync(folder).filter((name) => name.startsWith('home'))).toEqual([]);
});

test('nothing is overwritten, and a damaged installation makes no backup', async () => {
  const [copy, other] = [join(folder, 'copy'), join(folder, 'other')];
  expect(await ledger(data, 'backup', '--to', copy)).toMatchObject({ code: 0, err: '', out: expect.stringContaining('It holds keys and secrets') });
  expect(await ledger(data, 'backup', '--to', copy)).toMatchObject({ code: 1, out: '', err: expect.stringContaining('is not empty') });
  await expect(restore(copy, data)).rejects.toThrow('is not empty');
  const forger = new DatabaseSync(join(data, 'keys.db'));
  forger.exec("DELETE FROM person_key WHERE company = 'a'");
  forger.close();
  await expect(backup(data, other)).rejects.toThrow(/the key of a-\d+ is missing, for company-a/);
  const breaker = new DatabaseSync(join(data, 'ledger.db'));
  breaker.exec("DROP TRIGGER event_never_changes; UPDATE event SET data = replace(data, 'datasets', 'elsewhere') WHERE revision = 1");
  breaker.close();
  await expect(backup(data, other)).rejects.toThrow('the ledger is broken');
  await expect(backup(join(folder, 'nothing'), other)).rejects.toThrow('there is no ledger');
  expect(readdirSync(folder).sort()).toEqual(['copy', 'data']);
});

test('the log of another engine is not this command’s to back up', async () => {
  expect(await ledger(data, 'backup', '--to', join(folder, 'copy'), { CAPSTAN_LOG: 'postgres://ann:s3cret@db.example/capstan' })).toEqual({ code: 1, out: '', err: "the log is in postgres://db.example/capstan: back it up with that server's own means, see docs/operating.md\n" });
});
