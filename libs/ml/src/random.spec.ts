import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { normal, randomAt, shuffled } from './random.ts';

const some = (n: number, draw: () => number): number[] => Array.from({ length: n }, draw);

test('the same seed and place give the same stream, another place another one', () => {
  expect(some(5, randomAt(1, 'order', 3))).toEqual(some(5, randomAt(1, 'order', 3)));
  const streams = [randomAt(1, 'order', 3), randomAt(1, 'order', 4), randomAt(1, 'split', 3), randomAt(2, 'order', 3), randomAt(1, 'order', 0, 3)].map((r) => some(5, r).join());
  expect(new Set(streams).size).toBe(5);
});

test('shuffling keeps every member once', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 200 }), fc.integer(), (n, seed) => {
    expect([...shuffled(n, randomAt(seed))].sort((a, b) => a - b)).toEqual(some(n, (i => () => i++)(0)));
  }));
});

test('uniform and normal numbers have the moments of their names', () => {
  const [uniform, bell] = [some(20_000, randomAt(3)), some(20_000, normal(randomAt(4)))];
  const mean = (x: number[]) => x.reduce((a, b) => a + b, 0) / x.length;
  expect(mean(uniform)).toBeCloseTo(0.5, 1);
  expect(Math.min(...uniform)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...uniform)).toBeLessThan(1);
  expect(mean(bell)).toBeCloseTo(0, 1);
  expect(mean(bell.map((x) => x * x))).toBeCloseTo(1, 1);
});
