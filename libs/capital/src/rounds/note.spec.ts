import { exact } from '@capstan/kernel';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Convertible, dayCounts, noteAccrual, noteAfter, priceByConvention, priceRound, type PricedRound, roundings, type RoundTerms } from '../index.ts';

const d = (text: string) => exact.parseDecimal(text)!;
const note = { principal: d('1000000'), rate: d('0.06') };

test('interest is simple unless it compounds by the year or the month', () => {
  expect(noteAfter(note, d('1.5'))).toEqual(d('1090000'));
  expect(noteAfter({ ...note, compounding: 'annual' }, d('2'))).toEqual(d('1123600'));
  expect(noteAfter({ ...note, compounding: 'annual' }, d('1.5'))).toEqual(d('1091800'));
  expect(exact.toDecimal(noteAfter({ ...note, compounding: 'monthly' }, d('1')), 2)).toBe('1061677.81');
});

test('nothing accrues before a note is signed; a year of days over 365 is a year of interest', () => {
  expect([noteAccrual({ ...note, signedOn: '2023-03-01' }, '2024-02-29'), noteAccrual({ ...note, signedOn: '2023-03-01' }, '2023-02-01')]).toEqual([d('1060000'), d('1000000')]);
});

/** 8M founders, a 20 % pool of which 500,000 is granted, 5M at 20M pre-money, the pool back to 15 %. Source of the expected values: cases NOTE19 and NOTE20 of the field's oracles. */
const round = (...convertibles: Convertible[]): RoundTerms => ({
  existing: d('10000000'), unallocated: d('1500000'), common: d('8000000'), preMoney: d('20000000'), investments: [{ id: 'a', amount: d('5000000') }], pool: { target: d('0.15') }, rounding: roundings.exact, convertibles,
});
const converting: Convertible = { id: 'note', kind: 'note', amount: noteAfter(note, d('1')), cap: d('8000000'), discount: d('0.2') };
const priced = (terms: RoundTerms) => priceRound(terms) as PricedRound;

test.each([['with-pool', '0.800000', '1325000.0'], ['without-pool', '0.941176', '1126250.0'], ['common-only', '1.000000', '1060000.0']] as const)('a cap %s converts at %s', (capBase, price, shares) => {
  const [conversion] = priced(round({ ...converting, capBase })).conversions;
  expect([exact.toDecimal(conversion!.price, 6), exact.toDecimal(conversion!.shares, 1), conversion!.by]).toEqual([price, shares, 'cap']);
});

test('a note and a pre-money SAFE in one round: neither counts the other', () => {
  const { price, conversions } = priced(round(converting, { id: 'safe', kind: 'pre-money', amount: d('1000000'), cap: d('10000000') }));
  expect([price, ...conversions.map((c) => c.price)].map((p) => exact.toDecimal(p, 6))).toEqual(['1.487119', '0.800000', '0.907305']);
});

test('a note without a cap converts at the discount, one without either at the round price, in every convention', () => {
  const bare = { id: 'bare', kind: 'note', amount: d('500000') } as const;
  for (const one of Object.values(priceByConvention(round({ ...bare, id: 'cheap', discount: d('0.25') }, bare)))) {
    const { price, conversions } = one as PricedRound;
    expect(conversions.map((c) => c.price)).toEqual([exact.mul(price, d('0.75')), price]);
  }
});

test('interest never falls with time', () => {
  const compounding = fc.constantFrom('simple' as const, 'annual' as const, 'monthly' as const);
  fc.assert(fc.property(compounding, fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 3000 }), fc.constantFrom(...dayCounts), (how, a, b, dayCount) => {
    const on = (days: number) => new Date(Date.UTC(2020, 0, 15) + days * 864e5).toISOString().slice(0, 10);
    const terms = { ...note, compounding: how, dayCount, signedOn: '2020-01-15' };
    expect(exact.compare(noteAccrual(terms, on(Math.min(a, b))), noteAccrual(terms, on(Math.max(a, b))))).toBeLessThanOrEqual(0);
  }), { numRuns: 200 });
});
