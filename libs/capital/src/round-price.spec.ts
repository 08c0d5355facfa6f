import { exact } from '@capstan/kernel';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Convertible, conventions, ownership, priceRound, type PricedRound, roundings, type RoundTerms, settleMfn, type Signed } from './index.ts';

const whole = (n: number) => exact.rational(n);
const amount = fc.integer({ min: 1, max: 5_000_000 }).map(whole);
const discount = fc.integer({ min: 1, max: 30 }).map((pct) => exact.rational(pct, 100));
const convertible: fc.Arbitrary<Convertible> = fc.record({
  id: fc.uuid(), amount, kind: fc.constantFrom('post-money' as const, 'pre-money' as const, 'note' as const), capBase: fc.constantFrom('with-pool' as const, 'without-pool' as const),
  cap: fc.option(fc.integer({ min: 4_000_000, max: 40_000_000 }).map(whole), { nil: undefined }), discount: fc.option(discount, { nil: undefined }),
});
const pool = fc.oneof(fc.integer({ min: 0, max: 40 }).map((pct) => ({ target: exact.rational(pct, 100) })), fc.integer({ min: 0, max: 3_000_000 }).map((n) => ({ increase: whole(n) })));
const round: fc.Arbitrary<RoundTerms> = fc.record({
  existing: fc.integer({ min: 1_000_000, max: 20_000_000 }).map(whole), unallocated: fc.integer({ min: 0, max: 1_000_000 }).map(whole),
  convertibles: fc.array(convertible, { maxLength: 5 }), preMoney: fc.integer({ min: 5_000_000, max: 50_000_000 }).map(whole),
  protection: fc.option(fc.record({ priced: fc.constant('inside' as const), classes: fc.array(fc.record({ id: fc.uuid(), method: fc.constantFrom('broad' as const, 'narrow' as const, 'ratchet' as const), shares: fc.integer({ min: 1, max: 200_000 }).map(whole), conversionPrice: fc.integer({ min: 1, max: 40 }).map((n) => exact.rational(n, 4)), base: fc.integer({ min: 1_000_000, max: 20_000_000 }).map(whole) }), { maxLength: 2 }) }), { nil: undefined }),
  investments: fc.array(fc.record({ id: fc.uuid(), amount }), { minLength: 1, maxLength: 4 }), pool, convention: fc.constantFrom(...conventions),
});
const priced = (terms: RoundTerms, then: (round: PricedRound) => void) => {
  const result = priceRound({ ...terms, rounding: roundings.exact });
  if (result.kind === 'priced') then(result);
};
const { add, sub, mul, div, sum, compare } = exact;

test('a round played twice is the same', () => fc.assert(fc.property(round, (terms) => { expect(priceRound(terms)).toEqual(priceRound(terms)); })));

test('everyone together owns exactly 1, before any rounding', () => fc.assert(fc.property(round, (terms) => priced(terms, (r) => {
  const all = [terms.existing, r.poolIncrease, ...r.adjustments.map((a) => a.shares), ...r.issued.map((i) => i.shares), ...r.conversions.map((c) => c.shares)];
  expect(sum(all.map((s) => div(s, r.total)))).toEqual(exact.ONE);
}))));

test('no SAFE or note could have had a lower price than the one it converts at', () => fc.assert(fc.property(round, (terms) => priced(terms, (r) => {
  const ofNote = { 'with-pool': terms.existing, 'without-pool': sub(terms.existing, terms.unallocated), 'common-only': exact.ZERO };
  const base = { 'post-money': () => r.capitalisation, 'pre-money': () => sum([terms.existing, r.poolIncrease, ...r.adjustments.map((a) => a.shares)]), note: (c: Convertible) => ofNote[c.capBase!] };
  terms.convertibles.forEach((c, i) => {
    const offers = [r.price, ...(c.discount ? [mul(r.price, sub(exact.ONE, c.discount))] : []), ...(c.cap ? [div(c.cap, base[c.kind](c))] : [])];
    expect(r.conversions[i]!.price).toEqual(offers.reduce(exact.min));
  });
}))));

test('each convention means what it says', () => fc.assert(fc.property(round, (terms) => priced(terms, (r) => {
  const paid = sum(terms.investments.map((i) => i.amount));
  const before = add(r.capitalisation, r.poolIncrease);
  const [got, want] = {
    'percentage-ownership': [mul(r.price, before), terms.preMoney],
    'pre-money-method': [mul(r.price, sum([terms.existing, r.poolIncrease, ...r.adjustments.map((a) => a.shares)])), terms.preMoney],
    'dollars-invested': [r.postMoney, sum([terms.preMoney, paid, ...terms.convertibles.map((c) => c.amount)])],
  }[terms.convention!];
  expect(got).toEqual(want);
}))));

test('the pool ends at its target, or above it without growing', () => fc.assert(fc.property(round, (terms) => priced(terms, (r) => {
  if (!('target' in terms.pool)) return;
  const unallocated = div(add(terms.unallocated, r.poolIncrease), r.total);
  expect(r.poolIncrease.num > 0n ? [0] : [0, 1]).toContain(compare(unallocated, terms.pool.target));
}))));

test('rounded shares are whole and never worth more than was paid', () => fc.assert(fc.property(round, (terms) => {
  const r = priceRound({ ...terms, rounding: roundings['floor-shares'] });
  if (r.kind !== 'priced') return;
  expect([...r.issued, ...r.conversions].every((i) => i.shares.den === 1n)).toBe(true);
  r.issued.forEach((i, n) => expect(compare(mul(i.shares, r.price), terms.investments[n]!.amount)).toBeLessThanOrEqual(0));
})));

