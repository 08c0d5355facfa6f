import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, startApi, type TestApi } from './app.ts';

// Answers that many ask alike are worked out once: never at the price of showing another's, an old one, or one too much.
const eur = (amount: number) => ({ amount, currency: 'EUR' });
const hire = (name: string) => ({ name, role: 'ML engineer', team: 'Research', country: 'DE', startsOn: '2026-01-01', salary: eur(6_000_000) });
const spend = (amount: number) => ({ on: '2026-01-15', provider: 'Nebius', purpose: 'training', description: 'H100', amount: eur(amount) });

let api: TestApi;
let house: Awaited<ReturnType<TestApi['house']>>;
let at: string;
beforeAll(async () => {
  api = await startApi();
  house = await api.house();
  at = `/api/companies/${house.company}`;
}, 120_000);
afterAll(() => api?.close());

const names = async (person: Person, query = '') => (await person.get(`${at}/team/people${query}`)).body.people.map((p: { name: string }) => p.name);

test('who records sees it in the next answer, and so does who asked before', async () => {
  const second = await api.join(house.founder, house.company, 'founder');
  expect([await names(house.founder), await names(second)]).toEqual([[], []]);
  for (const name of ['Ada', 'Ben', 'Cem']) {
    await house.founder.post(`${at}/team/hires`, hire(name));
    const seen = await names(house.founder);
    expect(seen).toContain(name);
    expect(await names(second)).toEqual(seen);
  }
});

test('each role sees its own part of an answer, whoever asked first', async () => {
  for (const order of [[house.founder, house.engineer, house.investor], [house.investor, house.engineer, house.founder]]) {
    await house.founder.post(`${at}/compute/spend`, spend(1000));
    const seen = new Map<Person, { team: unknown; compute: unknown }>();
    for (const person of [...order, ...order]) seen.set(person, (await person.get(`${at}/overview`)).body);
    const shown = [house.founder, house.engineer, house.investor].map((person) => [seen.get(person)!.team !== null, seen.get(person)!.compute !== null]);
    expect(shown).toEqual([[true, true], [false, true], [false, false]]);
  }
});

test('every read of salaries is kept, though the answer was there', async () => {
  const reads = async () => (await house.founder.get(`${at}/salary-reads`)).body.reads.length as number;
  const before = await reads();
  for (let i = 0; i < 3; i++) await names(house.founder);
  expect(await reads()).toBe(before + 3);
});

test('another company has its own answer, and none for who is not in it', async () => {
  const other = await api.found(house.founder, { name: 'Other' });
  expect((await house.founder.get(`/api/companies/${other}/team/people`)).body.people).toEqual([]);
  expect((await names(house.founder)).length).toBeGreaterThan(0);
  expect((await house.engineer.get(`/api/companies/${other}/overview`)).status).toBe(404);
});

test('each query has an answer of its own', async () => {
  const months = async (range: string) => (await house.engineer.get(`${at}/compute/spend${range}`)).body.months.map((m: { month: string }) => m.month);
  for (let i = 0; i < 2; i++) {
    expect(await months('?from=2026-01&to=2026-02')).toEqual(['2026-01', '2026-02']);
    expect(await months('?from=2026-01&to=2026-01')).toEqual(['2026-01']);
  }
});

test('a moment of the past is asked for itself', async () => {
  const now = await names(house.founder);
  expect(await names(house.founder, '?asOf=2020-01-01T00:00:00Z')).toEqual([]);
  expect(await names(house.founder)).toEqual(now);
});

test('a person who is erased is gone from the next answer', async () => {
  const { body: { id } } = await house.founder.post(`${at}/team/hires`, hire('Leonie'));
  await house.founder.post(`${at}/team/hires/${id}/leave`, { lastDay: '2026-02-28' });
  expect(await names(house.founder)).toContain('Leonie');
  expect((await house.founder.post(`${at}/team/hires/${id}/erase`, { reason: 'asked for it' })).status).toBe(201);
  expect(await names(house.founder)).not.toContain('Leonie');
});
