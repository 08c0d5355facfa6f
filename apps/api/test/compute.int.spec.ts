import { afterAll, beforeAll, expect, test } from 'vitest';
import { monthOf } from '@capstan/kernel';
import { type Person, startApi, type TestApi } from './app.ts';

const today = new Date().toISOString().slice(0, 10);
const eur = (amount: number) => ({ amount, currency: 'EUR' });
const head = 'BilledCost,BillingCurrency,ChargePeriodStart,ProviderName,ServiceName,ServiceCategory,Tags';
const bill = [head, '100.005,EUR,2026-09-03 00:00:00,AWS,Amazon SageMaker,AI and Machine Learning,NULL', '-0.005,EUR,2026-09-04 00:00:00,AWS,Amazon S3,Storage,NULL'].join('\n');

let api: TestApi;
let founder: Person;
let engineer: Person;
let at: string;
beforeAll(async () => {
  api = await startApi();
  const house = await api.house();
  ({ founder, engineer } = house);
  at = `/api/companies/${house.company}/compute`;
}, 120_000);
afterAll(() => api.close());

const spent = async (month: string) => (await engineer.get(`${at}/spend?from=${month}&to=${month}`)).body.months[0];

test('a bill is imported, seen by month and purpose, and taken back', async () => {
  const { status, body } = await engineer.post(`${at}/bills`, { text: bill });
  expect([status, body.lines, body.credits, body.total, body.exactTotal]).toEqual([201, 2, 1, eur(10_000), '100']);
  expect(await spent('2026-09')).toMatchObject({ gpu: eur(10_000), total: eur(10_000), use: { kind: 'no-budget' } });
  expect((await engineer.post(`${at}/bills`, { text: bill })).body).toMatchObject({ status: 409, code: 'bill-already-imported' });
  expect((await engineer.post(`${at}/bills`, { text: `${bill}\n` })).body.code).toBe('bill-rows-known');
  expect((await engineer.post(`${at}/bills/${body.id}/reverse`, { reason: 'wrong month' })).status).toBe(201);
  expect((await spent('2026-09')).total).toEqual(eur(0));
  expect((await engineer.get(`${at}/bills`)).body).toMatchObject([{ reversed: true, reason: 'wrong month', actor: engineer.user }]);
  expect((await engineer.post(`${at}/bills`, { text: bill })).status).toBe(201);
});

test('a broken bill records nothing and says line, column and reason', async () => {
  const { status, body } = await engineer.post(`${at}/bills`, { text: `${head}\n=cmd(),EUR,2026-09-03,AWS,S3,Storage,NULL\n1,EUR,20255-01-01,AWS,,Storage,NULL` });
  expect([status, body.code, body.values]).toEqual([400, 'bill-refused', { count: 3 }]);
  expect(body.errors.map((e: { path: string; code: string }) => [e.path, e.code])).toEqual([['line 2, BilledCost', 'row-amount-invalid'], ['line 3, ChargePeriodStart', 'row-date-invalid'], ['line 3, ServiceName', 'row-cell-empty']]);
  expect((await engineer.post(`${at}/bills`, { text: 'BilledCost,ServiceName\n1,S3' })).body.errors.map((e: { path: string }) => e.path)).toEqual(['line 1, BillingCurrency', 'line 1, ChargePeriodStart', 'line 1, ProviderName']);
  expect((await engineer.post(`${at}/bills`, { text: head })).body.code).toBe('bill-empty');
  expect((await engineer.post(`${at}/bills`, { text: `${head}\n1,"EUR` })).body.code).toBe('bill-unreadable');
});

