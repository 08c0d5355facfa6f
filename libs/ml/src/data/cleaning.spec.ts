import { isRefusal } from '@capstan/kernel';
import { DataSpec } from '@capstan/training';
import type { z } from 'zod';
import { expect, test } from 'vitest';
import type { Dataset } from './dataset.ts';
import { prepare } from './prepare.ts';
import type { Prepared } from './prepared.ts';
import { readTable } from './table.ts';

const taken = <T>(value: T): Exclude<T, { refused: true }> => {
  if (isRefusal(value)) throw new Error(value.message);
  return value as Exclude<T, { refused: true }>;
};
const csv = (rows: string[]): Dataset => taken(readTable(new TextEncoder().encode(`a,b,y\n${rows.join('\n')}`)));
const ready = (dataset: Dataset, data: z.input<typeof DataSpec>): Prepared => taken(prepare(dataset, { seed: 1, validationShare: 0.2, sequence: 16, data: DataSpec.parse(data) }));
const numbered = (n: number, row: (i: number) => string): Dataset => csv(Array.from({ length: n }, (_, i) => row(i)));
const column = ({ train, input }: Prepared): number[] => {
  const { inputs } = train.batch(train.inOrder), width = 'count' in input ? input.count : 1;
  return Array.from({ length: train.count }, (_, i) => inputs[i * width]!);
};

test('rows that say the same in every cell are kept once, rows of another label stay', () => {
  const twice = numbered(60, (i) => `${i % 30},${(i % 30) % 7},${i % 2 ? 'yes' : 'no'}`);
  expect(ready(twice, {})).toMatchObject({ duplicates: 30, cleaned: { duplicates: 0 } });
  const once = ready(twice, { cleaning: { duplicates: 'drop' } });
  expect(once).toMatchObject({ duplicates: 0, leaks: 0, cleaned: { duplicates: 30, missing: 0, outliers: 0 } });
  expect(once.train.count + once.validation.count).toBe(30);
});

test('rows with a missing cell are taken out when they are to be', () => {
  const gaps = numbered(50, (i) => `${i % 10 ? i : ''},${i % 7 === 3 ? 'NA' : 'x'.repeat(1 + (i % 3))},${i % 2 ? 'yes' : 'no'}`);
  expect(ready(gaps, {}).cleaned).toEqual({ duplicates: 0, missing: 0, outliers: 0 });
  expect(ready(gaps, { cleaning: { missing: 'drop' } }).cleaned!.missing).toBe(11);
});

const spiky = numbered(101, (i) => `${i === 50 ? 10_000 : i % 10},${i},${i * 1.5}`);
test('an outlier is kept, brought to the border, or taken out of what is learned', () => {
  const highest = (data: z.input<typeof DataSpec>) => Math.max(...column(ready(spiky, { ...data, scaling: 'none' })));
  expect(highest({})).toBe(10_000);
  const clipped = highest({ cleaning: { outliers: 'clip', deviations: 2 } });
  expect(clipped).toBeGreaterThan(9);
  expect(clipped).toBeLessThan(5000);
  expect(highest({ cleaning: { outliers: 'drop', deviations: 3 } })).toBe(9);
  expect(ready(spiky, { cleaning: { outliers: 'drop', deviations: 3 } }).cleaned).toEqual({ duplicates: 0, missing: 0, outliers: 1 });
});

test('numbers are scaled from 0 to 1 when they are to be, or not at all', () => {
  const plain = numbered(60, (i) => `${100 + i * 3},${i % 5},${i % 2 ? 'p' : 'q'}`);
  const scaled = column(ready(plain, { scaling: 'min-max' }));
  expect([Math.min(...scaled), Math.max(...scaled)]).toEqual([0, 1]);
  expect(Math.min(...column(ready(plain, { scaling: 'none' })))).toBeGreaterThanOrEqual(100);
});

test('a setting that speaks of other data is refused', () => {
  expect(prepare(spiky, { seed: 1, validationShare: 0.2, sequence: 16, data: DataSpec.parse({ augmentation: { flip: true } }) })).toMatchObject({ code: 'setting-does-not-fit' });
});
