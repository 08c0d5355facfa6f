import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { copyLog, type EventLog, openSqliteLog, type StoredEvent, verifyAll } from '../src/index.ts';
import { openKurrentLog } from '../src/kurrent/log.ts';
import { hired, noted, testLedger } from './house.ts';
import { FakeKurrent } from './kurrent/server.ts';

// syncs and processes take their time on a busy machine
vi.setConfig({ testTimeout: 120_000 });

let source: EventLog;
let record: ReturnType<typeof testLedger>['record'];
beforeEach(async () => {
  ({ log: source, record } = testLedger(openSqliteLog(':memory:')));
  for (let i = 0; i < 30; i++) {
    await record('acme', Array.from({ length: 25 }, (_, n) => noted(`spend-${i}-${n}`, n)));
    await record('other', [hired(`person-${i}`, '冯\u2028 "Ann"')]);
    await record('acme', [noted(`run-${i}`, 1)], { stream: 'run-1' });
  }
});
afterEach(() => source.close());

const everything = async (log: EventLog): Promise<Omit<StoredEvent, 'position'>[]> => (await log.readAll(undefined, 100_000)).map(({ id, stream, revision, type, data, meta }) => ({ id, stream, revision, type, data, meta }));

test('from SQLite to KurrentDB and back: the same events in the same order, byte for byte', async () => {
  const fake = await new FakeKurrent().start();
  const kurrent = await openKurrentLog(fake.address());
  const there = await copyLog(source, kurrent);
  expect(there).toMatchObject({ events: 810, streams: 3, before: 0 });
  const home = openSqliteLog(':memory:');
  expect(await copyLog(kurrent, home)).toEqual(there);
  expect(await everything(home)).toEqual(await everything(source));
  expect(await home.readAll(undefined, 1000)).toEqual(await source.readAll(undefined, 1000));
  expect(await verifyAll(kurrent)).toMatchObject({ kind: 'intact', events: 810 });
  for (const log of [kurrent, home]) await log.close();
  fake.stop();
});

test('again it finds everything there; when the source has grown, only what is new is copied', async () => {
  const target = openSqliteLog(':memory:');
  await copyLog(source, target);
  expect(await copyLog(source, target)).toMatchObject({ events: 810, before: 810 });
  await record('acme', [noted('late', 1)]);
  expect(await copyLog(source, target)).toMatchObject({ events: 811, before: 810 });
  await target.close();
});

test.each([1, 137, 500, 501, 809])('cut off after %i events it goes on there', async (cut) => {
  const target = openSqliteLog(':memory:');
  let written = 0;
  const failing: EventLog = Object.assign(Object.create(target) as EventLog, {
    read: target.read.bind(target), readAll: target.readAll.bind(target),
    append: (stream: string, expected: number, events: Parameters<EventLog['append']>[2]) => {
      if (written >= cut) return Promise.reject(new Error('the power is gone'));
      written += events.length;
      return target.append(stream, expected, events);
    },
  });
  await expect(copyLog(source, failing)).rejects.toThrow('the power is gone');
  expect(await copyLog(source, target)).toMatchObject({ events: 810, before: written });
  expect(await everything(target)).toEqual(await everything(source));
  await target.close();
});

test('a target with events of its own is refused before anything is written', async () => {
  const target = testLedger(openSqliteLog(':memory:'));
  await target.record('acme', [noted('its own', 1)]);
  await expect(copyLog(source, target.log)).rejects.toThrow('the target holds other events: SpendNoted (company-acme, revision 0) stands where SpendNoted (company-acme, revision 0) belongs');
  expect(await target.log.readAll(undefined, 10)).toHaveLength(1);
  const further = testLedger(openSqliteLog(':memory:'));
  await copyLog(source, further.log);
  await further.record('acme', [noted('recorded there since', 1)], { command: 'there since' });
  await expect(copyLog(source, further.log)).rejects.toThrow('the target holds more than the source');
  for (const { log } of [target, further]) await log.close();
});

test('a broken chain stops the copy where it is', async () => {
  const forged: EventLog = Object.assign(Object.create(source) as EventLog, {
    readAll: async (after: string | undefined, limit: number) => (await source.readAll(after, limit)).map((event) => (event.id === 'x' || (event.stream === 'run-1' && event.revision === 20) ? { ...event, data: event.data.replace('1', '9') } : event)),
  });
  const target = openSqliteLog(':memory:');
  await expect(copyLog(forged, target)).rejects.toThrow('the chain of run-1 is broken at revision 20: hash-differs');
  expect((await target.readAll(undefined, 1000)).length).toBeLessThan(810);
  await target.close();
});
