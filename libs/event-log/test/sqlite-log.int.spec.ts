import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, test, vi } from 'vitest';
import { NO_STREAM, openSqliteLog, verifyAll } from '../src/index.ts';
import { logContract } from './contract.ts';
import { event, inFolder, noted, testLedger } from './house.ts';

// syncs and processes take their time on a busy machine
vi.setConfig({ testTimeout: 120_000 });

logContract('SQLite in memory', async () => openSqliteLog(':memory:'));

const files = mkdtempSync(join(tmpdir(), 'capstan-contract-'));
afterAll(() => rmSync(files, { recursive: true }));
let opened = 0;
logContract('SQLite in a file', async () => openSqliteLog(join(files, `log-${++opened}.db`)), { again: async () => openSqliteLog(join(files, `log-${opened}.db`)) });

test('the table refuses to be changed', () => inFolder(async (folder) => {
  const log = openSqliteLog(join(folder, 'log.db'));
  await log.append('company-a', NO_STREAM, [event('a')]);
  const other = new DatabaseSync(join(folder, 'log.db'));
  expect(() => other.exec("UPDATE event SET data = '{}'")).toThrow('append-only');
  expect(() => other.exec('DELETE FROM event')).toThrow('append-only');
  other.close();
  await log.close();
}));

test('what is durable: WAL with full sync', () => inFolder(async (folder) => {
  const log = openSqliteLog(join(folder, 'log.db'));
  await log.append('company-a', NO_STREAM, [event('a')]);
  const other = new DatabaseSync(join(folder, 'log.db'));
  expect(other.prepare('PRAGMA journal_mode').get()).toMatchObject({ journal_mode: 'wal' });
  other.close();
  await log.close();
}));

test('another process reads beside the writer, and the writer hears of another writer', () => inFolder(async (folder) => {
  const file = join(folder, 'log.db');
  const log = openSqliteLog(file);
  await log.append('company-a', NO_STREAM, [event('a')]);
  const script = `import { openSqliteLog } from '${new URL('../src/index.ts', import.meta.url).pathname}';
    const reader = openSqliteLog('${file}', { readOnly: true });
    const seen = (await reader.readAll(undefined, 10)).map((e) => e.id);
    const writer = openSqliteLog('${file}');
    await writer.append('company-b', -1, [{ id: 'b', type: 'Noted', data: '{}', meta: '{}' }]);
    console.log(seen.join());`;
  const heard = vi.fn<() => void>();
  log.subscribe(heard);
  expect(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }).trim()).toBe('a');
  await vi.waitFor(() => expect(heard).toHaveBeenCalled(), 20_000);
  expect((await log.readAll(undefined, 10)).map(({ id }) => id)).toEqual(['a', 'b']);
  await log.close();
}));

test('a full disk refuses cleanly what does not fit, keeps what does, and recovers', () => inFolder(async (folder) => {
  const file = join(folder, 'log.db');
  const small = openSqliteLog(file, { maxPages: 40 });
  await small.append('company-a', NO_STREAM, [event('a0')]);
  const huge = { ...event('huge'), data: JSON.stringify('x'.repeat(400_000)) };
  const together = await Promise.allSettled([small.append('company-a', 0, [event('a1')]), small.append('company-b', NO_STREAM, [huge]), small.append('company-c', NO_STREAM, [event('c0')])]);
  expect(together.map((r) => r.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(together[1]).toMatchObject({ reason: { message: expect.stringContaining('full') } });
  let revision = 1;
  const untilFull = async () => {
    for (;;) ({ revision } = await small.append('company-a', revision, [{ ...event(`a${revision + 1}`), data: JSON.stringify('x'.repeat(2000)) }]));
  };
  await expect(untilFull()).rejects.toThrow('full');
  expect(await small.read('company-a', 0, 1000)).toHaveLength(revision + 1);
  await small.close();

  const roomy = openSqliteLog(file);
  await roomy.append('company-a', revision, [event('after')]);
  await roomy.append('company-b', NO_STREAM, [huge]);
  expect(await roomy.read('company-a', 0, 1000)).toHaveLength(revision + 2);
  await roomy.close();
}));

test('a torn end of the write-ahead log loses only what was not whole, and the chain holds', () => inFolder(async (folder) => {
  const file = join(folder, 'log.db');
  const { log, record } = testLedger(openSqliteLog(file));
  for (let i = 0; i < 40; i++) await record('acme', [noted(`spend-${i}`, i)]);
  const torn = join(folder, 'torn.db');
  const frames = usedWal(`${file}-wal`);
  for (const cut of [frames - 1, frames - 2000, Math.floor(frames / 2), 40, 0]) {
    copyFileSync(file, torn);
    copyFileSync(`${file}-wal`, `${torn}-wal`);
    truncateSync(`${torn}-wal`, cut);
    const reopened = openSqliteLog(torn);
    const verdict = await verifyAll(reopened);
    expect(verdict).toMatchObject({ kind: 'intact' });
    expect((verdict as { events: number }).events).toBeLessThan(40);
    const again = testLedger(reopened);
    await again.record('acme', [noted('spend-after', 1)], { command: `after ${cut}` });
    expect(await verifyAll(reopened)).toMatchObject({ kind: 'intact' });
    await reopened.close();
  }
  await log.close();
}));

/** Bytes of the write-ahead log up to its last whole commit: the file is grown beyond that in advance. */
function usedWal(file: string): number {
  const frame = 24 + 4096;
  const wal = readFileSync(file);
  const salt = wal.subarray(16, 24);
  let end = 32;
  for (let at = 32; at + frame <= wal.length; at += frame) {
    if (!wal.subarray(at + 8, at + 16).equals(salt)) break;
    if (wal.readUInt32BE(at + 4) > 0) end = at + frame;
  }
  return end;
}

test('a file that is no database is refused, not overwritten', () => inFolder(async (folder) => {
  const file = join(folder, 'log.db');
  writeFileSync(file, 'this is a letter, not a ledger, and it is longer than a header'.repeat(40));
  expect(() => openSqliteLog(file)).toThrow('not a database');
}));
