import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from './canonical.ts';

test('keys are sorted, white space and undefined are left out', () => {
  expect(canonicalJson({ b: 1, a: { d: undefined, c: [1, undefined, 'x'] }, '1': null })).toBe('{"1":null,"a":{"c":[1,null,"x"]},"b":1}');
});

test('what JSON cannot hold is refused rather than recorded as null', () => {
  for (const bad of [Number.NaN, Infinity, 10n, () => 1, Symbol('x')]) expect(() => canonicalJson({ bad })).toThrow(TypeError);
});

test('the order of keys never shows, and the value comes back', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    const text = canonicalJson(value);
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    expect(canonicalJson(reversed(value))).toBe(text);
  }));
});

const reversed = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(reversed)
    : value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).reverse().map(([key, inner]) => [key, reversed(inner)]))
      : value;
