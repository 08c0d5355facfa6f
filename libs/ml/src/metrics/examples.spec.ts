import { expect, test } from 'vitest';
import type { Documents, Images } from '../data/dataset.ts';
import { cellExamples, type Said } from './examples.ts';

const origin = { hash: '', bytes: 0, synthetic: false };
const texts: Documents = { ...origin, kind: 'documents', task: 'classification', classes: ['late', 'wrong'], labels: new Int32Array(6), alphabet: [], texts: ['one', 'two', 'three', 'four', 'five', 'x'.repeat(500)] };
const said = (sample: number, truth: number, taken: number, confidence: number): Said => ({ sample, truth, taken, confidence });

test('mistakes come first, in each cell the surest, with the row people would look for', () => {
  const cells = cellExamples(texts, ['late', 'wrong'], [said(0, 0, 0, 0.9), said(1, 0, 1, 0.6), said(2, 0, 1, 0.8), said(3, 1, 1, 0.7), said(4, 1, 1, 0.7)]);
  expect(cells.map(({ truth, taken, count }) => [truth, taken, count])).toEqual([['late', 'wrong', 2], ['wrong', 'wrong', 2], ['late', 'late', 1]]);
  expect(cells[0]!.shown).toEqual([{ row: 3, confidence: 0.8, text: 'three', picture: null }, { row: 2, confidence: 0.6, text: 'two', picture: null }]);
  expect(cells[1]!.shown.map(({ row }) => row)).toEqual([4, 5]);
});
test('a cell shows three, a text its beginning', () => {
  expect(cellExamples(texts, ['late', 'wrong'], [0, 1, 2, 3].map((i) => said(i, 0, 1, 0.5)))[0]).toMatchObject({ count: 4, shown: { length: 3 } });
  expect(cellExamples(texts, ['late', 'wrong'], [said(5, 0, 1, 0.5)])[0]!.shown[0]!.text).toHaveLength(160);
});
test('a picture keeps its pixels; a large one is looked at in fewer', () => {
  const pictures = (side: number): Images => ({ ...origin, kind: 'images', task: 'classification', shape: [side, side, 1], classes: ['a', 'b'], labels: new Int32Array(2), pixels: Uint8Array.from({ length: 2 * side * side }, (_, i) => i % 251) });
  const of = (side: number) => cellExamples(pictures(side), ['a', 'b'], [said(1, 0, 1, 0.5)])[0]!.shown[0]!.picture!;
  expect({ ...of(2), pixels: [...Buffer.from(of(2).pixels, 'base64')] }).toEqual({ width: 2, height: 2, channels: 1, pixels: [4, 5, 6, 7] });
  expect(of(80)).toMatchObject({ width: 27, height: 27 });
  expect(Buffer.from(of(80).pixels, 'base64')[1]).toBe((80 * 80 + 3) % 251);
});
