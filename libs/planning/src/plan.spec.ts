import { given, money } from '@capstan/kernel';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { PlanCost, RecordExchangeRate } from './contract.ts';
import type { PlanningFact } from './events.ts';
import { convert, rateOn, totalIn } from './exchange.ts';
import { assumptionsDecider, planDecider, rateDecider } from './plan-decider.ts';

const today = '2026-11-23';
const rent = { cost: 'cost-00000001', name: 'Office', kind: 'other', monthly: money(400_000, 'EUR'), from: '2026-12' } as const;
const planned: PlanningFact = { type: 'CostPlanned', data: rent, effective: '2026-12-01' };

test('a cost is planned and dropped once', () => {
  given(planDecider).when({ type: 'PlanCost', ...rent }).then(planned);
  given(planDecider).when({ type: 'PlanCost', ...rent, to: '2026-11' }).refuses('ends-before-start', 'to');
  const dropped: PlanningFact = { type: 'PlannedCostDropped', data: { cost: rent.cost, reason: 'remote' } };
  given(planDecider, planned).when({ type: 'DropPlannedCost', cost: rent.cost, reason: 'remote' }).then(dropped);
  given(planDecider, planned, dropped).when({ type: 'DropPlannedCost', cost: rent.cost, reason: 'x' }).refuses('cost-dropped');
  given(planDecider).when({ type: 'DropPlannedCost', cost: rent.cost, reason: 'x' }).refuses('cost-unknown');
});
test('revenue is planned with a growth within reason and dropped once', () => {
  const plan = { plan: 'plan-00000001', name: 'Pilot customers', monthly: money(900_000, 'EUR'), growth: '0.08', from: '2027-01' } as const;
  const fact: PlanningFact = { type: 'RevenuePlanned', data: plan, effective: '2027-01-01' };
  given(planDecider).when({ type: 'PlanRevenue', ...plan }).then(fact);
  given(planDecider).when({ type: 'PlanRevenue', ...plan, growth: '1.01' }).refuses('growth-out-of-range', 'growth');
  given(planDecider).when({ type: 'PlanRevenue', ...plan, to: '2026-12' }).refuses('ends-before-start', 'to');
  given(planDecider, fact).when({ type: 'DropRevenuePlan', plan: plan.plan, reason: 'x' }).then({ type: 'RevenuePlanDropped', data: { plan: plan.plan, reason: 'x' } });
  given(planDecider, fact, { type: 'RevenuePlanDropped', data: { plan: plan.plan, reason: 'x' } }).when({ type: 'DropRevenuePlan', plan: plan.plan, reason: 'y' }).refuses('plan-dropped');
  given(planDecider).when({ type: 'DropRevenuePlan', plan: plan.plan, reason: 'x' }).refuses('plan-unknown');
});
test('a rate is above zero, between two currencies, and seen', () => {
  const rate = { type: 'RecordExchangeRate', today, from: 'USD', to: 'EUR', on: '2026-11-01', rate: '0.91' } as const;
  expect(given(rateDecider).when(rate).facts()).toHaveLength(1);
  given(rateDecider).when({ ...rate, to: 'USD' }).refuses('rate-same-currency', 'to');
  given(rateDecider).when({ ...rate, rate: '0' }).refuses('rate-not-positive', 'rate');
  given(rateDecider).when({ ...rate, on: '2026-12-01' }).refuses('rate-in-future', 'on');
});
test('the months of a round lie between 1 and 18; saying the same again records nothing', () => {
  const set: PlanningFact = { type: 'PlanningAssumptionsSet', data: { raiseMonths: 5 } };
  given(assumptionsDecider).when({ type: 'SetPlanningAssumptions', raiseMonths: 5 }).then(set);
  given(assumptionsDecider, set).when({ type: 'SetPlanningAssumptions', raiseMonths: 5 }).then();
  given(assumptionsDecider).when({ type: 'SetPlanningAssumptions', raiseMonths: 0 }).refuses('raise-months-out-of-range', 'raiseMonths');
});
test('the contract refuses unknown currencies, months out of range and amounts beyond 2^51', () => {
  const codes = (r: { error?: { issues: object[] } }) => r.error?.issues.map((i) => (i as { params?: { refusal?: string } }).params?.refusal);
  expect(codes(PlanCost.safeParse({ ...rent, cost: undefined, monthly: { amount: 2 ** 51 + 2, currency: 'EUR' } }))).toContain('amount-too-large');
  expect(codes(PlanCost.safeParse({ ...rent, from: '20255-01' }))).toContain('month-invalid');
  expect(codes(RecordExchangeRate.safeParse({ from: 'XXA', to: 'EUR', on: today, rate: '1' }))).toContain('currency-unknown');
});

const rates = [{ from: 'USD', to: 'EUR', on: '2026-01-01', rate: '0.90' }, { from: 'EUR', to: 'USD', on: '2026-06-01', rate: '1.25' }, { from: 'JPY', to: 'EUR', on: '2026-01-01', rate: '0.006' }];
test('the latest rate on or before the day holds, straight or inverted', () => {
  expect(convert(money(10_000, 'USD'), 'EUR', '2026-05-31', rates)).toEqual(money(9000, 'EUR'));
  expect(convert(money(10_000, 'USD'), 'EUR', '2026-06-01', rates)).toEqual(money(8000, 'EUR'));
  expect(convert(money(10_000, 'JPY'), 'EUR', today, rates)).toEqual(money(6000, 'EUR'));
  expect(rateOn(rates, 'USD', 'EUR', '2025-12-31')).toBeUndefined();
});
test('a currency without a rate makes the total unknown and is named; it is never zero', () => {
  expect(totalIn('EUR', [{ amount: money(5, 'EUR'), on: today }, { amount: money(5, 'GBP'), on: today }, { amount: money(0, 'CHF'), on: today }], rates)).toEqual({ total: null, missing: ['CHF', 'GBP'] });
  expect(totalIn('EUR', [{ amount: money(5, 'EUR'), on: today }, { amount: money(10, 'USD'), on: today }], rates)).toEqual({ total: money(13, 'EUR'), missing: [] });
});
test('law: there and back again is off by at most one unit of rounding', () => {
  fc.assert(fc.property(fc.integer({ min: -1e9, max: 1e9 }), (n) => {
    const there = convert(money(n, 'USD'), 'EUR', today, rates)!;
    expect(Math.abs(convert(there, 'USD', today, rates)!.amount - n)).toBeLessThanOrEqual(1);
  }));
});
