import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { gcd } from './gcd.ts';

function euclid(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
const long = fc.bigInt({ min: -(2n ** 700n), max: 2n ** 700n });

test('it is Euclid’s, for numbers of any length and with a common part', () => fc.assert(fc.property(long, long, fc.bigInt({ min: 0n, max: 2n ** 300n }), fc.nat(600), (a, b, common, shift) => {
  const [x, y] = [a * common, (b >> BigInt(shift)) * common];
  expect(gcd(x, y)).toBe(euclid(x, y));
}), { numRuns: 2000 }));

test('numbers that follow one another in Fibonacci’s row take every step and share nothing', () => {
  let [a, b] = [1n, 1n];
  for (let i = 0; i < 5000; i++) [a, b] = [b, a + b];
  expect([gcd(a, b), gcd(b, a), gcd(b * 12n, a * 18n)]).toEqual([1n, 1n, euclid(b * 12n, a * 18n)]);
});

test('zero shares everything', () => {
  expect([gcd(0n, 0n), gcd(0n, -7n), gcd(2n ** 200n, 0n)]).toEqual([0n, 7n, 2n ** 200n]);
});
