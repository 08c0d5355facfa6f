import { rootMeanSquaredError, bitsPerCharacter } from '@capstan/training';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { rSquared } from './regression.ts';

// From the documentation of scikit-learn 1.5, r2_score and root_mean_squared_error.
test('R² of the documented example', () => expect(rSquared([3, -0.5, 2, 7], [2.5, 0, 2, 8])).toBeCloseTo(0.9486081370449679, 12));
test('RMSE of the documented example', () => expect(rootMeanSquaredError(0.375)).toBeCloseTo(0.6123724356957945, 12));
test('predicting the mean explains nothing, the truth all; of what does not vary nothing can be said', () => {
  expect(rSquared([1, 2, 3], [2, 2, 2])).toBe(0);
  expect(rSquared([1, 2, 3], [1, 2, 3])).toBe(1);
  expect(rSquared([2, 2], [2, 2])).toBeNull();
});
test('R² does not depend on the unit', () => {
  const numbers = fc.array(fc.tuple(fc.integer({ min: -99, max: 99 }), fc.integer({ min: -99, max: 99 })), { minLength: 2, maxLength: 30 });
  fc.assert(fc.property(numbers, (pairs) => {
    const [truth, said] = [pairs.map(([t]) => t), pairs.map(([, p]) => p)], plain = rSquared(truth, said);
    const other = rSquared(truth.map((t) => 9 * t + 4), said.map((p) => 9 * p + 4));
    expect(other === null).toBe(plain === null);
    expect(other ?? 0).toBeCloseTo(plain ?? 0, 6);
  }));
});
test('a perplexity of four is two bits a character', () => {
  expect(bitsPerCharacter(4)).toBe(2);
  expect([bitsPerCharacter(null), rootMeanSquaredError(null)]).toEqual([null, null]);
});
