import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { split } from './split.ts';

const names = (n: number): string[] => Array.from({ length: n }, (_, i) => `sample ${i}`);

test('every class is split in the same shares', () => {
  const labels = Array.from({ length: 200 }, (_, i) => (i < 150 ? 0 : 1));
  const { train, validation } = split(names(200), labels, { validationShare: 0.2, seed: 1 });
  expect([...validation].filter((i) => labels[i] === 0)).toHaveLength(30);
  expect([...validation].filter((i) => labels[i] === 1)).toHaveLength(10);
  expect(train.length + validation.length).toBe(200);
});

test('the seed decides, and another seed decides otherwise', () => {
  const at = (seed: number) => split(names(100), null, { validationShare: 0.3, seed }).validation.join();
  expect(at(1)).toBe(at(1));
  expect(at(1)).not.toBe(at(2));
});

test('nothing that is learned is checked, whatever the duplicates', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { minLength: 4, maxLength: 60 }), fc.integer({ min: 0, max: 99 }), (content, seed) => {
    const { train, validation, duplicates, leaks } = split(content, null, { validationShare: 0.4, seed });
    const learned = new Set([...train].map((i) => content[i]));
    expect([...validation].some((i) => learned.has(content[i]))).toBe(false);
    expect(train.length + validation.length + leaks).toBe(content.length);
    expect(duplicates).toBe(content.length - new Set(content).size);
  }));
});

test('a class of two is on both sides', () => {
  const { train, validation } = split(names(2), [0, 0], { validationShare: 0.05, seed: 1 });
  expect([train.length, validation.length]).toEqual([1, 1]);
});
