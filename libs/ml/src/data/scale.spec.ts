import { expect, test } from 'vitest';
import { scaleBy, scaleOf } from './scale.ts';

const all = (values: Float64Array) => Int32Array.from(values.keys());
const around = (unit: number) => Float64Array.of(1 * unit, 2 * unit, 3 * unit, 4 * unit);

test.each([1, 1e-13, 1e-90, 1e90])('numbers of about %s have mean 0 and deviation 1 on their scale', (unit) => {
  const values = around(unit), { mean, deviation } = scaleOf(values, all(values));
  expect(mean / unit).toBeCloseTo(2.5, 9);
  expect(deviation / unit).toBeCloseTo(Math.sqrt(1.25), 9);
  const { zero, unit: span } = scaleBy('min-max', values, all(values));
  expect([...values].map((value) => (value - zero) / span)).toEqual([0, expect.closeTo(1 / 3, 9), expect.closeTo(2 / 3, 9), 1]);
});

test.each([0, 0.1, 1e-30, -7e60])('a column that says %s throughout becomes 0, whatever is lost in its sum', (value) => {
  const values = new Float64Array(1001).fill(value), { mean, deviation } = scaleOf(values, all(values));
  expect(Math.abs((value - mean) / deviation)).toBeLessThanOrEqual(Math.abs(value) * 1e-12);
  expect(deviation).toBe(1);
});
