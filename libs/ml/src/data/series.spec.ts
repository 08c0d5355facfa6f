import { isRefusal } from '@capstan/kernel';
import { DataSpec } from '@capstan/training';
import { expect, test } from 'vitest';
import { measureBaseline } from '../models/baselines.ts';
import { prepare } from './prepare.ts';
import { readTable } from './table.ts';

const bytes = (rows: string[]): Uint8Array => new TextEncoder().encode(`day,demand\n${rows.join('\n')}`);
const prepared = (rows: string[], series: object) => {
  const table = readTable(bytes(rows));
  if (isRefusal(table)) throw new Error(table.message);
  return prepare(table, { seed: 1, validationShare: 0.25, sequence: 16, data: DataSpec.parse({ series, scaling: 'none' }) });
};
const ready = (rows: string[], series: object) => {
  const answer = prepared(rows, series);
  if (isRefusal(answer)) throw new Error(answer.message);
  return answer;
};
const climbing = Array.from({ length: 80 }, (_, i) => `${i},${i * 10 + 0.5}`);

test('a window of rows is asked for the label so many rows later', () => {
  const { train, deviation, input } = ready(climbing, { window: 5, horizon: 3 });
  expect(input).toEqual({ kind: 'series', steps: 5, count: 2 });
  const { inputs, targets, shape } = train.batch(Int32Array.of(7));
  expect(shape).toEqual([1, 5, 2]);
  expect([...inputs]).toEqual([7, 70.5, 8, 80.5, 9, 90.5, 10, 100.5, 11, 110.5]);
  // Rows 0 to 59 are learned from: their mean is 295.5.
  expect(targets[0]! * deviation!).toBeCloseTo(140.5 - 295.5, 4);
});

test('what is validated shares no row with what is learned', () => {
  const { train, validation, leaks } = ready(climbing, { window: 5, horizon: 3 });
  expect(Math.max(...train.inOrder) + 8).toBeLessThanOrEqual(60);
  expect(Math.min(...validation.inOrder)).toBe(60);
  expect(leaks).toBe(0);
});

test('windows that came before word for word are kept out of validation', () => {
  const tides = Array.from({ length: 200 }, (_, i) => `${i % 6},${(i % 6) * 1.5 + 0.25}`);
  expect(prepared(tides, { window: 4, horizon: 1 })).toMatchObject({ code: 'split-empty' });
});

test('the last value known is the naive forecast: a climb of ten a row is missed by ten times the rows ahead', () => {
  const metrics = measureBaseline(ready(climbing, { window: 5, horizon: 3 }), 'last-value');
  expect('meanAbsoluteError' in metrics && metrics.meanAbsoluteError).toBeCloseTo(30, 3);
});

test('classes and short series are refused', () => {
  expect(prepared(Array.from({ length: 80 }, (_, i) => `${i},${i % 2 ? 'up' : 'down'}`), { window: 5 })).toMatchObject({ code: 'series-needs-quantity' });
  expect(prepared(climbing, { window: 40, horizon: 30 })).toMatchObject({ code: 'series-too-short', values: { found: 80 } });
});
