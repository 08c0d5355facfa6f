import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { repeatedIn, repeatsAmong } from './repeats.ts';

const codes = (text: string): Int32Array => Int32Array.from(text, (c) => c.charCodeAt(0));

test('windows that stand word for word in the earlier part are found, others are not', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 12, maxLength: 60 }), fc.integer({ min: 2, max: 4 }), (text, length) => {
    const end = Math.floor(text.length / 2), windows: number[] = [];
    for (let start = end; start + length <= text.length; start += length) windows.push(start);
    const expected = windows.filter((start) => text.slice(0, end).includes(text.slice(start, start + length)));
    expect([...repeatedIn(codes(text), Int32Array.from(windows), length, end)].sort((a, b) => a - b)).toEqual(expected);
  }), { numRuns: 300 });
});

test('repeats are counted from the second one on', () => expect(repeatsAmong(codes('abcabcabxabc'), Int32Array.of(0, 3, 6, 9), 3)).toBe(2));

test('each window is compared with what is said, not with every other: a text that says one thing over and over is read in one pass', () => {
  const text = codes('the quick brown fox '.repeat(20_000)), windows = Int32Array.from({ length: 20_000 }, (_, i) => i * 20);
  expect(repeatsAmong(text, windows, 20)).toBe(19_999);
  expect(repeatedIn(text, windows.subarray(10_000), 20, 200_000).size).toBe(10_000);
});
