import { afterAll, beforeAll, expect, test } from 'vitest';
import { addMonths, addMonthsToDay, firstDay, lastDay, monthOf } from '@capstan/kernel';
import { type Person, startApi, type TestApi } from './app.ts';

const today = new Date().toISOString().slice(0, 10);
const month = (n: number) => addMonths(monthOf(today), n);
const eur = (whole: number) => ({ amount: whole * 100, currency: 'EUR' });
const terms = { lender: 'Kanal Bank', principal: eur(360_000), rate: '0.12', months: 36, interestOnlyMonths: 6, upFrontFee: eur(3_600), warrants: { coverage: '0.05', strike: ['1', '2'] } };

let api: TestApi;
let founder: Person;
let at: string;
beforeAll(async () => {
  api = await startApi();
  founder = await api.signUp();
  at = `/api/companies/${await api.found(founder)}`;
  await founder.post(`${at}/capital/safes`, { investor: 'Elbe Angels', amount: eur(300_000), kind: 'post-money', cap: eur(5_000_000), mfn: false, signedOn: firstDay(month(-5)) });
  for (const n of [-3, -2, -1]) await founder.post(`${at}/compute/spend`, { on: firstDay(month(n)), provider: 'Nebius', purpose: 'training', description: 'H100', amount: eur(30_000) });
}, 120_000);
afterAll(() => api.close());

const money = async () => (await founder.get(`${at}/overview`)).body.money;
const loans = async () => (await founder.get(`${at}/capital/loans`)).body.loans;
let loan: string;

test('a loan drawn is cash less its fee and the interest paid since, and its payments shorten what follows', async () => {
  const before = await money();
  const drawnOn = addMonthsToDay(today, -2);
  const signed = await founder.post(`${at}/capital/loans`, { ...terms, drawnOn });
  expect([signed.status, signed.body.code]).toEqual([201, undefined]);
  loan = signed.body.id;
  const after = await money();
  // two months of 1 % on 360,000 have been paid
  expect(after.cash.value.amount - before.cash.value.amount).toBe(eur(360_000 - 3_600 - 7_200).amount);
  expect(after.plan.runway.months).toBeGreaterThan(before.plan.runway.months);
  const line = after.lines.find((l: { source: string }) => l.source === 'loan');
  expect(line).toMatchObject({ id: loan, name: 'Kanal Bank', kind: 'other', goesOn: false });
  expect(line.amounts.slice(0, 7)).toEqual([0, -360_000, -360_000, -360_000, -360_000, -360_000 - 1_200_000, -348_000 - 1_200_000]);
  // principal, four months of 3,600, and thirty of 1 % on what is left: 3,600 down to 120
  expect(line.amounts.reduce((sum: number, a: number) => sum + a, 0)).toBe(-eur(360_000 + 4 * 3_600 + 30 * 1_860).amount);
});

test('why this number names the loans and the event that brought them', async () => {
  const { plan, cash } = await money();
  const [row] = await loans();
  expect(plan.why.inputs.find((i: { name: string }) => i.name === 'loans')).toMatchObject({ value: { money: eur(-3_600) }, facts: [row.fact] });
  expect([plan.why.facts, cash.why.facts].every((facts: string[]) => facts.includes(row.fact))).toBe(true);
});

test('principal is financing, interest is burn, and neither goes on by itself beside the schedule', async () => {
  const { months } = (await founder.get(`${at}/planning/cash`)).body;
  const last = months.find((m: { month: string }) => m.month === month(-1));
  expect([last.byKind.other, last.byKind.financing]).toEqual([-360_000, 0]);
  const { lines } = await money();
  expect(lines.filter((l: { source: string; kind: string }) => l.source === 'carried' && l.kind === 'other')).toEqual([]);
});

test('what a loan costs in all is said with its schedule', async () => {
  const [row] = await loans();
  expect(row).toMatchObject({ kind: 'scheduled', situation: 'running', balance: eur(360_000), cost: { fees: eur(3_600), warrantShares: ['36000', '1'] } });
  expect(row.payments).toHaveLength(36);
  expect(row.cost.effectiveRate.rate).toBeGreaterThan(0.1268);
  expect(row.cost.effectiveRateWithWarrants.rate).toBeGreaterThan(row.cost.effectiveRate.rate);
});

test('a revenue-based loan follows the revenue as recorded and as planned', async () => {
  await founder.post(`${at}/market/revenue`, { month: month(-1), amount: eur(20_000), recurring: true });
  const signed = await founder.post(`${at}/capital/revenue-loans`, { lender: 'Anker Revenue', advance: eur(10_000), multiple: '1.2', revenueShare: '0.1', minimumMonthly: eur(500), drawnOn: firstDay(month(-2)) });
  expect([signed.status, signed.body.code]).toEqual([201, undefined]);
  const row = (await loans()).find((l: { loan: string }) => l.loan === signed.body.id);
  expect(row.payments[0]).toEqual({ on: lastDay(month(-1)), revenue: eur(20_000), amount: eur(2_000), remaining: eur(10_000) });
  expect(row).toMatchObject({ kind: 'revenue', total: eur(12_000) });
  const line = (await money()).lines.find((l: { id: string }) => l.id === signed.body.id);
  expect(line.amounts.reduce((sum: number, a: number) => sum + a, 0)).toBe(-row.balance.amount);
});

test('a loan settled early is gone from the plan; one taken back never was', async () => {
  const { cash } = await money();
  expect((await founder.post(`${at}/capital/loans/${loan}/repay`, { repaidOn: today })).status).toBe(201);
  const settled = await money();
  expect(cash.value.amount - settled.cash.value.amount).toBe(eur(360_000).amount);
  expect(settled.lines.some((l: { id: string }) => l.id === loan)).toBe(false);
  expect((await founder.post(`${at}/capital/loans/${loan}/repay`, { repaidOn: today })).body.code).toBe('loan-repaid');
  const mistake = await founder.post(`${at}/capital/loans`, { ...terms, drawnOn: today });
  expect((await founder.post(`${at}/capital/loans/${mistake.body.id}/cancel`, { reason: 'typed twice' })).status).toBe(201);
  expect((await money()).cash.value).toEqual(settled.cash.value);
});

test('terms that cannot be are refused with their field, and nothing is recorded', async () => {
  const before = (await loans()).length;
  for (const [body, path, code] of [
    [{ ...terms, drawnOn: today, interestOnlyMonths: 36 }, 'interestOnlyMonths', 'interest-only-too-long'], [{ ...terms, drawnOn: today, rate: '-1' }, 'rate', 'rate-out-of-range'],
    [{ ...terms, drawnOn: today, interestFree: true }, 'interestFree', 'invalid-input'],
  ] as const) {
    const answer = await founder.post(`${at}/capital/loans`, body);
    expect([answer.status, answer.body.errors.map((e: { path: string; code: string }) => [e.path, e.code])]).toEqual([400, [[path, code]]]);
  }
  expect((await founder.post(`${at}/capital/loans`, { ...terms, drawnOn: '2999-01-01' })).status).toBe(400);
  expect((await founder.post(`${at}/capital/loans/loan-00000000/cancel`, { reason: 'none' })).status).toBe(404);
  expect((await loans()).length).toBe(before);
});
