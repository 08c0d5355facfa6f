import { exact } from '@capstan/kernel';
import { expect, test } from 'vitest';
import { priceRound, type PricedRound, roundings, type RoundTerms } from '../index.ts';

const d = (text: string) => exact.parseDecimal(text)!;
/** A round as 1984's spreadsheet writes it: common shares, unused options, SAFEs of amount and cap, pre-money, pool target, series money. */
const sheet = (common: string, unused: string, safes: readonly (readonly [string, string])[], preMoney: string, target: string, series: readonly string[]): RoundTerms => ({
  existing: exact.add(d(common), d(unused)), unallocated: d(unused), preMoney: d(preMoney), pool: { target: d(target) },
  convertibles: safes.map(([amount, cap], i) => ({ id: `safe${i}`, amount: d(amount), cap: d(cap), kind: 'post-money' })), investments: series.map((amount, i) => ({ id: `series${i}`, amount: d(amount) })),
});
const googleSheet = sheet('9390728', '609272', [['125000', '1785714.2857142857'], ['375000', '10000000'], ['475000', '10000000'], ['28500', '13000000'], ['2997500', '30000000']], '16700000', '0.1', ['3000000', '1000000']);
const knownTruth = sheet('11694118', '0', [['50000', '10000000'], ['1000000', '10000000'], ['25000', '10000000'], ['175000', '10000000'], ['150000', '10000000'], ['50000', '10000000'], ['5000', '20000000'], ['50000', '20000000'], ['311147.8', '20000000'], ['250000', '20000000']], '49800000', '0.1', ['10199995.29']);

// Source: 1984vc/startup-finance, src/library/__tests__/conversion-solver.ts (MIT): figures of a law firm's sheet.
test.each([['their Google sheet', googleSheet, 21_040_767n, 1_494_804n, 20_700_117n], ['their known truth', knownTruth, 19_436_361n, 1_943_636n, 60_000_046n]] as const)('rounded in every pass, the figures are those of %s to the share', (_, terms, total, increase, value) => {
  const round = priceRound({ ...terms, rounding: roundings.spreadsheet }) as PricedRound;
  expect([round.total, round.poolIncrease]).toEqual([exact.rational(total), exact.rational(increase)]);
  expect(exact.round(exact.mul(round.price, round.total), 'half-up')).toBe(value);
});

test('the printed figures agree with one another: the price is the valuation over all shares, rounded up; the pool is its target, rounded down', () => {
  const round = priceRound({ ...googleSheet, rounding: roundings.spreadsheet }) as PricedRound;
  expect(round.price).toEqual(exact.toPlaces(exact.div(d('20700000'), round.total), 5, 'ceil'));
  expect(exact.rational(exact.round(exact.mul(round.total, d('0.1')), 'floor'))).toEqual(exact.add(round.poolIncrease, d('609272')));
});
