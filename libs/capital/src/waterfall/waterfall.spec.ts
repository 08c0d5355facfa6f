import { exact, type Rational } from '@capstan/kernel';
import { expect, test } from 'vitest';
import { breakPoints, type ExitTerms, holderParts, payoutsAt, payoutsOf, payoutsPerHolder, waterfallCurve, wholeUnits } from './index.ts';

const r = (n: number, d = 1): Rational => exact.rational(n, d);
const M = 1_000_000;
const common = [{ id: 'common', shares: r(8 * M) }];
const series = (id: string, shares: number, invested: number, more: object = {}) => ({ id, shares: r(shares), invested: r(invested), ...more });

function curveOf(terms: ExitTerms) {
  const curve = waterfallCurve(terms);
  if (curve.kind !== 'curve') throw new Error(curve.kind);
  return curve;
}
const paid = (terms: ExitTerms, exit: number) => Object.fromEntries(payoutsAt(curveOf(terms), r(exit)).payouts.map((p) => [p.id, Number(exact.toDecimal(p.amount, 4))]));
const breaks = (terms: ExitTerms) => breakPoints(curveOf(terms)).map((b) => `${exact.toDecimal(b.exit, 0)} ${b.events.map((e) => `${e.id} ${e.what}`).join(', ')}`);

test('a class keeps its preference until its shares are worth more', () => {
  const terms = { common, preferred: [series('A', 2 * M, 5 * M)] };
  expect(breaks(terms)).toEqual(['5000000 A paid, common shares', '25000000 A converts']);
  expect(paid(terms, 3 * M)).toEqual({ A: 3 * M, common: 0 });
  expect(paid(terms, 25 * M)).toEqual({ A: 5 * M, common: 20 * M });
  expect(payoutsAt(curveOf(terms), r(25 * M)).payouts[0]!.choice).toBe('preference');
  expect(payoutsAt(curveOf(terms), r(25 * M + 1)).payouts[0]!.choice).toBe('converts');
});

test('a capped participant shares up to its cap, waits there, and converts when its shares beat the cap', () => {
  const terms = { common, preferred: [series('A', 2 * M, 5 * M, { participation: 'capped', participationCap: r(2) })] };
  expect(breaks(terms)).toEqual(['5000000 A paid, A shares, common shares', '30000000 A capped', '50000000 A converts']);
  expect(paid(terms, 40 * M)).toEqual({ A: 10 * M, common: 30 * M });
  expect(paid(terms, 60 * M)).toEqual({ A: 12 * M, common: 48 * M });
});

test('a cap below the preference is a preference without participation', () => {
  const preferred = [series('A', 2 * M, 5 * M, { multiple: r(3), participation: 'capped', participationCap: r(2) })];
  expect(paid({ common, preferred }, 20 * M)).toEqual({ A: 15 * M, common: 5 * M });
});

test('conversion is a game: whether one converts depends on what the others do', () => {
  // 10 M shares in all. A converts above 5.00 a share, B above 2.00. Had both been asked one after the other while the
  // other still holds its preference, A would convert at 48 M: (48 − 2) / 9 M shares = 5.11; but then B converts too, and
  // A has 48 / 10 M = 4.80 a share, less than the 5.00 it gave up.
  const terms = { common: [{ id: 'common', shares: r(8 * M) }], preferred: [series('A', M, 5 * M), series('B', M, 2 * M)] };
  expect(paid(terms, 48 * M)).toEqual({ A: 5 * M, B: 4_777_777.7778, common: 38_222_222.2222 });
  const { payouts } = payoutsAt(curveOf(terms), r(48 * M));
  expect(payouts.map((p) => p.choice)).toEqual(['preference', 'converts', 'shares']);
});

test('conversion ratios count in shares, not in preference', () => {
  expect(paid({ common, preferred: [series('A', M, 5 * M, { conversionRatio: r(2) })] }, 35 * M)).toEqual({ A: 7 * M, common: 28 * M });
});

