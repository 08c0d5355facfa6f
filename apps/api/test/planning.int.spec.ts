import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, addMonths, firstDay, lastDay, monthOf } from '@capstan/kernel';
import { type Person, startApi, type TestApi } from './app.ts';

const today = new Date().toISOString().slice(0, 10);
const month = (n: number) => addMonths(monthOf(today), n);
const mapping = { date: 'Date', dateFormat: 'YYYY-MM-DD', amount: { kind: 'signed', column: 'Amount' }, decimal: '.', text: 'Text', balance: 'Balance' };
const eur = (amount: number) => ({ amount, currency: 'EUR' });

/** Four months of a small company: a million raised before, 30,000 of pay and 20,000 of the rest each month, 10,000 earned. */
function statement(): string {
  let balance = 1_000_000;
  const rows = [-4, -3, -2, -1].flatMap((n) => [
    [firstDay(month(n)), '-20000.00', 'Rent and tools'], [`${month(n)}-15`, '10000.00', 'Stripe payout'], [lastDay(month(n)), '-30000.00', 'Payroll'],
  ].map(([on, amount, text]) => `${on},${amount},${text},${(balance += Number(amount)).toFixed(2)}`));
  return ['Date,Amount,Text,Balance', ...rows].join('\n');
}

let api: TestApi;
let founder: Person;
let engineer: Person;
let investor: Person;
let at: string;
beforeAll(async () => {
  api = await startApi();
  const house = await api.house();
  ({ founder, engineer, investor } = house);
  at = `/api/companies/${house.company}`;
}, 120_000);
afterAll(() => api.close());

const bank = (text: string, over: object = {}) => founder.post(`${at}/planning/bank`, { account: 'Main', currency: 'EUR', mapping, text, ...over });
const money = async () => (await founder.get(`${at}/overview`)).body.money;

test('before anything is recorded everything is unknown, in words', async () => {
  expect(await money()).toMatchObject({ cash: { value: null }, trailing: { runway: { kind: 'unknown' } }, plan: { runway: { kind: 'unknown' } }, decision: { runway: { kind: 'unknown' } }, negative: null });
});

test('a bank file becomes cash, burn and a trailing runway', async () => {
  const { status, body } = await bank(statement());
  expect([status, body.lines, body.added, body.known]).toEqual([201, 12, 12, 0]);
  const now = await money();
  expect([now.basis, now.cash.value, now.netBurn.value, now.grossBurn.value]).toEqual(['bank', eur(84_000_000), eur(4_000_000), eur(5_000_000)]);
  expect(now.trailing.runway).toMatchObject({ kind: 'months', months: 21 });
  expect(now.trailing.why).toMatchObject({ metric: 'runway-trailing', factCount: 1 });
  const { body: cash } = await founder.get(`${at}/planning/cash`);
  expect(cash.months.slice(0, 4).map((m: { netBurn: number; closing: number }) => [m.netBurn, m.closing])).toEqual([[4_000_000, 96_000_000], [4_000_000, 92_000_000], [4_000_000, 88_000_000], [4_000_000, 84_000_000]]);
});

test('the mapping is remembered, and the opening balance was in the file', async () => {
  const { body } = await founder.get(`${at}/planning/bank`);
  expect(body.accounts).toMatchObject([{ account: 'Main', mapping, opening: eur(100_000_000), balance: eur(84_000_000) }]);
  expect(body.batches).toMatchObject([{ added: 12, reversed: false, actor: founder.user }]);
});

test('the same file, an overlapping one and a broken one', async () => {
  expect((await bank(statement())).body).toMatchObject({ status: 409, code: 'bank-file-already-imported' });
  const more = `${statement()}\n${firstDay(month(0))},-1.00,Card,839999.00`;
  expect((await bank(more)).body).toMatchObject({ lines: 13, added: 1, known: 12 });
  const broken = await bank('Date,Amount,Text,Balance\n2026-13-01,=1+1,x,1.00\n2026-01-02,1.00,y,');
  expect([broken.status, broken.body.code]).toEqual([400, 'bank-refused']);
  expect(broken.body.errors.map((e: { path: string; code: string }) => [e.path, e.code])).toEqual([['line 2, Date', 'row-date-invalid'], ['line 2, Amount', 'row-amount-invalid'], ['line 3, Balance', 'row-cell-empty']]);
  expect((await founder.get(`${at}/planning/transactions`)).body.count).toBe(13);
});

