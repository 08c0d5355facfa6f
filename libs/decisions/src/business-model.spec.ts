import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BusinessModel, economics } from './business-model.ts';

const eur = (amount: number) => ({ amount, currency: 'EUR' });
/** A seat for €49 a month: 600 requests of 4,000 tokens at €2.50 a million tokens cost €6.00. */
const seats: BusinessModel = {
  unit: 'seat a month', price: eur(4900), inference: { requestsPerUnit: 600, tokensPerRequest: 4000, perMillionTokens: '2.5' },
  hosting: eur(300), otherUnitCost: eur(200), fixedMonthly: eur(1_140_000), expectedVolume: 400,
};

test('a seat costs its inference, hosting and support; the rest pays the fixed costs', () => {
  const e = economics(seats, 2);
  expect([e.inferencePerUnit, e.unitCost, e.margin]).toEqual(['6.000000', '11.000000', '38.000000']);
  expect(e.grossMargin).toBeCloseTo(38 / 49, 12);
  expect(e.breakEven).toEqual({ kind: 'volume', units: 300 });
  expect(e.monthlyEffect).toEqual(eur(380_000));
  expect(e.monthlyRevenue).toEqual(eur(1_960_000));
});

test('a request that costs a fraction of a cent keeps it: a million of them cost what they cost', () => {
  const requests: BusinessModel = { ...seats, unit: 'request', price: eur(1), inference: { requestsPerUnit: 1, tokensPerRequest: 1200, perMillionTokens: '0.075' }, hosting: eur(0), otherUnitCost: eur(0), fixedMonthly: eur(0), expectedVolume: 1_000_000 };
  const e = economics(requests, 2);
  expect(e.inferencePerUnit).toBe('0.000090');
  expect(e.monthlyEffect).toEqual(eur(991_000));
  expect(e.breakEven).toEqual({ kind: 'at-once' });
});

test('a unit that loses money never breaks even, however many are sold', () => {
  const e = economics({ ...seats, price: eur(900) }, 2);
  expect(e.breakEven).toEqual({ kind: 'never' });
  expect(e.monthlyEffect.amount).toBe(-200 * 400 - 1_140_000);
});

test('a free unit has no gross margin, rather than a wrong one', () => {
  expect(economics({ ...seats, price: eur(0) }, 2).grossMargin).toBeNull();
});

test('yen have no cents', () => {
  const yen = (amount: number) => ({ amount, currency: 'JPY' });
  const e = economics({ ...seats, price: yen(5000), hosting: yen(300), otherUnitCost: yen(200), fixedMonthly: yen(900_000), inference: { requestsPerUnit: 600, tokensPerRequest: 4000, perMillionTokens: '250' } }, 0);
  expect(e.unitCost).toBe('1100.000000');
});

test('law: at the break-even volume the month is not below zero, one unit less is', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 0, max: 50_000 }), fc.integer({ min: 1, max: 10_000_000 }), (price, cost, fixed) => {
    const model = { ...seats, price: eur(price), hosting: eur(cost), otherUnitCost: eur(0), fixedMonthly: eur(fixed), inference: { requestsPerUnit: 0, tokensPerRequest: 0, perMillionTokens: '0' } };
    const { breakEven } = economics(model, 2);
    fc.pre(price > cost);
    if (breakEven.kind !== 'volume') throw new Error(`a unit that earns ${price - cost} breaks even somewhere`);
    const effect = (expectedVolume: number) => economics({ ...model, expectedVolume }, 2).monthlyEffect.amount;
    expect(effect(breakEven.units)).toBeGreaterThanOrEqual(0);
    expect(effect(breakEven.units - 1)).toBeLessThan(0);
  }), { seed: 11, numRuns: 200 });
});

test('refuses negative prices and mixed currencies with their codes', () => {
  const codes = (model: unknown) => BusinessModel.safeParse(model).error?.issues.map((i) => ('params' in i ? (i.params as { refusal?: string }).refusal : i.code));
  expect(codes({ ...seats, price: eur(-1) })).toEqual(['amount-negative']);
  expect(codes({ ...seats, inference: { ...seats.inference, perMillionTokens: '-2' } })).toEqual(['amount-negative']);
  expect(codes({ ...seats, hosting: { amount: 1, currency: 'USD' } })).toEqual(['currency-differs']);
});