test('options exercise above their strike; what they pay joins the proceeds', () => {
  const terms = { common, options: [{ id: 'options', shares: r(2 * M), strike: r(1) }] };
  expect(paid(terms, 8 * M)).toEqual({ common: 8 * M, options: 0 });
  // (18 M + 2 M) / 10 M shares = 2.00; the options are worth 2.00 − 1.00
  expect(paid(terms, 18 * M)).toEqual({ common: 16 * M, options: 2 * M });
  expect(paid({ ...terms, strikes: 'ignored' }, 18 * M)).toEqual({ common: 14_400_000, options: 3_600_000 });
});

test('netting the strike by the treasury method gives the same', () => {
  const { payouts, price } = payoutsAt(curveOf({ common, options: [{ id: 'options', shares: r(2 * M), strike: r(1) }] }), r(18 * M));
  const net = exact.mul(r(2 * M), exact.sub(r(1), exact.div(r(1), price)));
  expect(exact.toFraction(exact.div(r(18 * M), exact.add(r(8 * M), net)))).toEqual(exact.toFraction(price));
  expect(exact.toFraction(exact.mul(net, price))).toEqual(exact.toFraction(payouts[1]!.amount));
});

test('debt and costs come first, in their order', () => {
  const terms = { ahead: [{ id: 'loan', amount: r(2 * M) }, { id: 'costs', amount: r(M) }], common, preferred: [series('A', 2 * M, 5 * M)] };
  expect(paid(terms, 2.5 * M)).toEqual({ loan: 2 * M, costs: 0.5 * M, A: 0, common: 0 });
  expect(paid(terms, 9 * M)).toEqual({ loan: 2 * M, costs: M, A: 5 * M, common: M });
});

test('an unconverted SAFE takes its money or the shares of its cap', () => {
  const safe = { id: 'safe', amount: r(M), kind: 'post-money' as const, cap: r(10 * M) };
  const terms = { common, unconverted: [safe] };
  expect(paid(terms, 5 * M)).toEqual({ safe: M, common: 4 * M });
  expect(paid(terms, 20 * M)).toEqual({ safe: 2 * M, common: 18 * M });
  expect(paid({ ...terms, unconverted: [{ ...safe, atExit: 'convert' }] }, 5 * M)).toEqual({ safe: 0.5 * M, common: 4.5 * M });
  expect(paid({ ...terms, unconverted: [{ ...safe, atExit: 'cash-out' }] }, 20 * M)).toEqual({ safe: M, common: 19 * M });
  expect(paid({ ...terms, unconverted: [{ ...safe, kind: 'pre-money' }] }, 22 * M)).toEqual({ safe: 2 * M, common: 20 * M });
});

test('caps that promise everything, and a company without shares, have no answer', () => {
  const greedy = { id: 'safe', amount: r(10 * M), kind: 'post-money' as const, cap: r(10 * M) };
  expect(waterfallCurve({ common, unconverted: [greedy] })).toEqual({ kind: 'convertibles-own-everything' });
  expect(waterfallCurve({ common: [], preferred: [] })).toEqual({ kind: 'no-shares' });
});

test('without common the preferred divide the rest by converting', () => {
  expect(paid({ common: [], preferred: [series('A', 3, 10), series('B', 1, 10)] }, 40)).toEqual({ A: 30, B: 10 });
  expect(paid({ common: [], preferred: [series('A', 3, 10), series('B', 1, 10)] }, 30)).toEqual({ A: 20, B: 10 });
});

test('holders get their part of each claim, cents add up', () => {
  const { payouts } = payoutsAt(curveOf({ common: [{ id: 'common', shares: r(3) }] }), r(100));
  const held = [{ holder: 'a', name: 'Ada', claim: 'common', shares: r(1) }, { holder: 'b', name: 'Ben', claim: 'common', shares: r(2) }];
  const rows = payoutsPerHolder(payouts, held);
  expect(rows.map((h) => [h.name, exact.toFraction(h.amount)])).toEqual([['Ben', ['200', '3']], ['Ada', ['100', '3']]]);
  expect(payoutsOf(payouts, holderParts(held), 1)).toEqual(rows.slice(0, 1));
  expect(wholeUnits(rows.map((h) => h.amount))).toEqual([67n, 33n]);
  expect(wholeUnits([r(1, 3), r(1, 3), r(1, 3)])).toEqual([1n, 0n, 0n]);
});
