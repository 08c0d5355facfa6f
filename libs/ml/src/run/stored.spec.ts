import { expect, test } from 'vitest';
import { floats, normal, randomAt } from '../random.ts';
import { decoded, encoded } from './stored.ts';

const values = floats(7 * 5, normal(randomAt(3, 'stored'))), shape = [7, 5];
const zeroed = values.map((value, i) => (i % 3 ? 0 : value));
const back = (numbers: Float32Array, as: 'float32' | 'float16' | 'uint8'): Float32Array => {
  const { bytes, stored } = encoded(numbers, shape, as);
  return decoded(new Uint8Array([9, 9, 9, 9, ...bytes]), 4, shape, stored);
};

test('floats come back as they were, dense and sparse', () => {
  expect(back(values, 'float32')).toEqual(values);
  expect(back(zeroed, 'float32')).toEqual(zeroed);
  expect(encoded(zeroed, shape, 'float32').stored.sparse).toBe(true);
  expect(encoded(values, shape, 'float32').stored.sparse).toBe(false);
});
test('halves are off by at most 2^-11 of each number', () => back(values, 'float16').forEach((value, i) => expect(Math.abs(value - values[i]!)).toBeLessThanOrEqual(Math.abs(values[i]!) * 2 ** -11)));
test.each([['dense', values], ['sparse', zeroed]] as const)('bytes are off by at most a step of their channel, zeros by nothing (%s)', (_, numbers) => {
  const column = (c: number): number[] => [...numbers].filter((__, i) => i % 5 === c);
  back(numbers, 'uint8').forEach((value, i) => {
    const all = column(i % 5), step = (Math.max(0, ...all) - Math.min(0, ...all)) / 255;
    expect(Math.abs(value - numbers[i]!)).toBeLessThanOrEqual(numbers[i] === 0 ? 0 : step * 1.001);
  });
});
test('every tensor takes a multiple of four bytes', () => {
  for (const as of ['float32', 'float16', 'uint8'] as const) expect(encoded(zeroed, shape, as).bytes.length % 4).toBe(0);
});
