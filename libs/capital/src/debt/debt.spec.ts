import { exact, type Money } from '@capstan/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { amortisations, loanCost, loanDayCounts, loanSchedule, type LoanTerms, owedOn, revenueSchedule, warrantValue } from './index.ts';

const usd = (whole: number): Money => ({ amount: whole * 100, currency: 'USD' });
const bvp: LoanTerms = {
  principal: usd(5_000_000), rate: '0.11', dayCount: 'monthly', months: 36, interestOnlyMonths: 0, amortisation: 'equal-principal', upFrontFee: usd(30_000),
  warrants: { coverage: '0.1', strike: ['1', '1'] }, drawnOn: '2026-01-15',
};

test('the loan of the BVP venture debt model costs what it prints', () => {
  const cost = loanCost(bvp, { treasuryRate: '0.01' });
  expect([cost.interest / 100, cost.netInterest / 100]).toEqual([expect.closeTo(847_916.67, 0), expect.closeTo(770_833.33, 0)]);
  expect(loanSchedule(bvp)[17]!.balance).toBe(250_000_000);
  expect(exact.toFraction(cost.warrants!.shares)).toEqual(['500000', '1']);
  expect(Math.round(cost.warrants!.cost / 100)).toBe(372_426);
  expect(Math.round(cost.total / 100)).toBe(1_173_260);
});

test('a plain bullet at 12 % costs 12 % compounded monthly; a fee makes it dearer, warrants still more', () => {
  const bullet: LoanTerms = { ...bvp, amortisation: 'bullet', rate: '0.12', months: 12, upFrontFee: undefined };
  const rate = (terms: LoanTerms, key: 'effectiveRate' | 'effectiveRateWithWarrants' = 'effectiveRate') => { const found = loanCost(terms)[key]; return found.kind === 'one' ? found.rate : Number.NaN; };
  expect(rate(bullet)).toBeCloseTo(1.01 ** 12 - 1, 3);
  expect(rate({ ...bullet, upFrontFee: usd(50_000) })).toBeGreaterThan(rate(bullet));
  expect(rate(bullet, 'effectiveRateWithWarrants')).toBeGreaterThan(rate(bullet));
});

test('interest-only months pay interest only; then the principal comes back in the months that are left', () => {
  const payments = loanSchedule({ ...bvp, months: 12, interestOnlyMonths: 6 });
  expect(payments.slice(0, 6).map((p) => [p.principal, p.interest])).toEqual(Array.from({ length: 6 }, () => [0, 4_583_333]));
  expect(payments.slice(6).every((p) => Math.abs(p.principal - 83_333_333) <= 1)).toBe(true);
});

test('an annuity pays the same every month but the last, which takes the odd cents', () => {
  const payments = loanSchedule({ ...bvp, amortisation: 'annuity', principal: usd(15_000), rate: '0.08', months: 60 });
  expect([...new Set(payments.slice(0, -1).map((p) => p.amount))]).toEqual([30_415]);
  expect(Math.abs(payments.at(-1)!.amount - 30_415)).toBeLessThan(100);
});

test('payments fall on the day of the draw, on the last day of shorter months', () => {
  expect(loanSchedule({ ...bvp, drawnOn: '2026-01-31', months: 4 }).map((p) => p.on)).toEqual(['2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31']);
});

test('principal parts sum to the principal and nothing is owed at the end, whatever the terms', () => fc.assert(fc.property(fc.record({
  amount: fc.integer({ min: 1, max: 10 ** 12 }), rate: fc.integer({ min: 0, max: 4000 }), months: fc.integer({ min: 1, max: 72 }), only: fc.integer({ min: 0, max: 71 }),
  amortisation: fc.constantFrom(...amortisations), dayCount: fc.constantFrom(...loanDayCounts), fee: fc.integer({ min: 0, max: 10 ** 6 }),
}), ({ amount, rate, months, only, amortisation, dayCount, fee }) => {
  const payments = loanSchedule({
    principal: { amount, currency: 'EUR' }, rate: exact.toDecimal(exact.rational(rate, 10_000), 4), months, interestOnlyMonths: Math.min(only, months - 1), amortisation, dayCount,
    finalPayment: { amount: fee, currency: 'EUR' }, drawnOn: '2024-01-31',
  });
  expect(payments.reduce((sum, p) => sum + p.principal, 0)).toBe(amount);
  expect(payments.at(-1)).toMatchObject({ balance: 0, fee });
  expect(payments.every((p) => p.principal >= 0 && p.interest >= 0 && p.balance >= 0 && p.amount === p.interest + p.principal + p.fee)).toBe(true);
}), { numRuns: 200, seed: 13 }));

test('what settles a loan early is its balance and the interest since the last payment', () => {
  expect(owedOn({ ...bvp, dayCount: 'act/360' }, '2026-01-25')).toEqual({ principal: 500_000_000, interest: 1_527_778, fee: 0 });
  expect(owedOn(bvp, '2027-07-15')).toEqual({ principal: 250_000_000, interest: 0, fee: 0 });
  expect(owedOn(bvp, '2030-01-01')).toEqual({ principal: 0, interest: 0, fee: 0 });
});

const advance = { advance: usd(100_000), multiple: '1.4', revenueShare: '0.1', drawnOn: '2026-03-10' };
test('a revenue loan takes its share until the multiple is paid', () => {
  const { payments, total, paidOn } = revenueSchedule(advance, () => 40_000_00);
  expect([total, payments.length, payments[0], paidOn]).toEqual([14_000_000, 35, { on: '2026-04-30', revenue: 4_000_000, amount: 400_000, remaining: 13_600_000 }, '2029-02-28']);
  expect(payments.reduce((sum, p) => sum + p.amount, 0)).toBe(total);
});
test('without revenue it takes the minimum, and stays open without one', () => {
  expect(revenueSchedule({ ...advance, minimumMonthly: usd(70_000) }, () => null).payments.map((p) => p.amount)).toEqual([7_000_000, 7_000_000]);
  expect(revenueSchedule(advance, () => 0).paidOn).toBeNull();
});

test('a warrant is worth its textbook value', () => {
  // Hull, Options, Futures and Other Derivatives: S 42, K 40, r 10 %, σ 20 %, half a year: 4.76
  expect(warrantValue({ price: 42, strike: 40, years: 0.5, volatility: 0.2, riskFree: 0.1 })).toBeCloseTo(4.7594, 4);
  expect(warrantValue({ price: 10, strike: 8, years: 5, volatility: 0, riskFree: 0 })).toBe(2);
});
