import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { exportCompany, importCompany, type KeyRing, linesOf, openKeys, openLog, openSqliteLog, verifyAll } from '../../src/index.ts';
import { hired, noted, testLedger } from '../house.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { noPostgres } from './programs.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

describe.skipIf(noPostgres)(`keys in PostgreSQL${noPostgres ? ` (${noPostgres})` : ''}`, () => {
  let database: TestDatabase;
  const rings: KeyRing[] = [];
  const ring = async () => {
    const one = await openKeys(database.url);
    rings.push(one);
    return one;
  };
  beforeAll(async () => { database = await testDatabase(); });
  afterAll(async () => {
    for (const one of rings) await one.close();
    await database.drop();
  });

  test('nodes that need the same person\'s key at once get the same one, and it outlives them', async () => {
    const nodes = await Promise.all([ring(), ring(), ring()]);
    const keys = await Promise.all(nodes.map(async (node) => (await node.obtain('race', ['person-1', 'person-2'])).get('person-1')!));
    expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1);
    expect(Buffer.from((await (await ring()).obtain('race', ['person-1'])).get('person-1')!)).toEqual(Buffer.from(keys[0]!));
  });

  test('what one node sealed opens on another that reads it', async () => {
    const [a, b] = [testLedger(await openLog(database.url), await ring()), testLedger(await openLog(database.url), await ring())];
    await a.record('acme', [hired('person-1', 'Ann'), noted('spend-1', 5)]);
    const decoded = async () => (await b.log.readCompany('acme', undefined, 10)).map((stored) => b.codec.decode(stored).data);
    expect(await decoded()).toMatchObject([{ name: 'Ann', salary: 90_000 }, { amount: 5 }]);
    await a.record('acme', [hired('person-2', '冯 Bo')]);
    expect(await decoded()).toMatchObject([{ name: 'Ann' }, { amount: 5 }, { name: '冯 Bo' }]);
    await a.log.close();
    await b.log.close();
  });

  test('an erasure holds on every node that hears of it, in the database, and against a key that comes back', async () => {
    const [a, b] = [await ring(), await ring()];
    const key = Buffer.from((await a.obtain('gone', ['person-1'])).get('person-1')!).toString('base64');
    await b.obtain('gone', ['person-1']);
    expect(await a.erase('gone', 'person-1')).toBe(true);
    expect(await a.erase('gone', 'person-1')).toBe(false);
    expect(await b.erase('gone', 'person-1')).toBe(true);
    expect([a.find('gone', 'person-1'), b.find('gone', 'person-1')]).toEqual([undefined, undefined]);
    await b.adopt('gone', [{ person: 'person-1', key }, { person: 'person-2', key }]);
    expect(await a.all('gone')).toEqual([{ person: 'person-1', key: null }, { person: 'person-2', key }]);
    expect((await (await ring()).obtain('gone', ['person-1'])).get('person-1')).toBeNull();
    await expect(a.adopt('gone', [{ person: 'person-2', key: Buffer.alloc(32, 9).toString('base64') }])).rejects.toThrow('another key of person-2');
    await a.adopt('gone', [{ person: 'person-2', key: null }]);
    expect(await b.all('gone')).toEqual([{ person: 'person-1', key: null }, { person: 'person-2', key: null }]);
  });

  test('a company travels from a file to PostgreSQL and back, byte for byte', async () => {
    const from = testLedger(openSqliteLog(':memory:'));
    await from.record('traveller', [hired('person-1', 'Ann'), hired('person-2', 'Bo\u0000'), noted('spend-1', 5)]);
    await from.keys.erase('traveller', 'person-2');
    const file = async ({ log, keys }: Pick<typeof from, 'log' | 'keys'>) => (await Array.fromAsync(exportCompany(log, keys, 'traveller'))).join('');
    const bytes = await file(from);
    const to = testLedger(await openLog(database.url), await ring());
    expect(await importCompany(to.log, to.keys, () => linesOf(Readable.from([Buffer.from(bytes)])))).toMatchObject({ events: 3, repeated: 0 });
    expect(await file(to)).toBe(bytes);
    expect((await to.log.readCompany('traveller', undefined, 10)).map((stored) => to.codec.decode(stored).data)).toMatchObject([{ name: 'Ann' }, { name: null }, { amount: 5 }]);
    expect(await verifyAll(to.log)).toMatchObject({ kind: 'intact' });
    await to.log.close();
  });
});
