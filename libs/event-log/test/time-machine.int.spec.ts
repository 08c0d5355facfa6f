import { beforeEach, expect, test, vi } from 'vitest';
import { openSqliteLog, openViews, Projector, TimeMachine, type Views, viewsAt } from '../src/index.ts';
import { countModel, hired, noted, now, spendModel, takenBack, testLedger, type TestLedger } from './house.ts';

// syncs and processes take their time on a busy machine
vi.setConfig({ testTimeout: 120_000 });

const models = [spendModel, countModel];
const rows = (views: Views) => views.all('SELECT spend, amount FROM test_spend ORDER BY spend');
let ledger: TestLedger;
beforeEach(() => { ledger = testLedger(openSqliteLog(':memory:')); });

test('the past shows what was recorded at or before the moment, of that company only', async () => {
  await ledger.record('acme', [noted('spend-1', 1)], { at: '2026-10-01T08:00:00.000Z' });
  await ledger.record('other', [noted('spend-x', 9)], { at: '2026-10-01T08:00:00.000Z' });
  await ledger.record('acme', [noted('spend-2', 2)], { at: '2026-10-02T08:00:00.000Z', stream: 'run-7' });
  await ledger.record('acme', [takenBack('spend-1')], { at: '2026-10-03T08:00:00.000Z' });
  const at = async (asOf: string) => rows((await viewsAt({ ...ledger, models, company: 'acme', asOf })).views);
  expect(await at('2026-10-01T07:59:59.999Z')).toEqual([]);
  expect(await at('2026-10-01T08:00:00.000Z')).toEqual([{ spend: 'spend-1', amount: 1 }]);
  expect(await at('2026-10-02T23:00:00Z')).toEqual([{ spend: 'spend-1', amount: 1 }, { spend: 'spend-2', amount: 2 }]);
  expect(await at('2026-10-03T08:00:00.000Z')).toEqual([{ spend: 'spend-2', amount: 2 }]);
});

test('the present seen through the time machine equals the live read models', async () => {
  for (let i = 0; i < 1200; i++) await ledger.record('acme', i % 5 === 4 ? [takenBack(`spend-${i - 1}`)] : [noted(`spend-${i}`, i)], { at: new Date(Date.UTC(2026, 0, 1) + i * 60_000).toISOString() });
  const views = openViews(':memory:');
  const live = new Projector({ ...ledger, views, models, now });
  await live.start();
  const past = await viewsAt({ ...ledger, models, company: 'acme', asOf: '2027-01-01T00:00:00Z' });
  expect(rows(past.views)).toEqual(rows(views));
  expect(past.views.all('SELECT * FROM test_count')).toEqual(views.all('SELECT * FROM test_count'));
  await live.close();
});

test('an open moment catches up with what is recorded meanwhile, without starting over', async () => {
  const machine = new TimeMachine({ ...ledger, models });
  const moment = { company: 'acme', asOf: '2026-12-31T00:00:00.000Z' };
  await ledger.record('acme', [noted('spend-1', 1)]);
  expect(await machine.at(moment, ({ views }) => rows(views))).toHaveLength(1);
  await ledger.record('acme', [noted('spend-2', 2)]);
  expect(await machine.at(moment, ({ views }) => rows(views))).toHaveLength(2);
  expect(await machine.at(moment, ({ views }) => views.get('SELECT facts FROM test_count'))).toEqual({ facts: 2 });
});

test('readers at once share a moment; more moments than are kept still answer', async () => {
  for (let i = 1; i <= 20; i++) await ledger.record('acme', [noted(`spend-${i}`, i)], { at: `2026-10-${String(i).padStart(2, '0')}T00:00:00.000Z` });
  const machine = new TimeMachine({ ...ledger, models });
  const days = Array.from({ length: 60 }, (_, i) => (i % 20) + 1);
  const counts = await Promise.all(days.map((day) => machine.at({ company: 'acme', asOf: `2026-10-${String(day).padStart(2, '0')}T12:00:00.000Z` }, ({ views }) => rows(views).length)));
  expect(counts).toEqual(days);
});

test('after an erasure a cleared machine forgets the person', async () => {
  const people = { name: 'people', version: 1, tables: ['people'], schema: 'CREATE TABLE people (name TEXT)', on: { PersonHired: (views: Views, { data }: { data: { name: string | null } }) => views.run('INSERT INTO people VALUES (?)', data.name) } };
  const machine = new TimeMachine({ ...ledger, models: [people] });
  const moment = { company: 'acme', asOf: now() };
  await ledger.record('acme', [hired('person-1', 'Ann')]);
  expect(await machine.at(moment, ({ views }) => views.all('SELECT name FROM people'))).toEqual([{ name: 'Ann' }]);
  await ledger.keys.erase('acme', 'person-1');
  machine.clear();
  expect(await machine.at(moment, ({ views }) => views.all('SELECT name FROM people'))).toEqual([{ name: null }]);
});

test('a read model that fails in the past says so and leaves the others whole', async () => {
  await ledger.record('acme', [noted('spend-1', 1)]);
  const broken = { name: 'broken', version: 1, tables: [], schema: '', on: { SpendNoted() { throw new Error('no'); } } };
  const { views, stopped } = await viewsAt({ ...ledger, models: [broken, spendModel], company: 'acme', asOf: now() });
  expect(stopped).toMatchObject([{ name: 'broken', error: 'no' }]);
  expect(rows(views)).toHaveLength(1);
});
