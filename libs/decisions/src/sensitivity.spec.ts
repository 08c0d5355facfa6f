import fc from 'fast-check';
import { expect, test } from 'vitest';
import { winner } from './ranks.ts';
import { sensitivity } from './sensitivity.ts';
import { switchesAt } from './switch-weight.ts';
import { topsis } from './topsis.ts';
import { weightedSum } from './weighted-sum.ts';

const sum = (matrix: readonly (readonly number[])[], weights: readonly number[]) => weightedSum({ matrix, weights, norm: 'none' });

test('the winner changes exactly at the weight that is named', () => {
  // A leads by 2·8 + 1·2 = 18 over B's 2·5 + 1·6 = 16; each point of the second weight takes 4 of the lead, so it is gone at 1.5.
  const [quality, cost] = switchesAt([[8, 2], [5, 6]], [2, 1]);
  expect(cost).toEqual({ criterion: 1, weight: 1, below: null, above: { weight: 1.5, share: 1.5 / 3.5, rival: 1 } });
  expect(quality!.below!.weight).toBeCloseTo(4 / 3, 12);
  expect(quality!.below!.share).toBeCloseTo(4 / 7, 12);
  expect(quality!.above).toBeNull();
});

test('a candidate that is best everywhere never loses by a weight', () => {
  expect(switchesAt([[8, 8], [5, 6]], [2, 1]).every((s) => s.above === null && s.below === null)).toBe(true);
});

const scores = fc.array(fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 5 });
const weights = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 3, maxLength: 3 });

test('law: short of a switch weight the winner stays, beyond it another wins', () => {
  fc.assert(fc.property(scores, weights, (matrix, w) => {
    const best = winner(sum(matrix, w));
    const points = switchesAt(matrix, w).flatMap(({ criterion, below, above }) => [{ criterion, side: 1, point: above }, { criterion, side: -1, point: below }]);
    for (const { criterion, side, point } of points) {
      if (!point) continue;
      const lead = (weight: number) => { const t = sum(matrix, w.map((x, j) => (j === criterion ? Math.max(weight, 1e-12) : x))); return t[best]! - t[point.rival]!; };
      const [short, beyond] = [point.weight - side * 0.01, point.weight + side * 0.01];
      expect(Math.abs(lead(point.weight))).toBeLessThan(1e-9);
      expect(beyond <= 0 || lead(beyond) < 0).toBe(true);
      expect(side * (short - w[criterion]!) <= 0 || lead(short) > 0).toBe(true);
    }
  }), { seed: 7, numRuns: 300 });
});

test('a ranking of near equals is not robust; one by far is', () => {
  const narrow = sensitivity(sum, [[8, 2], [5, 6]], [2, 1.45]);
  expect(narrow.robust).toBe(false);
  expect(narrow.nudges.filter((n) => n.winner !== narrow.winner).map((n) => [n.criterion, n.by])).toEqual([[0, -0.1], [1, 0.1]]);
  expect(sensitivity(sum, [[9, 9], [2, 2]], [1, 1]).robust).toBe(true);
});

test('leaving out the last can turn TOPSIS around, and is shown; a weighted sum keeps its order', () => {
  const matrix = [[1, 4], [7, 1], [9, 1]];
  const method = (m: readonly (readonly number[])[], w: readonly number[]) => topsis({ matrix: m, weights: w, norm: 'vector' });
  const { winner: best, drops, robust } = sensitivity(method, matrix, [1, 1]);
  expect([best, drops[2]!.winner, drops[2]!.orderKept, robust]).toEqual([0, 1, false, false]);
  expect(sensitivity(sum, matrix, [1, 1]).drops.every((d) => d.orderKept)).toBe(true);
});