test('a pool of everything, and more, has no price', () => {
  const terms = { existing: whole(1000), unallocated: exact.ZERO, convertibles: [], preMoney: whole(900), investments: [{ id: 'a', amount: whole(100) }] };
  expect(priceRound({ ...terms, pool: { target: exact.rational(9, 10) } })).toEqual({ kind: 'pool-impossible' });
  expect(priceRound({ ...terms, pool: { target: exact.rational(89, 100) } }).kind).toBe('priced');
});

test('a class is adjusted exactly when the price is below its conversion price, by the formula', () => fc.assert(fc.property(round, (terms) => priced(terms, (r) => {
  const money = sum(terms.investments.map((i) => i.amount));
  for (const one of terms.protection?.classes ?? []) {
    const got = r.adjustments.find((a) => a.id === one.id);
    const below = compare(r.price, one.conversionPrice) < 0;
    const after = one.method === 'ratchet' ? r.price : mul(one.conversionPrice, div(add(one.base, div(money, one.conversionPrice)), add(one.base, div(money, r.price))));
    expect(got?.conversionPrice).toEqual(below ? after : undefined);
    expect(got?.shares).toEqual(below ? sub(mul(one.shares, div(one.conversionPrice, after)), one.shares) : undefined);
  }
}))));

test('money converts into shares worth at least itself at the round price', () => fc.assert(fc.property(round, (terms) => priced(terms, (r) => {
  terms.convertibles.forEach((c, i) => expect(compare(mul(r.conversions[i]!.shares, r.price), c.amount)).toBeGreaterThanOrEqual(0));
}))));

const simple: RoundTerms = { existing: whole(1000), unallocated: whole(100), convertibles: [], preMoney: whole(900), investments: [{ id: 'a', amount: whole(100) }], pool: { increase: exact.ZERO } };
const safe: Convertible = { id: 's', kind: 'post-money', amount: whole(10) };
test.each([
  ['no shares', { existing: exact.ZERO, unallocated: exact.ZERO }, 'nothing-issued'], ['more pool than shares', { unallocated: whole(1001) }, 'shares-inconsistent'], ['common shares below zero', { common: whole(-1) }, 'shares-inconsistent'],
  ['no pre-money', { preMoney: exact.ZERO }, 'pre-money-not-positive'], ['negative money', { investments: [{ id: 'a', amount: whole(-1) }] }, 'round-money-negative'], ['a negative cap', { convertibles: [{ ...safe, cap: whole(-5) }] }, 'cap-not-positive'], ['a cap of zero', { convertibles: [{ ...safe, cap: exact.ZERO }] }, 'cap-not-positive'],
  ['a discount of everything', { convertibles: [{ ...safe, discount: exact.ONE }] }, 'discount-out-of-range'], ['a pool of everything', { pool: { target: exact.ONE } }, 'pool-impossible'], ['a pool of more', { pool: { target: whole(2) } }, 'pool-impossible'], ['a pool below zero', { pool: { increase: whole(-1) } }, 'pool-impossible'],
  ['a SAFE for the whole company', { convertibles: [{ ...safe, cap: whole(10) }] }, 'convertibles-own-everything'], ['SAFEs for more', { convertibles: [{ ...safe, cap: whole(15) }, { ...safe, id: 't', cap: whole(15) }] }, 'convertibles-own-everything'], ['discounted money beyond the pre-money', { convertibles: [{ ...safe, amount: whole(900) }] }, 'convertibles-own-everything'],
] as const)('%s is an outcome with a name', (_, change, kind) => {
  expect(priceRound({ ...simple, ...change })).toEqual({ kind });
});

test('an MFN SAFE takes the lowest later cap, not an earlier one', () => {
  const safe = (id: string, signedOn: string, more: Partial<Signed>): Signed => ({ id, amount: whole(1), kind: 'post-money', signedOn, mfn: false, ...more });
  const settled = settleMfn([safe('early', '2025-01-01', { cap: whole(1) }), safe('mfn', '2025-02-01', { mfn: true }), safe('late', '2025-03-01', { cap: whole(8) }), safe('later', '2025-04-01', { cap: whole(5), kind: 'pre-money' })]);
  expect(settled[1]).toMatchObject({ cap: whole(5), kind: 'pre-money' });
});

test('ownership of any table sums to exactly 1, issued and fully diluted', () => {
  const held = fc.array(fc.record({ holder: fc.constantFrom('a', 'b', 'c', 'd'), name: fc.constant('x'), class: fc.constantFrom('Common', 'Seed'), shares: fc.integer({ min: 1, max: 1e9 }) }), { minLength: 1 });
  fc.assert(fc.property(held, fc.integer({ min: 0, max: 1e9 }), (all, poolShares) => {
    const table = ownership(all, poolShares);
    const whole = (parts: readonly (readonly [string, string] | null)[]) => sum(parts.map((p) => exact.fromFraction(p as [string, string])));
    expect(whole(table.holders.map((h) => h.ofIssued))).toEqual(exact.ONE);
    expect(whole(table.classes.map((c) => c.ofIssued))).toEqual(exact.ONE);
    expect(whole([...table.holders.map((h) => h.ofFullyDiluted), table.poolOfFullyDiluted])).toEqual(exact.ONE);
  }));
});
