import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstPassage, type RunwayDistribution } from './first-passage.ts';

const played = (cash: number, netBurn: number, spread: number): RunwayDistribution => {
  const result = firstPassage({ cash, netBurn, spread });
  if (result.kind !== 'distribution') throw new Error(result.kind);
  return result;
};

test('twelve months of cash at a spread of half a month: the inverse Gaussian of scipy', () => {
  const runway = played(1_200_000, 100_000, 50_000);
  expect([runway.mean, runway.sd]).toEqual([12, expect.closeTo(1.7320508, 6)]);
  expect([0.1, 0.5, 0.9].map(runway.quantile)).toEqual([expect.closeTo(9.8787, 3), expect.closeTo(11.8765, 3), expect.closeTo(14.2799, 3)]);
  expect([10, 14].map(runway.usedUpBy)).toEqual([expect.closeTo(0.115769, 5), expect.closeTo(0.873603, 5)]);
});

test('what has no distribution says so', () => {
  expect(firstPassage({ cash: 100, netBurn: -1, spread: 5 })).toEqual({ kind: 'not-burning' });
  expect(firstPassage({ cash: 100, netBurn: 10, spread: 0 })).toEqual({ kind: 'certain', months: 10 });
  expect(firstPassage({ cash: -5, netBurn: 10, spread: 3 })).toEqual({ kind: 'certain', months: 0 });
});

test('law: the probability rises from 0 to 1, and a quantile is where it is', () => {
  fc.assert(fc.property(fc.double({ min: 0.5, max: 60, noNaN: true }), fc.double({ min: 0.05, max: 8, noNaN: true }), fc.double({ min: 0.01, max: 0.99, noNaN: true }), (months, spread, p) => {
    const { usedUpBy, quantile } = played(months, 1, spread);
    expect(usedUpBy(quantile(p))).toBeCloseTo(p, 8);
    expect(usedUpBy(quantile(p) * 1.01)).toBeGreaterThanOrEqual(usedUpBy(quantile(p)));
    expect([usedUpBy(0), usedUpBy(1e12)]).toEqual([0, expect.closeTo(1, 8)]);
  }), { numRuns: 200 });
});
