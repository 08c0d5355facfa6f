import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type EventLog, LogUnreachable, NO_STREAM, openViews, PolicyRunner, Projector, verifyAll, WrongRevision } from '../../src/index.ts';
import { openKurrentLog } from '../../src/kurrent/log.ts';
import { countModel, event, inFolder, noted, now, testLedger } from '../house.ts';
import { certificates } from './certificates.ts';
import type { AppendFault } from './faults.ts';
import { FakeKurrent } from './server.ts';

// syncs and processes take their time on a busy machine
vi.setConfig({ testTimeout: 120_000 });

const impatient = { deadlineMs: 1000, patienceMs: 8000 };
let fake: FakeKurrent;
let log: EventLog;
beforeEach(async () => {
  fake = await new FakeKurrent().start();
  log = await openKurrentLog(fake.address(), impatient);
});
afterEach(async () => {
  await log.close();
  fake.stop();
});

const own = (database = fake.database) => database.all.filter(({ stream }) => stream.startsWith('capstan.'));

test.each<[AppendFault]>([['unavailable'], ['timeout-after-commit'], ['silence-after-commit'], ['broken-after-commit'], ['not-leader'], ['acknowledged-twice']])('an append that meets "%s" is recorded once and acknowledged once', async (fault) => {
  await log.append('company-acme', NO_STREAM, [event('a')]);
  fake.faults.arm({ appends: [fault] });
  const done = await log.append('company-acme', 0, [event('b'), event('c')]);
  expect(fake.faults.happened).toBe(1);
  const stored = await log.read('company-acme', 0, 10);
  expect(stored.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(done).toEqual({ revision: 2, position: stored[2]!.position, repeated: false });
  expect(await log.append('company-acme', 0, [event('b'), event('c')])).toEqual({ ...done, repeated: true });
  expect(own()).toHaveLength(3);
});

test('the outcome of an append that was given up on shows when it is sent again', async () => {
  const hasty = await openKurrentLog(fake.address(), { deadlineMs: 1000, patienceMs: 1 });
  fake.faults.arm({ appends: ['silence-after-commit'] });
  await expect(hasty.append('company-acme', NO_STREAM, [event('a')])).rejects.toBeInstanceOf(LogUnreachable);
  expect(await hasty.append('company-acme', NO_STREAM, [event('a')])).toMatchObject({ revision: 0, repeated: true });
  await expect(hasty.append('company-acme', NO_STREAM, [event('b')])).rejects.toBeInstanceOf(WrongRevision);
  expect(own()).toHaveLength(1);
  await hasty.close();
});

test('after a commit without an answer another writer goes on, and the first still learns that it was recorded', async () => {
  const other = await openKurrentLog(fake.address(), impatient);
  fake.faults.arm({ appends: ['silence-after-commit'] });
  const first = log.append('company-acme', NO_STREAM, [event('a')]);
  await vi.waitFor(() => expect(own()).toHaveLength(1), 20_000);
  await other.append('company-acme', 0, [event('b')]);
  expect(await first).toMatchObject({ revision: 0, repeated: false });
  await expect(log.append('company-acme', 0, [event('c')])).rejects.toMatchObject({ name: 'WrongRevision', actual: 1 });
  await other.close();
});

test('readings that break, or are refused, or never end are done again from their beginning', async () => {
  await log.append('company-acme', NO_STREAM, Array.from({ length: 40 }, (_, i) => event(`e${i}`)));
  fake.faults.arm({ reads: ['cut-in-the-middle', 'unavailable', 'silence'] });
  expect(await log.read('company-acme', 0, 100)).toHaveLength(40);
  fake.faults.arm({ reads: ['cut-in-the-middle'] });
  expect((await log.readAll(undefined, 100)).map(({ id }) => id)).toEqual(Array.from({ length: 40 }, (_, i) => `e${i}`));
  expect(fake.faults.happened).toBe(4);
});

test('a server that stays away is LogUnreachable; when it comes back the same log works', async () => {
  const hasty = await openKurrentLog(fake.address(), { deadlineMs: 1000, patienceMs: 2500 });
  await hasty.append('company-acme', NO_STREAM, [event('a')]);
  fake.stop();
  await expect(hasty.append('company-acme', 0, [event('b')])).rejects.toBeInstanceOf(LogUnreachable);
  await expect(hasty.read('company-acme', 0, 1)).rejects.toBeInstanceOf(LogUnreachable);
  await fake.start();
  expect(await log.append('company-acme', 0, [event('b')])).toMatchObject({ revision: 1 });
  expect(await hasty.append('company-acme', 0, [event('b')])).toMatchObject({ revision: 1, repeated: true });
  await hasty.close();
});

test('a new leader: writes and readings follow it', async () => {
  const [second, third] = await Promise.all([1, 2].map(() => new FakeKurrent({ database: fake.database }).start()));
  for (const node of [second!, third!]) node.leader = fake;
  const cluster = await openKurrentLog(`kurrentdb://127.0.0.1:${fake.port},127.0.0.1:${second!.port},127.0.0.1:${third!.port}?tls=false&discoveryInterval=10`, impatient);
  await cluster.append('company-acme', NO_STREAM, [event('a')]);
  for (const node of [fake, second!, third!]) node.leader = second!;
  fake.faults.arm({ appends: ['not-leader'] });
  await cluster.append('company-acme', 0, [event('b')]);
  expect(second!.appends).toBe(1);
  fake.stop();
  for (const node of [second!, third!]) node.leader = third!;
  second!.faults.arm({ appends: ['not-leader'] });
  await cluster.append('company-acme', 1, [event('c')]);
  expect((await cluster.read('company-acme', 0, 10)).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  await cluster.close();
  for (const node of [second!, third!]) node.stop();
});

test('each fact counts once in the read models and for policies, whatever happens to the subscription', async () => {
  const ledger = testLedger(log);
  const views = openViews(':memory:');
  const answered: string[] = [];
  const projector = new Projector({ ...ledger, views, models: [countModel], now });
  const runner = new PolicyRunner({ ...ledger, views, policies: [{ name: 'heard', on: { SpendNoted: ({ id }) => ({ id }) } }], send: async ({ cause }) => { answered.push(cause.id); }, now });
  await projector.start();
  await runner.start();
  const faults: AppendFault[] = ['timeout-after-commit', 'broken-after-commit', 'unavailable', 'acknowledged-twice'];
  for (let i = 0; i < 60; i++) {
    if (i % 10 === 3) fake.subscriptions.drop(i % 20 === 3 ? 'error' : 'quietly');
    if (i % 7 === 5) fake.faults.arm({ appends: [faults[i % faults.length]!] });
    if (i % 9 === 4) fake.faults.arm({ reads: [i % 2 === 0 ? 'cut-in-the-middle' : 'unavailable'] });
    await ledger.record('acme', [noted(`spend-${i}`, 1)], { command: `note ${i}` });
  }
  await vi.waitFor(() => expect(views.get('SELECT facts, amount FROM test_count')).toEqual({ facts: 60, amount: 60 }), 20_000);
  await vi.waitFor(() => expect(answered).toHaveLength(60), 20_000);
  expect(new Set(answered).size).toBe(60);
  expect(fake.subscriptions.begun).toBeGreaterThan(3);
  expect(await verifyAll(log)).toEqual({ kind: 'intact', streams: 1, events: 60 });
  await projector.close();
  await runner.close();
});

test('what another process records while the subscription is down is heard of when it is back', async () => {
  const heard = vi.fn<() => void>();
  log.subscribe(heard);
  await vi.waitFor(() => expect(fake.subscriptions.begun).toBe(1), 20_000);
  fake.stop();
  fake.database.append('capstan.company-acme', 'no-stream', [{ id: '00000000-0000-4000-8000-00000000000a', type: 'Noted', contentType: 'application/json', data: Buffer.from('{"n":"a"}'), metadata: Buffer.from('{"id":"a","meta":"{}","$schema.name":"Noted"}') }]);
  heard.mockClear();
  await fake.start();
  await vi.waitFor(() => expect(heard).toHaveBeenCalled(), 20_000);
  expect(await log.readAll(undefined, 10)).toMatchObject([{ id: 'a', data: '{"n":"a"}', meta: '{}', stream: 'company-acme' }]);
});

test('a reader that takes its time holds nobody up and misses nothing', async () => {
  const ledger = testLedger(log);
  const seen: string[] = [];
  const slow = new PolicyRunner({ ...ledger, views: openViews(':memory:'), policies: [{ name: 'slow', on: { SpendNoted: ({ id }) => ({ id }) } }], now,
    send: async ({ cause }) => { await new Promise((resolve) => { setTimeout(resolve, 5); }); seen.push(cause.id); } });
  await slow.start();
  for (let i = 0; i < 10; i++) await ledger.record('acme', Array.from({ length: 20 }, (_, n) => noted(`spend-${i}-${n}`, 1)));
  expect(seen.length).toBeLessThan(200);
  await vi.waitFor(() => expect(seen).toHaveLength(200), 20_000);
  expect(seen).toEqual((await log.readAll(undefined, 500)).map(({ id }) => id));
  await slow.close();
});

test('TLS and credentials come from the connection string, and no error repeats them', () => inFolder(async (folder) => {
  const { ca, key, cert } = certificates(folder);
  const guarded = await new FakeKurrent({ tls: { key, cert }, authorization: `Basic ${Buffer.from('ann:s3cret!').toString('base64')}` }).start();
  const at = (who: string) => `kurrentdb://${who}@localhost:${guarded.port}?tls=true&discoveryInterval=10&tlsCAFile=${encodeURIComponent(ca)}`;
  const safe = await openKurrentLog(at('ann:s3cret!'), impatient);
  await safe.append('company-acme', NO_STREAM, [event('a')]);
  expect(await safe.read('company-acme', 0, 1)).toMatchObject([{ id: 'a' }]);
  await safe.close();
  await expect(openKurrentLog(at('ann:guess'), impatient)).rejects.toThrow(/^KurrentDB: the server refuses these credentials$/);
  await expect(openKurrentLog('kurrentdb://ann:s3cret!@127.0.0.1:1?tls=false', { deadlineMs: 500, patienceMs: 100 })).rejects.toThrow(/^(?!.*s3cret)the server of the log does not answer/);
  await expect(openKurrentLog('kurrentdb://ann:s3cret!@127.0.0.1:port?tls=false')).rejects.toThrow(/^(?!.*s3cret)/);
  guarded.stop();
}));

test('an append larger than the server takes is refused as it is, at once and without a trace', async () => {
  const huge = { ...event('huge'), data: JSON.stringify('x'.repeat(2 * 1024 * 1024)) };
  await expect(log.append('company-acme', NO_STREAM, [huge])).rejects.toThrow('no append of this size');
  expect(await log.append('company-acme', NO_STREAM, [event('a')])).toMatchObject({ revision: 0 });
});
