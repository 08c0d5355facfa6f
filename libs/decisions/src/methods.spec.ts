import { expect, test } from 'vitest';
import { ahp, ahpHierarchy, type Comparison, pairwise } from './ahp.ts';
import { randomIndices } from './random-index.ts';
import { ranks } from './ranks.ts';
import { topsis } from './topsis.ts';
import { weightedSum } from './weighted-sum.ts';

const compared = (pairs: Record<string, number>): Comparison[] => Object.entries(pairs).map(([pair, times]) => {
  const [more, less] = pair.split('>') as [string, string];
  return { more, less, times };
});
const close = (got: readonly number[], want: readonly number[], within: number) => want.forEach((w, i) => expect(Math.abs(got[i]! - w), `${i}: ${got[i]} is not ${w}`).toBeLessThanOrEqual(within));

const drinks = compared({
  'coffee>wine': 9, 'coffee>tea': 5, 'coffee>beer': 2, 'coffee>soda': 1, 'coffee>milk': 1, 'water>coffee': 2, 'water>wine': 9,
  'water>tea': 9, 'water>beer': 3, 'water>soda': 2, 'water>milk': 3, 'tea>wine': 3, 'beer>wine': 9, 'beer>tea': 3, 'beer>milk': 1,
  'soda>wine': 9, 'soda>tea': 4, 'soda>beer': 2, 'soda>milk': 2, 'milk>wine': 9, 'milk>tea': 3,
});
const drinkOrder = ['water', 'soda', 'coffee', 'milk', 'beer', 'tea', 'wine'];

test('AHP weighs Saaty’s drinks as published, with the consistency ratio of the table that is named', () => {
  const saaty = ahp(pairwise(drinkOrder, drinks), randomIndices['saaty-1980']);
  close(saaty.weights, [0.327, 0.19, 0.177, 0.129, 0.116, 0.042, 0.019], 5e-4);
  expect(saaty.lambdaMax).toBeCloseTo(7.1766, 4);
  expect(saaty.consistencyRatio).toBeCloseTo(0.022, 3);
  expect(ahp(pairwise(drinkOrder, drinks), randomIndices['saaty-2005']).consistencyRatio).toBeCloseTo(0.022, 3);
  expect(ahp(pairwise(drinkOrder, drinks), randomIndices['donegan-dodd-1991']).consistencyRatio).toBeCloseTo(0.0235, 4);
});

test('AHP over a hierarchy picks the leader of the textbook example', () => {
  const criteria = ahp(pairwise(['Exp', 'Edu', 'Cha', 'Age'], compared({ 'Exp>Edu': 4, 'Exp>Cha': 3, 'Exp>Age': 7, 'Edu>Cha': 1 / 3, 'Edu>Age': 3, 'Cha>Age': 5 })), randomIndices['saaty-1980']);
  close(criteria.weights, [0.5476, 0.1266, 0.2699, 0.0559], 5e-4);
  expect(criteria.consistencyRatio).toBeCloseTo(0.044, 3);
  const under = [
    { 'T>D': 0.25, 'T>H': 4, 'D>H': 9 }, { 'T>D': 3, 'T>H': 0.2, 'D>H': 1 / 7 }, { 'T>D': 5, 'T>H': 9, 'D>H': 4 }, { 'T>D': 1 / 3, 'T>H': 5, 'D>H': 9 },
  ].map((pairs) => ahp(pairwise(['D', 'T', 'H'], compared(pairs))).weights);
  close(ahpHierarchy(criteria.weights, under), [0.493, 0.358, 0.149], 5e-4);
});

test('AHP completes a pair that nobody compared as consistently as it can', () => {
  const result = ahp(pairwise(['a', 'b', 'c'], [{ more: 'a', less: 'b', times: 2 }, { more: 'b', less: 'c', times: 3 }]));
  close(result.weights, [0.6, 0.3, 0.1], 1e-6);
  expect(result.consistencyRatio).toBeCloseTo(0, 6);
  expect(result.completedPairs).toBe(1);
});

test('AHP with two pairs missing finds the least inconsistent completion', () => {
  const some = drinks.filter(({ more, less }) => !(more === 'coffee' && less === 'tea') && !(more === 'water' && less === 'wine'));
  const completed = ahp(pairwise(drinkOrder, some));
  expect(completed.completedPairs).toBe(2);
  expect(completed.lambdaMax).toBeLessThanOrEqual(ahp(pairwise(drinkOrder, drinks)).lambdaMax + 1e-9);
});

