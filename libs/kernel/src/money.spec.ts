import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fieldProblems, Money, MOST_MINOR_UNITS, minorDigits, PositiveMoney, split, total } from './index.ts';

const codes = (schema: typeof Money | typeof PositiveMoney, value: unknown) => {
  const parsed = schema.safeParse(value);
  return parsed.success ? [] : fieldProblems(parsed.error).map((p) => [p.path, p.code]);
};

test('an amount is whole, within 2^51 minor units, in a known currency', () => {
  expect(codes(Money, { amount: -125, currency: 'EUR' })).toEqual([]);
  expect(codes(Money, { amount: MOST_MINOR_UNITS, currency: 'JPY' })).toEqual([]);
  expect(codes(Money, { amount: MOST_MINOR_UNITS + 1, currency: 'EUR' })).toEqual([['amount', 'amount-too-large']]);
  expect(codes(Money, { amount: 1e300, currency: 'EUR' })).toEqual([['amount', 'amount-too-large']]);
  expect(codes(Money, { amount: 12.5, currency: 'EUR' })).toEqual([['amount', 'amount-not-whole']]);
  expect(codes(Money, { amount: 1, currency: 'EURO' })).toEqual([['currency', 'currency-unknown']]);
  expect(codes(PositiveMoney, { amount: -1, currency: 'EUR' })).toEqual([['amount', 'amount-negative']]);
  expect(codes(Money, { amount: Number.NaN, currency: 'EUR' }).map(([path]) => path)).toEqual(['amount']);
});

test('currencies know their minor digits', () => {
  expect([minorDigits('EUR'), minorDigits('JPY'), minorDigits('KWD')]).toEqual([2, 0, 3]);
});

test('a sum over another currency is an error, never a zero', () => {
  expect(total([{ amount: 1, currency: 'EUR' }, { amount: 2, currency: 'EUR' }], 'EUR')).toEqual({ amount: 3, currency: 'EUR' });
  expect(() => total([{ amount: 1, currency: 'SEK' }], 'EUR')).toThrow(TypeError);
});

test('split parts add up exactly and lie within one unit of their exact share', () => {
  fc.assert(fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 20 }).filter((w) => w.some((x) => x > 0)), (units, weights) => {
    const parts = split(units, weights);
    const whole = weights.reduce((a, b) => a + b, 0);
    expect(parts.reduce((a, b) => a + b, 0)).toBe(units);
    parts.forEach((p, i) => expect(Math.abs(p - (units * weights[i]!) / whole)).toBeLessThanOrEqual(1));
  }));
});
