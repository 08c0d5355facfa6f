import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test, vi } from 'vitest';
import { openSqliteLog, verifyAll, verifyCompany, verifyStream } from '../src/index.ts';
import { inFolder, noted, testLedger } from './house.ts';

// syncs and processes take their time on a busy machine
vi.setConfig({ testTimeout: 120_000 });

/** Two companies' events in turns: positions 1, 3, 5… are company a, revision 0, 1, 2…; 2, 4, 6… company b. */
async function tampered(how: string, work: (log: ReturnType<typeof openSqliteLog>) => Promise<void>): Promise<void> {
  await inFolder(async (folder) => {
    const file = join(folder, 'log.db');
    const { log, record } = testLedger(openSqliteLog(file));
    for (let i = 0; i < 6; i++) for (const company of ['a', 'b']) await record(company, [noted(`spend-${company}${i}`, i)]);
    expect(await verifyAll(log)).toEqual({ kind: 'intact', streams: 2, events: 12 });
    await log.close();
    const forger = new DatabaseSync(file);
    forger.exec(`DROP TRIGGER event_never_changes; DROP TRIGGER event_never_goes; ${how}`);
    forger.close();
    const reopened = openSqliteLog(file);
    await work(reopened);
    await reopened.close();
  });
}

const cases: [what: string, sql: string, stream: string, revision: number, reason: string][] = [
  ['data is edited', `UPDATE event SET data = replace(data, '"amount":2', '"amount":9') WHERE position = 5`, 'company-a', 2, 'hash-differs'],
  ['who recorded it is edited', `UPDATE event SET meta = replace(meta, 'user-ann', 'user-bob') WHERE position = 5`, 'company-a', 2, 'hash-differs'],
  ['when it was recorded is edited', `UPDATE event SET meta = replace(meta, '2026-11-02T09', '2026-11-01T09') WHERE position = 6`, 'company-b', 2, 'hash-differs'],
  ['the hash is edited', `UPDATE event SET meta = json_set(meta, '$.hash', '${'a'.repeat(64)}') WHERE position = 5`, 'company-a', 2, 'hash-differs'],
  ['the envelope is spelled differently', `UPDATE event SET meta = replace(meta, '","', '", "') WHERE position = 5`, 'company-a', 2, 'meta-unreadable'],
  ['the envelope is gone', `UPDATE event SET meta = 'null' WHERE position = 5`, 'company-a', 2, 'meta-unreadable'],
  ['the type is edited', `UPDATE event SET type = 'SpendTakenBack' WHERE position = 5`, 'company-a', 2, 'hash-differs'],
  ['the id is edited', `UPDATE event SET id = 'another' WHERE position = 5`, 'company-a', 2, 'hash-differs'],
  ['a row is deleted', 'DELETE FROM event WHERE position = 5', 'company-b', 2, 'position-gap'],
  ['a row is deleted and the revisions closed up', `DELETE FROM event WHERE position = 5; UPDATE event SET revision = revision - 1 WHERE stream = 'company-a' AND revision > 2; UPDATE event SET position = position - 1 WHERE position > 5`, 'company-a', 2, 'hash-differs'],
  ['the last event of a stream is deleted', 'DELETE FROM event WHERE position = 11', 'company-b', 5, 'position-gap'],
  ['two rows are swapped', `UPDATE event SET revision = 99 WHERE position = 5; UPDATE event SET revision = 2 WHERE position = 7; UPDATE event SET revision = 3 WHERE position = 5`, 'company-a', 3, 'revision-gap'],
  ['the data of two rows is swapped', `UPDATE event SET data = CASE position WHEN 5 THEN (SELECT data FROM event WHERE position = 7) ELSE (SELECT data FROM event WHERE position = 5) END WHERE position IN (5, 7)`, 'company-a', 2, 'hash-differs'],
  ['an event moves to another company', `UPDATE event SET stream = 'company-b', revision = 6 WHERE position = 11`, 'company-b', 6, 'revision-gap'],
];

test.each(cases)('verification names the first broken event when %s', async (_, sql, stream, revision, reason) => {
  await tampered(sql, async (log) => {
    expect(await verifyAll(log)).toMatchObject({ kind: 'broken', stream, revision, reason });
  });
});

test('one stream and one company verify on their own', async () => {
  await tampered(cases[0]![1], async (log) => {
    expect(await verifyStream(log, 'company-a')).toMatchObject({ kind: 'broken', revision: 2 });
    expect(await verifyStream(log, 'company-b')).toEqual({ kind: 'intact', streams: 1, events: 6 });
    expect(await verifyCompany(log, 'a')).toMatchObject({ kind: 'broken', revision: 2 });
    expect(await verifyCompany(log, 'b')).toEqual({ kind: 'intact', streams: 1, events: 6 });
  });
});

test('long chains verify over many pages', async () => {
  const { log, record } = testLedger(openSqliteLog(':memory:'));
  for (let i = 0; i < 5; i++) await record('a', Array.from({ length: 500 }, (_, n) => noted(`spend-${i}-${n}`, n)));
  expect(await verifyAll(log)).toEqual({ kind: 'intact', streams: 1, events: 2500 });
  expect(await verifyStream(log, 'company-a')).toEqual({ kind: 'intact', streams: 1, events: 2500 });
});