test('AHP refuses comparisons that fall apart, contradict or name nobody', () => {
  expect(() => ahp(pairwise(['a', 'b', 'c', 'd'], [{ more: 'a', less: 'b', times: 2 }, { more: 'c', less: 'd', times: 2 }]))).toThrow(RangeError);
  expect(() => pairwise(['a', 'b'], [{ more: 'a', less: 'b', times: 2 }, { more: 'b', less: 'a', times: 2 }])).toThrow('compared twice');
  expect(() => pairwise(['a', 'b'], [{ more: 'a', less: 'x', times: 2 }])).toThrow(RangeError);
  expect(() => pairwise(['a', 'b'], [{ more: 'a', less: 'b', times: 0 }])).toThrow(RangeError);
});

test('two alternatives are always consistent, and a table without an index for the size says so', () => {
  expect(ahp(pairwise(['a', 'b'], [{ more: 'a', less: 'b', times: 7 }])).consistencyRatio).toBe(0);
  expect(ahp(pairwise(drinkOrder, drinks), { 3: 0.58 }).consistencyRatio).toBeNull();
});

test('TOPSIS ranks the example of Tzeng & Huang', () => {
  const closeness = topsis({ matrix: [[5, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]], weights: [0.3, 0.4, 0.3], goals: ['max', 'max', 'max'], norm: 'vector' });
  close(closeness, [0.5037, 0.6581, 0.7482, 0.334], 1e-4);
  expect(ranks(closeness)).toEqual([3, 2, 1, 4]);
});

test('TOPSIS without a norm measures plain distances', () => {
  const closeness = topsis({ matrix: [[1, 0, 3], [0, 5, 6]], weights: [1, 1, 1], norm: 'none' });
  close(closeness, [0.14639248, 0.85360752], 1e-8);
  expect(ranks(closeness)).toEqual([2, 1]);
});

test('TOPSIS turns a cost around: the cheaper of two otherwise equal candidates is the ideal', () => {
  expect(topsis({ matrix: [[5, 100], [5, 300]], weights: [1, 1], goals: ['max', 'min'], norm: 'vector' })).toEqual([1, 0]);
  expect(topsis({ matrix: [[5], [5]], weights: [1], norm: 'vector' })).toEqual([0.5, 0.5]);
});

test('the weighted sum of Kracka’s heating systems, costs inverted and all scaled by their sum', () => {
  const totals = weightedSum({
    matrix: [
      [33.95, 23.78, 11.45, 39.97, 29.44, 167.1, 3.852], [38.9, 4.17, 6.32, 0.01, 4.29, 132.52, 25.184], [37.59, 9.36, 8.23, 4.35, 10.22, 136.71, 10.845],
      [30.44, 37.59, 13.91, 74.08, 45.1, 198.34, 2.186], [36.21, 14.79, 9.17, 17.77, 17.06, 148.3, 6.61], [37.8, 8.55, 7.97, 2.35, 9.25, 134.83, 11.935],
    ],
    goals: ['min', 'min', 'min', 'min', 'max', 'min', 'max'], weights: [20, 20, 20, 20, 20, 20, 20], norm: 'sum',
  });
  close(totals, [0.12040426, 0.3458235, 0.13838192, 0.12841246, 0.12346084, 0.14351701], 1e-7);
  expect(ranks(totals)).toEqual([6, 1, 3, 4, 5, 2]);
});

test('norms: by range, by the largest, and what cannot be scaled', () => {
  expect(weightedSum({ matrix: [[1, 10], [3, 30]], goals: ['max', 'min'], weights: [1, 1], norm: 'range' })).toEqual([0.5, 0.5]);
  expect(weightedSum({ matrix: [[2], [4]], weights: [3], norm: 'max' })).toEqual([0.5, 1]);
  expect(() => weightedSum({ matrix: [[0], [0]], weights: [1], norm: 'sum' })).toThrow(RangeError);
  expect(() => weightedSum({ matrix: [[0], [1]], goals: ['min'], weights: [1], norm: 'sum' })).toThrow(RangeError);
  expect(() => weightedSum({ matrix: [[1]], weights: [0], norm: 'none' })).toThrow('above zero');
});