test('what runs on, runs on in the plan: the cash-out day and what drains it', async () => {
  const now = await money();
  expect(now.lines.map((l: { id: string }) => l.id).sort()).toEqual(['carried-other', 'carried-payroll', 'carried-revenue']);
  expect(now.plan.runway.kind).toBe('months');
  expect(Math.abs(now.plan.runway.months - 21)).toBeLessThan(1.1);
  expect(now.decision.runway.months).toBeCloseTo(now.plan.runway.months - 6, 9);
  expect(now.negative.because[0].id).toBe('carried-payroll');
  expect(now.series).toHaveLength(37);
});

test('a planned cost, a reservation and a hire shorten the plan; dropping them restores it', async () => {
  const before = (await money()).plan.runway.cashOut;
  const { body: { id: cost } } = await founder.post(`${at}/planning/costs`, { name: 'New office', kind: 'other', monthly: eur(500_000), from: month(1) });
  const { body: { id: reservation } } = await engineer.post(`${at}/compute/reservations`, { gpu: 'H100', count: 8, provider: 'Nebius', monthly: eur(1_000_000), from: month(1), to: month(12) });
  const with2 = (await money()).plan.runway.cashOut;
  expect(with2 < before).toBe(true);
  await founder.post(`${at}/planning/costs/${cost}/drop`, { reason: 'remote' });
  await engineer.post(`${at}/compute/reservations/${reservation}/end`, { last: null, reason: 'not needed' });
  expect((await money()).plan.runway.cashOut).toBe(before);
  expect((await founder.get(`${at}/planning/plans`)).body.costs).toEqual([]);
});

test('money in another currency without a rate makes the sum unknown and says which rate lacks', async () => {
  await bank(`Date,Amount,Text\n${lastDay(month(-1))},500.00,Refund`, { account: 'Dollars', currency: 'USD', mapping: { ...mapping, balance: undefined } });
  await founder.put(`${at}/planning/opening-balances`, { account: 'Dollars', on: firstDay(month(-4)), balance: { amount: 1_000_000, currency: 'USD' } });
  const now = await money();
  expect([now.cash.value, now.trailing.runway]).toEqual([null, { kind: 'unknown', missing: ['rate: USD'] }]);
  await founder.post(`${at}/planning/exchange-rates`, { from: 'USD', to: 'EUR', on: firstDay(month(-12)), rate: '0.90' });
  expect((await money()).cash.value.amount).toBe(84_000_000 - 100 + 45_000 + 900_000);
});

test("a person's word on a transaction overrules the rule", async () => {
  const { body } = await founder.get(`${at}/planning/transactions?kind=other`);
  const refund = body.transactions.find((t: { text: string }) => t.text === 'Refund');
  expect(refund.classifiedBy).toBe('rule');
  expect((await founder.put(`${at}/planning/transactions/${encodeURIComponent(refund.key)}/kind`, { kind: 'financing' })).status).toBe(200);
  expect((await founder.get(`${at}/planning/transactions?kind=financing`)).body.transactions).toMatchObject([{ text: 'Refund', classifiedBy: 'person' }]);
});

test('taking a bank file back takes its transactions along', async () => {
  const { body } = await founder.get(`${at}/planning/bank`);
  const dollars = body.batches.find((b: { account: string }) => b.account === 'Dollars');
  await founder.post(`${at}/planning/bank/${dollars.batch}/reverse`, { reason: 'wrong account' });
  expect((await founder.get(`${at}/planning/transactions`)).body.count).toBe(13);
  expect((await founder.post(`${at}/planning/bank/${dollars.batch}/reverse`, { reason: 'again' })).body.code).toBe('bank-batch-reversed');
});

test('months to raise move the day to decide', async () => {
  const before = (await money()).decision.runway;
  expect((await founder.put(`${at}/planning/assumptions`, { raiseMonths: 4 })).status).toBe(200);
  expect((await money()).decision.runway.months).toBeCloseTo(before.months + 2, 9);
  expect((await founder.put(`${at}/planning/assumptions`, { raiseMonths: 40 })).body.code).toBe('raise-months-out-of-range');
});

test('an engineer sees compute on the overview and no money; an investor sees neither', async () => {
  expect((await engineer.get(`${at}/overview`)).body).toMatchObject({ money: null, team: null, compute: { month: monthOf(today) } });
  expect((await investor.get(`${at}/overview`)).body).toMatchObject({ money: null, team: null, compute: null });
});

test('the overview of a past day knows only what was recorded by then', async () => {
  const { body } = await founder.get(`${at}/overview?asOf=${addDays(today, -1)}T00:00:00Z`);
  expect(body.money).toBeNull();
});
