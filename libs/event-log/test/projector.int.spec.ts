import { join } from 'node:path';
import { fact } from '@capstan/kernel';
import { z } from 'zod';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openSqliteLog, openViews, Projector, type ReadModel, readModel, type SqliteViews } from '../src/index.ts';
import { countModel, inFolder, noted, now, spendModel, takenBack, testLedger, type TestLedger } from './house.ts';

// syncs and processes take their time on a busy machine
vi.setConfig({ testTimeout: 120_000 });

let ledger: TestLedger;
let views: SqliteViews;
const opened: Projector[] = [];
const project = (models: readonly ReadModel[], over = views) => {
  const projector = new Projector({ log: ledger.log, codec: ledger.codec, views: over, models, now });
  opened.push(projector);
  return projector;
};
const many = (n: number, from = 0) => Array.from({ length: n }, (_, i) => noted(`spend-${from + i}`, 1));

beforeEach(() => {
  ledger = testLedger(openSqliteLog(':memory:'));
  views = openViews(':memory:');
});
afterEach(async () => { for (const projector of opened.splice(0)) await projector.close(); });

test('rows follow the facts, corrections included', async () => {
  await ledger.record('acme', [noted('spend-1', 500), noted('spend-2', 70), takenBack('spend-1')]);
  await project([spendModel]).start();
  expect(views.all('SELECT company, spend, amount FROM test_spend')).toEqual([{ company: 'acme', spend: 'spend-2', amount: 70 }]);
});

test('a screen reads its own write: waiting ends when the rows are there', async () => {
  const projector = project([spendModel]);
  await projector.start();
  const [stored] = await ledger.record('acme', [noted('spend-1', 500)]);
  expect(await projector.waitFor(stored!.position, 1000)).toBe(true);
  expect(views.get('SELECT amount FROM test_spend')).toEqual({ amount: 500 });
  expect(await projector.waitFor('999', 20)).toBe(false);
});

test('listeners hear, after the commit, which companies and facts a page held', async () => {
  const projector = project([spendModel]);
  await projector.start();
  const pages: unknown[] = [];
  projector.onPage(({ position, companies }) => pages.push([position, [...companies].map(([company, types]) => [company, [...types]]), views.all('SELECT spend FROM test_spend').length]));
  await ledger.record('acme', [noted('spend-1', 500), takenBack('spend-9')]);
  await projector.waitFor('2', 1000);
  expect(pages).toEqual([['2', [['acme', ['SpendNoted', 'SpendTakenBack']]], 1]]);
});

test('1,700 events over four pages, each counted once', async () => {
  for (let i = 0; i < 4; i++) await ledger.record('acme', many(425, i * 425));
  await project([countModel, spendModel]).start();
  expect(views.get('SELECT facts FROM test_count')).toEqual({ facts: 1700 });
});

test('a read model that joins later is played from the first fact on', async () => {
  await ledger.record('acme', [noted('spend-1', 500), noted('spend-2', 70)]);
  const before = project([spendModel]);
  await before.start();
  await before.close();
  await project([spendModel, countModel]).start();
  expect(views.get('SELECT facts FROM test_count')).toEqual({ facts: 2 });
  expect(views.all('SELECT spend FROM test_spend').length).toBe(2);
});

test('a rebuild equals what was played live', async () => {
  const live = project([spendModel, countModel]);
  await live.start();
  for (let i = 0; i < 30; i++) await ledger.record(`c${i % 3}`, i % 4 === 3 ? [takenBack(`spend-${i - 1}`)] : [noted(`spend-${i}`, i)]);
  await live.waitFor('30', 20_000);
  const fresh = openViews(':memory:');
  await project([spendModel, countModel], fresh).start();
  const dump = (of: SqliteViews) => [of.all('SELECT * FROM test_spend ORDER BY spend'), of.all('SELECT * FROM test_count ORDER BY company')];
  expect(dump(fresh)).toEqual(dump(views));
  await live.rebuild();
  expect(dump(views)).toEqual(dump(fresh));
});

