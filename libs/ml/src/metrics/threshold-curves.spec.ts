import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { classCurves, meanAreas, thinned } from './threshold-curves.ts';

// The examples in the documentation of scikit-learn 1.5: roc_curve, precision_recall_curve, roc_auc_score, average_precision_score.
const documented = classCurves('b', [0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1]);

test('ROC of the documented example', () => {
  expect(documented.roc).toEqual([[null, 0, 0], [0.8, 0, 0.5], [0.4, 0.5, 0.5], [0.35, 0.5, 1], [0.1, 1, 1]].map(([threshold, falsePositiveRate, truePositiveRate]) => ({ threshold, falsePositiveRate, truePositiveRate })));
  expect(documented.rocAuc).toBe(0.75);
});
test('precision against recall of the documented example', () => {
  expect(documented.precisionRecall).toEqual([[0.8, 0.5, 1], [0.4, 0.5, 0.5], [0.35, 1, 0.666667], [0.1, 1, 0.5]].map(([threshold, recall, precision]) => ({ threshold, recall, precision })));
  expect(documented.averagePrecision).toBeCloseTo(0.8333333333, 9);
});
test('ties are called positive together and count half', () => {
  const tied = classCurves('b', [0.5, 0.5, 0.2], [1, 0, 1]);
  expect(tied.roc.map(({ falsePositiveRate, truePositiveRate }) => [falsePositiveRate, truePositiveRate])).toEqual([[0, 0], [1, 0.5], [1, 1]]);
  expect(tied.rocAuc).toBe(0.25);
});
test('a class without positives, or without anything else, has no area', () => {
  expect(classCurves('b', [0.1, 0.2], [0, 0])).toMatchObject({ rocAuc: null, averagePrecision: null, positives: 0 });
  expect(classCurves('b', [0.1, 0.2], [1, 1])).toMatchObject({ rocAuc: null, averagePrecision: 1, negatives: 0 });
  expect(classCurves('b', [], []).roc).toHaveLength(1);
});
test('the mean leaves out classes without an area', () => {
  expect(meanAreas([documented, classCurves('a', [1], [0])])).toEqual({ rocAuc: 0.75, averagePrecision: documented.averagePrecision });
  expect(meanAreas([])).toEqual({ rocAuc: null, averagePrecision: null });
});

const samples = fc.array(fc.record({ score: fc.integer({ min: 0, max: 30 }), positive: fc.integer({ min: 0, max: 1 }) }), { minLength: 1, maxLength: 80 });
const curvesOf = (all: { score: number; positive: number }[], map = (score: number) => score) => classCurves('x', all.map(({ score }) => map(score)), all.map(({ positive }) => positive));

test('the area is the Mann–Whitney statistic: how often a positive scores higher than a negative, ties half', () => {
  fc.assert(fc.property(samples, (all) => {
    const [ones, zeros] = [all.filter((s) => s.positive), all.filter((s) => !s.positive)];
    const wins = ones.reduce((sum, one) => sum + zeros.reduce((n, zero) => n + (one.score > zero.score ? 1 : one.score === zero.score ? 0.5 : 0), 0), 0);
    const { rocAuc } = curvesOf(all), pairs = ones.length * zeros.length;
    expect(rocAuc === null).toBe(pairs === 0);
    expect(rocAuc ?? 0).toBeCloseTo(pairs === 0 ? 0 : wins / pairs, 9);
  }));
});
test('areas do not change when scores do without changing their order', () => {
  fc.assert(fc.property(samples, (all) => {
    const [plain, bent] = [curvesOf(all), curvesOf(all, (score) => Math.exp(score / 7) - 3)];
    expect([bent.rocAuc, bent.averagePrecision]).toEqual([plain.rocAuc, plain.averagePrecision]);
  }));
});
test('scores turned round turn the area round', () => {
  fc.assert(fc.property(samples, (all) => {
    const [plain, turned] = [curvesOf(all).rocAuc, curvesOf(all, (score) => -score).rocAuc];
    expect(turned ?? 1).toBeCloseTo(1 - (plain ?? 0), 9);
  }));
});
test('a curve rises from nothing to all, also when it is thinned', () => {
  const many = curvesOf(Array.from({ length: 1000 }, (_, i) => ({ score: (i * 7919) % 1000, positive: Number(i % 3 === 0) })));
  expect(many.roc).toHaveLength(200);
  expect([many.roc[0], many.roc.at(-1)]).toMatchObject([{ falsePositiveRate: 0, truePositiveRate: 0 }, { falsePositiveRate: 1, truePositiveRate: 1 }]);
  many.roc.slice(1).forEach((point, i) => { expect(point.truePositiveRate).toBeGreaterThanOrEqual(many.roc[i]!.truePositiveRate); });
});
test('thinning keeps both ends', () => expect(thinned([1, 2, 3, 4, 5, 6, 7], 3)).toEqual([1, 4, 7]));
