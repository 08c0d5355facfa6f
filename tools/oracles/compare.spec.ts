import { exact } from '@capstan/kernel';
import { expect, test } from 'vitest';
import { differences } from './compare.ts';
import { approximate, either, type Figure, printed } from './figure.ts';
import { toleranceOf } from './tolerance.ts';

const third = exact.rational(1, 3);
const agrees = (want: unknown, got: Figure, words: string) => differences(want, got, toleranceOf(words)).length === 0;

test.each([
  ['exact', [1, 3], true], ['exact', 1 / 3, true], ['exact', 0.3333, false], ['exact', [333, 1000], false],
  ['printed rounding', 0.333, true], ['printed rounding', 0.334, false], ['', 0.33, true],
  ['1e-3', 0.3333, true], ['1e-3', 0.332, false], ['1e-3', [333, 1000], false],
  ['1%', 0.336, true], ['1%', 0.337, false], ['0.1pp', 0.334, true], ['0.1pp', 0.335, false],
] as const)('%s: %j is a third: %s', (words, want, agreed) => expect(agrees(want, third, words)).toBe(agreed));

test('a tolerance in per cent is a part of the larger value', () => {
  expect([agrees(20, 22.01, '10%'), agrees(20, 22.3, '10%'), agrees(22.01, 20, '10%')]).toEqual([true, false, true]);
});

test('units bind where the source shows them all; where it shows fewer digits, half of its last one', () => {
  expect([agrees(28_000_000, exact.rational(28_000_001), '1e-6'), agrees(1_333_333, exact.rational(4_000_000, 3), '1e-6')]).toEqual([false, true]);
  expect([agrees(2_778_000_000, 2.7781e9, '1e-3'), agrees(2_778_000_000, 2.779e9, '1e-3')]).toEqual([true, false]);
  expect([agrees(770_833, 770_833.9, '1'), agrees(770_833, 770_834.5, '1')]).toEqual([true, false]);
});

test('what a source rounds, calculates on with, or prints in per cent', () => {
  expect([agrees({ naive: 1.33 }, { naive: printed(exact.rational(4, 3)) }, 'exact'), agrees({ naive: 1.34 }, { naive: printed(exact.rational(4, 3)) }, 'exact')]).toEqual([true, false]);
  expect([agrees({ new: 4_486_719 }, approximate({ new: exact.rational(4_486_568) }), '1e-4'), agrees({ new: 4_487_719 }, approximate({ new: exact.rational(4_486_568) }), '1e-4')]).toEqual([true, false]);
  expect([agrees({ cost_printed: [356, 476] }, { cost: [356.17, 476.47] }, 'exact'), agrees('33.33%', third, 'exact'), agrees('33.34%', third, 'exact')]).toEqual([true, true, false]);
});

test('a name with two readings agrees with either; lists agree in length and every entry', () => {
  const shares = either([exact.rational(1), exact.rational(2)], exact.rational(3));
  expect([agrees([1, 2], shares, 'exact'), agrees(3, shares, 'exact'), agrees([2, 1], shares, 'exact'), agrees([1, 2, 3], shares, 'exact')]).toEqual([true, true, false, false]);
  expect(differences([1, 2], [exact.rational(1)], toleranceOf('exact'))).toEqual(['the list: 2 entries expected, 1 computed']);
});

test('what is not computed, null and words are told apart', () => {
  expect(differences({ a: 1, b: { c: 2 } }, { b: {} }, toleranceOf('1'))).toEqual(['not compared: a', 'not compared: b.c']);
  expect([agrees(null, null, 'exact'), agrees(0, null, 'exact'), agrees(null, 0, 'exact'), agrees('never', 'never', 'exact'), agrees('bad', 'good', '10%'), agrees(true, false, '10%')]).toEqual([true, false, false, true, false, false]);
  expect(agrees(1, Number.NaN, '10%')).toBe(false);
});