test('an import under way says how far it is and can be stopped: nothing is recorded', async () => {
  const long = [head, ...Array.from({ length: 30_000 }, (_, i) => `${i}.01,EUR,2026-08-03 00:00:00,AWS,Amazon EC2,Compute,NULL`)].join('\n');
  const answer = engineer.post(`${at}/bills`, { import: 'import-0123456789', text: long });
  let progress = await engineer.get(`${at}/imports/import-0123456789`);
  while (progress.status === 404) progress = await engineer.get(`${at}/imports/import-0123456789`);
  expect(progress.body).toMatchObject({ import: 'import-0123456789', rows: expect.any(Number) });
  expect((await engineer.post(`${at}/imports/import-0123456789/stop`, {})).body).toEqual({ stopped: true });
  expect((await answer).body).toMatchObject({ status: 409, code: 'import-stopped' });
  expect((await spent('2026-08')).total).toEqual(eur(0));
  expect((await engineer.get(`${at}/imports/import-0123456789`)).body.code).toBe('import-unknown');
}, 120_000);

test('spend by hand counts against the budget of its month and can be taken back', async () => {
  await engineer.put(`${at}/budgets`, { month: monthOf(today), amount: eur(50_000) });
  const { body: { id } } = await engineer.post(`${at}/spend`, { on: today, provider: 'Lambda', purpose: 'training', description: 'Two nights', amount: eur(60_000), gpuHours: 96 });
  expect((await spent(monthOf(today))).use).toEqual({ kind: 'over', left: eur(-10_000), share: 1.2 });
  expect((await engineer.post(`${at}/spend/${id}/reverse`, { reason: 'typed twice' })).status).toBe(201);
  expect((await spent(monthOf(today))).use).toEqual({ kind: 'within', left: eur(50_000), share: 0 });
  expect((await engineer.post(`${at}/spend/${id}/reverse`, { reason: 'again' })).body).toMatchObject({ status: 409, code: 'spend-already-reversed' });
  expect((await engineer.post(`${at}/spend/spend-00000000/reverse`, { reason: 'x' })).body).toMatchObject({ status: 404, code: 'spend-unknown' });
});

test.each([
  ['spend', { on: '20255-01-01' }, 'date-out-of-range', 'on'], ['spend', { amount: eur(2 ** 51 + 1) }, 'amount-too-large', 'amount.amount'],
  ['spend', { amount: { amount: 5, currency: 'XQX' } }, 'currency-unknown', 'amount.currency'], ['spend', { amount: eur(-5) }, 'amount-negative', 'amount.amount'], ['spend', { amount: eur(0.5) }, 'amount-not-whole', 'amount.amount'],
])('%s with %o is refused as %s', async (path, over, code, field) => {
  const { status, body } = await engineer.post(`${at}/${path}`, { on: today, provider: 'x', purpose: 'other', description: '', amount: eur(5), ...over });
  expect([status, body.code, body.path]).toEqual([400, code, field]);
});

test('spend in a currency without a rate makes the month unknown, not smaller', async () => {
  await engineer.post(`${at}/spend`, { on: today, provider: 'Nebius', purpose: 'training', description: 'H100', amount: { amount: 70_000, currency: 'USD' } });
  const { body } = await engineer.get(`${at}/spend`);
  expect([body.months.at(-1).gpu, body.months.at(-1).use, body.missingRates]).toEqual([null, { kind: 'unknown' }, ['USD']]);
});

test('revenue: recorded, corrected, withdrawn', async () => {
  const market = at.replace('/compute', '/market');
  const { body: { id } } = await founder.post(`${market}/revenue`, { month: '2026-09', amount: eur(900_000), recurring: true, customers: 9 });
  expect((await founder.post(`${market}/revenue`, { month: '2026-09', amount: eur(1), recurring: true })).body.code).toBe('revenue-already-recorded');
  await founder.post(`${market}/revenue/${id}/correct`, { month: '2026-09', amount: eur(950_000), recurring: true, customers: 9, reason: 'late invoice' });
  const { body } = await founder.get(`${market}/revenue`);
  expect(body.lines).toMatchObject([{ amount: eur(950_000), corrected: true }]);
  await founder.post(`${market}/revenue/${id}/withdraw`, { reason: 'test' });
  expect((await founder.get(`${market}/revenue`)).body.lines).toEqual([]);
});
