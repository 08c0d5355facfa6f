import { expect, test } from 'vitest';
import { estimateFlops, estimateSeconds, forwardFlops, shapeOf } from './estimate.ts';
import { RunSpec } from './spec.ts';

const digits = shapeOf({ kind: 'images', rows: 10_000, columns: null, card: null });
const spec = (model: object, dataset = 'images') => RunSpec.parse({ dataset: { dataset: 'd', hash: 'a'.repeat(64), kind: dataset }, model });

test('a picture through a CNN: two blocks, a hidden layer, ten classes', () => {
  // 28²·(9·1)·8·2 + 14²·(9·8)·16·2 + (7²·16)·64·2 + 64·10·2
  expect(forwardFlops(spec({ kind: 'cnn', blocks: 2, filters: 8, kernel: 3, dense: 64 }).model, digits)).toBe(112_896 + 451_584 + 100_352 + 1280);
});
test('a run is three passes over the training part and one over the validation part, every epoch', () => {
  const one = spec({ kind: 'cnn' });
  expect(estimateFlops({ ...one, epochs: 4, validationShare: 0.2 }, digits)).toBeCloseTo(forwardFlops(one.model, digits) * 4 * (8000 * 3 + 2000), 0);
});
test('a text is read in windows', () => {
  const text = shapeOf({ kind: 'text', rows: 64_000, columns: null, card: null });
  const one = spec({ kind: 'lstm', sequence: 64 }, 'text');
  expect(estimateFlops({ ...one, epochs: 1, validationShare: 0.2 }, text)).toBeCloseTo(forwardFlops(one.model, text) * 1000 * 2.6, 0);
});
test('the features of a table are tokens', () => {
  const table = shapeOf({ kind: 'table', rows: 100, columns: ['a', 'b', 'c'], card: null });
  expect(table).toMatchObject({ height: 2, outputs: 2 });
  expect(forwardFlops(spec({ kind: 'transformer', layers: 1, width: 8, heads: 1, expansion: 1 }, 'table').model, table)).toBe(2 * 2 * 8 * 48 + 4 * 4 * 8 + 2 * 8 * 2);
});
test('a baseline takes no operations, only the start', () => {
  expect(estimateFlops(spec({ kind: 'baseline' }), digits)).toBe(0);
  expect(estimateSeconds(0, 'baseline', [])).toEqual({ seconds: 3, assumed: false });
});
test('the pace of the last run of the kind decides, else one is assumed', () => {
  expect(estimateSeconds(1e10, 'cnn', [{ model: 'cnn', flopsPerSecond: 1e9 }])).toEqual({ seconds: 13, assumed: false });
  expect(estimateSeconds(8e9, 'lstm', [{ model: 'cnn', flopsPerSecond: 1e9 }])).toEqual({ seconds: 4, assumed: true });
});