describe('a read model that fails', () => {
  const fragile = readModel({
    name: 'fragile', version: 1, tables: ['test_fragile'], schema: 'CREATE TABLE test_fragile (company TEXT, spend TEXT)',
    on: {
      SpendNoted(to, { data, meta }) {
        to.run('INSERT INTO test_fragile VALUES (?, ?)', meta.company, data.spend);
        if (data.amount === 13) throw new Error('thirteen is too much');
      },
    },
  });

  test('stops alone, keeps what it had before the page, says why and since when; the others go on', async () => {
    const projector = project([fragile, spendModel]);
    await projector.start();
    await ledger.record('acme', [noted('spend-1', 1)]);
    await projector.waitFor('1', 1000);
    const [, bad] = await ledger.record('acme', [noted('spend-2', 2), noted('spend-3', 13)]);
    expect(await projector.waitFor('3', 1000)).toBe(true);
    await ledger.record('acme', [noted('spend-4', 4)]);
    expect(await projector.waitFor('4', 1000)).toBe(true);
    expect(views.all('SELECT spend FROM test_fragile')).toEqual([{ spend: 'spend-1' }]);
    expect(views.all('SELECT spend FROM test_spend')).toHaveLength(4);
    expect(projector.health()).toEqual({
      position: '4', error: undefined,
      stopped: [{ name: 'fragile', error: 'thirteen is too much', fact: bad!.id, at: '2026-11-02T09:00:00.000Z', position: '3', since: now() }],
    });
  });

  test('is played again from the beginning once its version is raised', async () => {
    await ledger.record('acme', [noted('spend-1', 13)]);
    const first = project([fragile]);
    await first.start();
    expect(first.health().stopped).toHaveLength(1);
    await first.close();
    const mended = { ...fragile, version: 2, on: { SpendNoted: spendInto } };
    const second = project([mended]);
    await second.start();
    expect(second.health()).toEqual({ position: '1', stopped: [], error: undefined });
    expect(views.all('SELECT spend FROM test_fragile')).toEqual([{ spend: 'spend-1' }]);
  });

  test('does not spin when all have stopped', async () => {
    await ledger.record('acme', [noted('spend-1', 13)]);
    for (let i = 0; i < 3; i++) await ledger.record('acme', many(400, 100 + i * 400));
    const read = vi.spyOn(ledger.log, 'readAll');
    await project([fragile]).start();
    expect(read.mock.calls.length).toBeLessThan(10);
  });

  const spendInto: ReadModel['on'][string] = (to, { data, meta }) => to.run('INSERT INTO test_fragile VALUES (?, ?)', meta.company, data.spend);
});

test('a changed schema or a raised version drops the tables and plays all again; a removed model leaves nothing', async () => {
  await ledger.record('acme', [noted('spend-1', 5)]);
  await project([spendModel, countModel]).start();
  const wider = { ...spendModel, schema: spendModel.schema.replace('fact TEXT NOT NULL', 'fact TEXT NOT NULL, note TEXT'), on: { SpendNoted: spendWide } };
  await project([wider]).start();
  expect(views.all('SELECT spend, note FROM test_spend')).toEqual([{ spend: 'spend-1', note: 'wide' }]);
  expect(() => views.all('SELECT * FROM test_count')).toThrow('no such table');
});
const spendWide: ReadModel['on'][string] = (to, { data, meta, id }) => to.run('INSERT INTO test_spend VALUES (?, ?, ?, ?, ?)', meta.company, data.spend, data.amount, id, 'wide');

test('a restart goes on where the checkpoint stands', () => inFolder(async (folder) => {
  const first = openViews(join(folder, 'views.db'));
  await ledger.record('acme', many(3));
  const before = project([countModel], first);
  await before.start();
  await before.close();
  first.close();
  await ledger.record('acme', many(2, 3));
  const second = openViews(join(folder, 'views.db'));
  const after = project([countModel], second);
  await after.start();
  expect(second.get('SELECT facts FROM test_count')).toEqual({ facts: 5 });
  await after.close();
  second.close();
}));

test('trouble with the database itself loses no fact: the page is rolled back and tried again', async () => {
  await ledger.record('acme', many(3));
  const projector = project([countModel]);
  const transaction = vi.spyOn(views, 'transaction').mockImplementationOnce(() => { throw new Error('disk I/O error'); });
  await projector.start();
  expect(projector.health().error).toBe('disk I/O error');
  expect(await projector.waitFor('3', 20_000)).toBe(true);
  expect(transaction).toHaveBeenCalled();
  expect(views.get('SELECT facts FROM test_count')).toEqual({ facts: 3 });
  expect(projector.health().error).toBeUndefined();
});

test('a handler for everything hears every fact once, also of types that only a newer version knows', async () => {
  const diary = readModel({
    name: 'diary', version: 1, tables: ['test_diary'], schema: 'CREATE TABLE test_diary (type TEXT, own INTEGER)',
    on: { '*': (to, { type }) => to.run('INSERT INTO test_diary VALUES (?, 0)', type), SpendTakenBack: (to, { type }) => to.run('INSERT INTO test_diary VALUES (?, 1)', type) },
  });
  const newer = testLedger(ledger.log, undefined, [fact('MoonBought', z.object({ moon: z.string() }))]);
  await ledger.record('acme', [noted('spend-1', 1), takenBack('spend-1')]);
  await newer.record('acme', [{ type: 'MoonBought', data: { moon: 'Io' } }], { command: 'newer' });
  const projector = project([diary]);
  await projector.start();
  expect(views.all('SELECT * FROM test_diary')).toEqual([{ type: 'SpendNoted', own: 0 }, { type: 'SpendTakenBack', own: 1 }, { type: 'MoonBought', own: 0 }]);
  expect(projector.health().stopped).toEqual([]);
});
