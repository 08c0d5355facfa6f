import { expect, test } from 'vitest';
import { Tally } from './tally.ts';

test('three of four right is an accuracy of 0.75, with the confusion in its place', () => {
  const tally = new Tally('classification', ['a', 'b'], null);
  for (const [truth, predicted] of [[0, 0], [0, 0], [0, 1], [1, 1]] as const) tally.addClass(truth, predicted, 0.5);
  expect(tally.metrics()).toMatchObject({ accuracy: 0.75, loss: 0.5, samples: 4, perplexity: null, meanSquaredError: null, confusion: { classes: ['a', 'b'], counts: [[2, 1], [0, 1]] } });
});

test('a language model that finds each of four characters equally likely has a perplexity of 4', () => {
  const tally = new Tally('language-model', ['a', 'b', 'c', 'd'], null);
  for (let i = 0; i < 8; i++) tally.addClass(i % 4, 0, Math.log(4));
  expect(tally.metrics().perplexity).toBeCloseTo(4, 12);
});

test('a quantity is judged in its own unit, its loss in scaled ones', () => {
  const tally = new Tally('regression', [], 10);
  tally.addQuantity(0, 1);
  tally.addQuantity(2, -1);
  expect(tally.metrics()).toMatchObject({ loss: 5, meanSquaredError: 500, meanAbsoluteError: 20, accuracy: null, f1: null, confusion: null, perClass: null });
});

test('a confusion matrix of more than forty classes is left out', () => {
  const tally = new Tally('classification', Array.from({ length: 41 }, (_, i) => `${i}`), null);
  tally.addClass(1, 1, 0);
  expect(tally.metrics()).toMatchObject({ confusion: null, accuracy: 1, f1: 1 });
  expect(tally.metrics().perClass).toHaveLength(41);
});

test('a text of thousands of characters has its means without a row for each', () => {
  const tally = new Tally('language-model', Array.from({ length: 5000 }, (_, i) => String.fromCodePoint(0x4e00 + i)), null);
  tally.addClass(7, 7, 1);
  tally.addClass(8, 7, 1);
  expect(tally.metrics()).toMatchObject({ perClass: null, confusion: null, accuracy: 0.5, recall: 0.5, precision: 0.25 });
});
