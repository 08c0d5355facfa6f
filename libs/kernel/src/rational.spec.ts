import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { exact } from './index.ts';

const { rational, add, sub, mul, div, equal, compare, parseDecimal, round, toDecimal, toFraction, fromFraction, toNumber, toPlaces } = exact;
const fraction = fc.tuple(fc.bigInt(-(10n ** 30n), 10n ** 30n), fc.bigInt(1n, 10n ** 20n)).map(([n, d]) => rational(n, d));

test('fractions stand in lowest terms over a positive denominator', () => {
  expect(rational(6n, -8n)).toEqual({ num: -3n, den: 4n });
  expect(rational(0n, 7n)).toEqual({ num: 0n, den: 1n });
  expect(() => rational(1n, 0n)).toThrow(RangeError);
});

test('addition and multiplication keep the laws of a field', () => {
  fc.assert(fc.property(fraction, fraction, fraction, (a, b, c) => {
    expect(equal(add(a, add(b, c)), add(add(a, b), c))).toBe(true);
    expect(equal(mul(a, add(b, c)), add(mul(a, b), mul(a, c)))).toBe(true);
    expect(equal(sub(add(a, b), b), a)).toBe(true);
    expect(b.num === 0n || equal(mul(div(a, b), b), a)).toBe(true);
  }));
});

test('order agrees with difference', () => {
  fc.assert(fc.property(fraction, fraction, (a, b) => {
    const d = sub(a, b).num;
    expect(compare(a, b)).toBe(d < 0n ? -1 : d > 0n ? 1 : 0);
  }));
});

test.each([
  ['floor', -5n, 2n, -3n], ['floor', 5n, 2n, 2n], ['ceil', 5n, 2n, 3n], ['ceil', -5n, 2n, -2n],
  ['half-up', 5n, 2n, 3n], ['half-up', -5n, 2n, -3n], ['half-up', 4n, 3n, 1n],
  ['half-even', 5n, 2n, 2n], ['half-even', 7n, 2n, 4n], ['half-even', -5n, 2n, -2n], ['ceil', 4n, 2n, 2n],
] as const)('%s makes of %d/%d the whole number %d', (policy, num, den, whole) => {
  expect(round(rational(num, den), policy)).toBe(whole);
});

test('a whole number is rounded by every policy to itself, and no policy moves by one or more', () => {
  fc.assert(fc.property(fraction, fc.constantFrom('floor', 'ceil', 'half-up', 'half-even'), (a, policy) => {
    const away = sub(rational(round(a, policy)), a);
    expect(compare(away, rational(1n))).toBe(-1);
    expect(compare(away, rational(-1n))).toBe(1);
  }));
});

test('decimal text is read exactly and written back', () => {
  expect(parseDecimal('0.00000080000')).toEqual(rational(8n, 10_000_000n));
  expect(parseDecimal('-12.5')).toEqual(rational(-25n, 2n));
  for (const bad of ['', '1e5', '.5', '1.', 'NULL', '1,000', '--1']) expect(parseDecimal(bad)).toBeUndefined();
  expect(toDecimal(rational(-1n, 3n), 4)).toBe('-0.3333');
  expect(toDecimal(rational(999n, 1000n), 2)).toBe('1.00');
  expect(toDecimal(rational(7n), 0)).toBe('7');
});

test('a fraction survives JSON', () => {
  fc.assert(fc.property(fraction, (a) => equal(fromFraction(JSON.parse(JSON.stringify(toFraction(a))) as [string, string]), a)));
});

test('the nearest double of a fraction too long for a double is still right', () => {
  expect(toNumber(rational(10n ** 400n, 3n * 10n ** 400n))).toBeCloseTo(1 / 3, 12);
  expect(toPlaces(rational(1n, 3n), 5, 'ceil')).toEqual(rational(33334n, 100000n));
});
