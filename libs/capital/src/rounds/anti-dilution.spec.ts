import { exact } from '@capstan/kernel';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { antiDilution, type Issue, priceRound, type PricedRound, type Protected, ratioAt, roundings, type RoundTerms, weighedBase } from '../index.ts';

const d = (text: string) => exact.parseDecimal(text)!;
const million = (n: number) => exact.rational(n * 1_000_000);
const outstanding = { common: million(8), preferred: million(2), options: million(2), reserve: million(1) };
const issue: Issue = { method: 'broad', outstanding, conversionPrice: d('2.5'), newShares: million(4), consideration: million(5) };

// Source: the field's cases AD1 to AD6 (NVCA model charter 4.4.4).
test.each([
  ['a broad base', {}, '2.1875'], ['a broad base with the reserve', { reserve: 'with' }, '2.205882'], ['a narrow base', { method: 'narrow' }, '2.142857'],
  ['a full ratchet', { method: 'ratchet' }, '1.25'], ['shares given away', { consideration: exact.ZERO }, '1.875'],
] as const)('%s lowers the conversion price', (_, change, price) => {
  const after = antiDilution({ ...issue, ...change });
  if (after.kind !== 'adjusted') throw new Error(after.kind);
  expect([exact.toDecimal(after.conversionPrice, 6), exact.mul(after.conversionPrice, after.ratio)]).toEqual([exact.toDecimal(d(price), 6), d('2.5')]);
});

test('an issue at or above the conversion price changes nothing, nor does a class without protection', () => {
  const above = { ...issue, newShares: million(1), consideration: million(3) };
  for (const one of [above, { ...above, method: 'ratchet' as const }, { ...issue, consideration: million(10) }, { ...issue, method: 'none' as const }]) expect(antiDilution(one)).toEqual({ kind: 'unchanged', conversionPrice: d('2.5'), ratio: exact.ONE });
});

test('a ratchet to shares given away, and issues that are none, are named', () => {
  expect(antiDilution({ ...issue, method: 'ratchet', consideration: exact.ZERO })).toEqual({ kind: 'ratchet-to-nothing' });
  expect(antiDilution({ ...issue, newShares: exact.ZERO })).toEqual({ kind: 'issue-impossible' });
});

const parts = fc.integer({ min: 1, max: 50_000_000 }).map((n) => exact.rational(n));
test('the more that counts, the less a class gets: never below the price paid, never above the one before', () => {
  fc.assert(fc.property(parts, parts, parts, parts, fc.integer({ min: 0, max: 240 }), (common, preferred, options, newShares, cents) => {
    const at = { ...issue, outstanding: { common, preferred, options, reserve: million(1) }, newShares, consideration: exact.mul(newShares, exact.rational(cents, 100)) };
    const price = (change: Partial<Issue>) => (antiDilution({ ...at, ...change }) as { conversionPrice: typeof common }).conversionPrice;
    const rising = [exact.rational(cents, 100), price({ method: 'narrow' }), price({}), price({ reserve: 'with' }), d('2.5')];
    expect(rising.toSorted(exact.compare)).toEqual(rising);
  }), { numRuns: 200 });
});

/** 10M shares, 2M of them a class that paid 2.50; a down round of 3M at 12M pre-money. */
const seriesA: Protected = { id: 'A', method: 'broad', shares: million(2), conversionPrice: d('2.5'), base: d('8500000') };
const down = (change: Partial<Protected>, priced?: 'inside' | 'after'): RoundTerms => ({
  existing: million(10), unallocated: d('1500000'), convertibles: [], preMoney: million(12), investments: [{ id: 'y', amount: million(3) }], pool: { increase: exact.ZERO }, rounding: roundings['floor-shares'], protection: { classes: [{ ...seriesA, ...change }], ...(priced && { priced }) },
});

// Source: a public cap-table project's worked cases 16a, 16c and 16d, recomputed here.
test.each([
  ['a broad average inside the pre-money', down({}), 2_570_652n, '2.190476'], ['a ratchet inside it', down({ method: 'ratchet' }), 3_428_571n, '0.875000'], ['a broad average after it', down({}, 'after'), 2_500_000n, '2.204545'],
] as const)('a down round with %s', (_, terms, shares, conversionPrice) => {
  const round = priceRound(terms) as PricedRound;
  expect(round.issued[0]!.shares).toEqual(exact.rational(shares));
  expect(round.adjustments.map((a) => exact.toDecimal(a.conversionPrice, 6))).toEqual([conversionPrice]);
});

test('inside the pre-money the new money owns what it pays for; after it, less', () => {
  const owned = (priced: 'inside' | 'after') => {
    const round = priceRound({ ...down({}, priced), rounding: roundings.exact }) as PricedRound;
    return exact.div(round.issued[0]!.shares, round.total);
  };
  expect(owned('inside')).toEqual(exact.rational(3, 15));
  expect(exact.compare(owned('after'), exact.rational(3, 15))).toBe(-1);
});

test('a ratchet of a class that paid more than the company is now worth leaves no price', () => {
  expect(priceRound(down({ method: 'ratchet', conversionPrice: d('6') }))).toEqual({ kind: 'protection-owns-everything' });
});

test('the adjustment in the round is the formula applied to what the round issued', () => {
  const method = fc.constantFrom('broad' as const, 'narrow' as const);
  fc.assert(fc.property(method, fc.integer({ min: 3, max: 40 }), fc.integer({ min: 100_000, max: 8_000_000 }), (which, preMoney, money) => {
    const base = weighedBase(which, { ...outstanding, common: d('6500000'), options: exact.ZERO });
    const terms = { ...down({ method: which, base }), preMoney: million(preMoney), investments: [{ id: 'y', amount: exact.rational(money) }], rounding: roundings.exact };
    const round = priceRound(terms) as PricedRound;
    const formula = antiDilution({ ...issue, method: which, outstanding: { common: d('6500000'), preferred: million(2), options: exact.ZERO, reserve: exact.ZERO }, newShares: round.issued[0]!.shares, consideration: exact.rational(money) });
    expect(round.adjustments[0]?.conversionPrice ?? d('2.5')).toEqual('ratio' in formula ? formula.conversionPrice : null);
    expect(ratioAt(terms.protection!.classes[0]!, exact.rational(money), round.price)).toEqual('ratio' in formula ? formula.ratio : null);
    expect(exact.mul(round.price, exact.add(round.capitalisation, round.poolIncrease))).toEqual(terms.preMoney);
  }), { numRuns: 150 });
});
