import { isRefusal } from '@capstan/kernel';
import { plainData } from '@capstan/training';
import { expect, test } from 'vitest';
import type { Dataset } from './dataset.ts';
import { describeDataset } from './card.ts';
import { prepare } from './prepare.ts';
import type { Prepared } from './prepared.ts';
import { readTable } from './table.ts';
import { readText } from './text.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const taken = <T>(value: T): Exclude<T, { refused: true }> => {
  if (isRefusal(value)) throw new Error(value.message);
  return value as Exclude<T, { refused: true }>;
};
const ready = (dataset: Dataset): Prepared => taken(prepare(dataset, { seed: 1, validationShare: 0.2, sequence: 16, data: plainData }));
const csv = (n: number, row: (i: number) => string): Dataset => taken(readTable(bytes(`a,b,y\n${Array.from({ length: n }, (_, i) => row(i)).join('\n')}`)));
const story = Array.from({ length: 300 }, (_, i) => `Line ${i} says ${(i * 7919) % 1009}.`).join('\n');

test('numbers are scaled by the training rows alone, words become one feature each', () => {
  const prepared = ready(csv(50, (i) => `${i * 10},${['x', 'y', 'z'][i % 3]},${i % 2 ? 'yes' : 'no'}`));
  expect(prepared.input).toEqual({ kind: 'features', count: 4 });
  const { inputs } = prepared.train.batch(prepared.train.inOrder);
  const column = Array.from({ length: prepared.train.count }, (_, i) => inputs[i * 4]!);
  expect(column.reduce((a, b) => a + b, 0) / column.length).toBeCloseTo(0, 5);
  expect(column.reduce((a, b) => a + b * b, 0) / column.length).toBeCloseTo(1, 5);
  expect([...inputs.subarray(1, 4)].reduce((a, b) => a + b, 0)).toBe(1);
});

test('a missing number stands at the mean, a missing word is none of them', () => {
  const prepared = ready(csv(50, (i) => (i === 7 ? ',,yes' : `${i},${i % 2 ? 'p' : 'q'},${i % 3 ? 'yes' : 'no'}`)));
  expect([...prepared.train.batch(Int32Array.of(7)).inputs]).toEqual([0, 0, 0]);
});

test('a quantity to predict is scaled and remembers its unit', () => {
  const prepared = ready(csv(60, (i) => `${i},${i % 2 ? 'p' : 'q'},${1000 + i * 2.5}`));
  expect(prepared).toMatchObject({ task: 'regression', outputs: 1, classes: [] });
  const { targets } = prepared.train.batch(prepared.train.inOrder);
  expect(Math.max(...targets)).toBeLessThan(2);
  expect(prepared.deviation).toBeGreaterThan(20);
});

test('the target of a text is the next character, and validation comes after training', () => {
  const text = taken(readText(bytes(story))), prepared = ready(text);
  const { inputs, targets, shape } = prepared.train.batch(Int32Array.of(0, 16));
  expect(shape).toEqual([2, 16]);
  expect([...targets]).toEqual([...text.codes.subarray(1, 33)]);
  expect([...inputs]).toEqual([...text.codes.subarray(0, 32)]);
  expect(Math.min(...prepared.validation.inOrder)).toBeGreaterThan(Math.max(...prepared.train.inOrder));
});

test('each epoch of a text reads other windows, the same ones for the same seed', () => {
  const { train } = ready(taken(readText(bytes(story))));
  expect([...train.order(1, 0)]).toEqual([...train.order(1, 0)]);
  expect([...train.order(1, 0)].sort((a, b) => a - b)).not.toEqual([...train.order(1, 1)].sort((a, b) => a - b));
});

test('a text that repeats itself leaves nothing to check with', () => {
  expect(prepare(taken(readText(bytes('abcdefgh'.repeat(200)))), { seed: 1, validationShare: 0.2, sequence: 16, data: plainData })).toMatchObject({ code: 'split-empty' });
});

test('too many categories make too many features', () => {
  const wide = `${Array.from({ length: 16 }, (_, c) => `c${c}`).join()},y\n${Array.from({ length: 100 }, (_, i) => `${Array.from({ length: 16 }, (_, c) => `v${(i + c) % 40}`).join()},${i % 2}`).join('\n')}`;
  expect(prepare(taken(readTable(bytes(wide))), { seed: 1, validationShare: 0.2, sequence: 16, data: plainData })).toMatchObject({ code: 'too-many-features', values: { found: 640, limit: 512 } });
});

test('a class of one sample is refused', () => {
  expect(prepare(csv(40, (i) => `${i},${i % 2 ? 'p' : 'q'},${i === 3 ? 'rare' : i % 2 ? 'yes' : 'no'}`), { seed: 1, validationShare: 0.2, sequence: 16, data: plainData })).toMatchObject({ code: 'class-too-rare', values: { class: 'rare' } });
});

test('the card says what there is, how it is split and what is wrong with it', () => {
  const card = taken(describeDataset(csv(100, (i) => `${i % 40},${i % 2 ? 'p' : 'q'},${i % 4 ? 'yes' : 'no'}`)));
  expect(card).toMatchObject({ kind: 'table', task: 'classification', samples: 100, duplicates: 60, synthetic: false, shape: [3], classes: [{ class: 'no', samples: 25 }, { class: 'yes', samples: 75 }] });
  expect(card.train + card.validation + card.leaks).toBe(100);
  expect(card.columns?.find((c) => c.use === 'label')?.name).toBe('y');
});

const learning = (dataset: Dataset, share: number, seed = 1): Prepared => taken(prepare(dataset, { seed, validationShare: 0.2, sequence: 16, data: { ...plainData, share } }));
test('a share of a table learns from that part of the training rows, drawn by seed, and validates with all', () => {
  const table = csv(100, (i) => `${i},${i % 2 ? 'p' : 'q'},${i % 3 ? 'yes' : 'no'}`), [whole, half] = [learning(table, 1), learning(table, 0.5)];
  expect(half.train.count).toBe(Math.round(whole.train.count / 2));
  expect([...half.train.inOrder].every((row) => whole.train.inOrder.includes(row))).toBe(true);
  expect([...half.train.order(1, 0)].sort((a, b) => a - b)).toEqual([...half.train.inOrder]);
  expect([...half.validation.inOrder]).toEqual([...whole.validation.inOrder]);
  expect([...learning(table, 0.5).train.inOrder]).toEqual([...half.train.inOrder]);
  expect([...learning(table, 0.01).train.inOrder]).toHaveLength(1);
});
test('a share of a text is one stretch of its training part in every epoch', () => {
  const text = taken(readText(bytes(story))), [whole, quarter] = [learning(text, 1), learning(text, 0.25)];
  expect(quarter.train.count / whole.train.count).toBeCloseTo(0.25, 1);
  const [first, last] = [quarter.train.inOrder[0]!, quarter.train.inOrder.at(-1)];
  for (const epoch of [0, 1, 2]) expect([...quarter.train.order(1, epoch)].every((start) => start >= first && start < last + 16)).toBe(true);
  expect([...quarter.validation.inOrder]).toEqual([...whole.validation.inOrder]);
});
