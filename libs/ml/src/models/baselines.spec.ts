import { isRefusal } from '@capstan/kernel';
import { plainData } from '@capstan/training';
import { expect, test } from 'vitest';
import { readText } from '../data/text.ts';
import { prepare } from '../data/prepare.ts';
import { randomAt } from '../random.ts';
import { sentences } from '../../test/made-up.ts';
import { measureBaseline } from './baselines.ts';

const prepared = (text: ReturnType<typeof readText>) => {
  if (isRefusal(text)) throw new Error(text.message);
  const ready = prepare(text, { seed: 1, validationShare: 0.2, sequence: 16, data: plainData });
  if (isRefusal(ready)) throw new Error(ready.message);
  return ready;
};
const measured = (rule: 'unigram' | 'bigram', text: ReturnType<typeof readText> = sentences()) => {
  const metrics = measureBaseline(prepared(text), rule);
  if (isRefusal(metrics)) throw new Error(metrics.message);
  return metrics;
};

test('the unigram always says the most frequent character', () => {
  const { accuracy, perClass } = measured('unigram');
  const space = perClass!.find((one) => one.class === ' ')!;
  expect(space.recall).toBe(1);
  expect(accuracy).toBeCloseTo(space.precision!, 12);
});

test('a bigram is sure of what always follows and halves its doubt: pairs in random order have a perplexity of √4', () => {
  const random = randomAt(1, 'pairs'), pairs = Array.from({ length: 4000 }, () => ['ab', 'cd', 'ef', 'gh'][Math.floor(random() * 4)]).join('');
  const { perplexity, perClass } = measured('bigram', readText(new TextEncoder().encode(pairs)));
  for (const second of ['b', 'd', 'f', 'h']) expect(perClass!.find((one) => one.class === second)!.recall).toBe(1);
  expect(perplexity).toBeCloseTo(2, 1);
});

test('the bigram beats the unigram on language', () => expect(measured('bigram').perplexity!).toBeLessThan(measured('unigram').perplexity! * 0.7));
