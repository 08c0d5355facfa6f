import { given } from '@capstan/kernel';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { RecordRevenue } from './contract.ts';
import { revenueDecider } from './decider.ts';
import type { MarketFact } from './events.ts';
import { priceEconomics } from './price-economics.ts';
import { arr, trailingInputs } from './trailing.ts';
import { acquisitionCost, burnBand, burnMultiple, lifetimeValue, paybackMonths, ruleOf40 } from './unit-economics.ts';

const today = '2026-11-23';
const usd = (amount: number) => ({ amount, currency: 'USD' });
const october = { revenue: 'revenue-00000001', month: '2026-10', amount: usd(4_000_000), recurring: true, customers: 40, newCustomers: 4, churned: 1 } as const;
const recorded: MarketFact = { type: 'RevenueRecorded', data: october, effective: '2026-10-01' };
const record = { type: 'RecordRevenue', today, ...october } as const;

test('a month of revenue is recorded once per kind', () => {
  given(revenueDecider).when(record).then(recorded);
  given(revenueDecider, recorded).when({ ...record, revenue: 'revenue-00000002' }).refuses('revenue-already-recorded', 'month');
  expect(given(revenueDecider, recorded).when({ ...record, revenue: 'revenue-00000002', recurring: false }).facts()).toHaveLength(1);
});
test('a month to come has no revenue yet', () => given(revenueDecider).when({ ...record, month: '2026-12' }).refuses('revenue-month-not-over', 'month'));
test('no more new customers than customers', () => given(revenueDecider).when({ ...record, newCustomers: 41 }).refuses('revenue-more-new-than-customers', 'newCustomers'));
test('a correction replaces, a withdrawal frees the month', () => {
  const correct = { ...record, type: 'CorrectRevenue', amount: usd(4_100_000), reason: 'refund missed' } as const;
  const { today: _, type: __, ...data } = correct;
  given(revenueDecider, recorded).when(correct).then({ type: 'RevenueCorrected', data, effective: '2026-10-01' });
  const withdrawn: MarketFact = { type: 'RevenueWithdrawn', data: { revenue: october.revenue, reason: 'test' } };
  given(revenueDecider, recorded).when({ type: 'WithdrawRevenue', revenue: october.revenue, reason: 'test' }).then(withdrawn);
  expect(given(revenueDecider, recorded, withdrawn).when({ ...record, revenue: 'revenue-00000002' }).facts()).toHaveLength(1);
  given(revenueDecider, recorded, withdrawn).when(correct).refuses('revenue-withdrawn');
  given(revenueDecider).when(correct).refuses('revenue-unknown');
});
test('the contract refuses negative counts and amounts out of range', () => {
  expect(RecordRevenue.safeParse({ ...october, customers: -1 }).success).toBe(false);
  expect(RecordRevenue.safeParse({ ...october, amount: usd(2 ** 52) }).error?.issues[0]).toMatchObject({ params: { refusal: 'amount-too-large' } });
});

const finmark = { arpa: 100, grossMargin: 0.8, churn: 0.02, salesAndMarketing: 60_000, newCustomers: 100 };
test('Finmark: LTV 4,000, CAC 600, payback 7.5 months', () => {
  expect([lifetimeValue(finmark), acquisitionCost(finmark), paybackMonths(finmark)]).toEqual([4000, 600, 7.5].map((value) => ({ kind: 'value', value: expect.closeTo(value, 9) })));
});
test('what has no answer says so in words', () => {
  expect(lifetimeValue({ ...finmark, churn: 0 })).toEqual({ kind: 'never', because: 'no-churn' });
  expect(acquisitionCost({ ...finmark, newCustomers: 0 })).toEqual({ kind: 'never', because: 'no-customers-won' });
  expect(paybackMonths({ ...finmark, grossMargin: -0.1 })).toEqual({ kind: 'never', because: 'no-margin' });
  expect(lifetimeValue({ ...finmark, churn: null, arpa: null })).toEqual({ kind: 'unknown', missing: ['arpa', 'churn'] });
  expect(paybackMonths({ ...finmark, newCustomers: null })).toEqual({ kind: 'unknown', missing: ['newCustomers'] });
});
test("Sacks: 3 million burned for 1 million of new ARR is a multiple of 3; his bands", () => {
  expect(burnMultiple(3e6, 1e6)).toEqual({ kind: 'value', value: 3 });
  expect(burnMultiple(3e6, 0)).toEqual({ kind: 'never', because: 'no-growth' });
  expect([0.8, 1.2, 1.7, 2.5, 4].map(burnBand)).toEqual(['amazing', 'great', 'good', 'suspect', 'bad']);
  expect([1, 1.5, 2, 3].map(burnBand)).toEqual(['great', 'good', 'suspect', 'suspect']);
});
test('rule of 40', () => expect([[100, -60], [20, 10], [50, 0]].map(([g, m]) => ruleOf40(g!, m!))).toEqual([40, 30, 50]));

test('trailing inputs take the last three complete months and nothing of the running one', () => {
  const month = (m: string, over: object = {}) => ({ month: m, recurring: 1000, customers: 10, newCustomers: 2, churned: 1, acquisition: 300, costOfRevenue: 250, ...over });
  const rows = [month('2026-08'), month('2026-09'), month('2026-10'), month('2026-11', { recurring: 9e9 })];
  expect(trailingInputs(rows, '2026-11')).toEqual({ arpa: 100, grossMargin: 0.75, churn: expect.closeTo(3 / 27, 9), salesAndMarketing: 900, newCustomers: 6 });
  expect(trailingInputs(rows.slice(1), '2026-11').arpa).toBeNull();
  expect(trailingInputs([month('2026-08', { acquisition: null }), ...rows.slice(1)], '2026-11')).toMatchObject({ salesAndMarketing: null, arpa: 100 });
  expect([arr(usd(100)), arr(null)]).toEqual([usd(1200), null]);
});

test('a seat at 49 with 9 of cost and 10 of inference needs 1,000 seats to carry 30,000', () => {
  expect(priceEconomics({ price: usd(4900), unitCost: usd(900), inference: usd(1000), fixedPerMonth: usd(3_000_000) })).toEqual({ contribution: usd(3000), margin: expect.closeTo(30 / 49, 9), breakEven: { kind: 'units', perMonth: 1000 } });
  expect(priceEconomics({ price: usd(0), unitCost: usd(0), inference: usd(1), fixedPerMonth: usd(5) })).toMatchObject({ margin: null, breakEven: { kind: 'never' } });
  expect(() => priceEconomics({ price: usd(1), unitCost: { amount: 1, currency: 'EUR' }, inference: usd(0), fixedPerMonth: usd(0) })).toThrow('without a rate');
});
test('law: at break-even the fixed costs are covered, one unit earlier they are not', () => {
  const cents = fc.integer({ min: 0, max: 1e7 });
  fc.assert(fc.property(cents, cents, cents, fc.integer({ min: 1, max: 1e9 }), (price, unitCost, inference, fixed) => {
    const { contribution, breakEven } = priceEconomics({ price: usd(price), unitCost: usd(unitCost), inference: usd(inference), fixedPerMonth: usd(fixed) });
    expect(breakEven.kind).toBe(contribution.amount > 0 ? 'units' : 'never');
    const units = breakEven.kind === 'units' ? breakEven.perMonth : Infinity;
    expect(contribution.amount <= 0 || (units * contribution.amount >= fixed && (units - 1) * contribution.amount < fixed)).toBe(true);
  }));
});
