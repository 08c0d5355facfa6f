import type { ComparedRun } from '@capstan/training';
import { expect, test } from 'vitest';
import { bestBy, bestOf, figureFor, figuresOf, metricsOf, namesOf } from './choice.ts';

const none = { accuracy: null, f1: null, precision: null, recall: null, rocAuc: null, averagePrecision: null, rSquared: null, loss: null, perplexity: null, meanSquaredError: null, meanAbsoluteError: null };
const run = (figures: Partial<ComparedRun['figures']>, over: Partial<ComparedRun> = {}) => ({ metrics: [], score: null, ...over, figures: { ...none, ...figures } }) as unknown as ComparedRun;

test('the usual curves come first, others by name, each once', () => {
  expect(metricsOf([run({}, { metrics: ['zeta', 'validation-loss'] }), run({}, { metrics: ['alpha', 'validation-loss', 'validation-accuracy'] })])).toEqual(['validation-accuracy', 'validation-loss', 'alpha', 'zeta']);
});
test('the figure that was asked for, else what the runs are ranked by, else any', () => {
  const runs = [run({ loss: 1 }), run({ perplexity: 3, loss: 2, accuracy: 0.3 }, { score: { metric: 'perplexity', value: 3, baseline: null } })];
  expect(figuresOf(runs)).toEqual(['accuracy', 'loss', 'perplexity']);
  expect([figureFor(runs, 'loss'), figureFor(runs, 'rSquared'), figureFor([run({ loss: 1 })], undefined), figureFor([run({})], undefined)]).toEqual(['loss', 'perplexity', 'loss', undefined]);
});
test('runs of one name are told apart', () => expect(namesOf([{ name: 'CNN' }, { name: 'LSTM' }, { name: 'CNN' }])).toEqual(['CNN', 'LSTM', 'CNN (2)']));
test('the best by a loss is the lowest, by an accuracy the highest; none where all are equal', () => {
  expect([bestBy([run({ loss: 2 }), run({ loss: 1 }), run({})], 'loss'), bestBy([run({ accuracy: 0.2 }), run({ accuracy: 0.3 })], 'accuracy')]).toEqual([1, 1]);
  expect([bestOf([1, 1], true), bestOf([1, null], true), bestOf([], true)]).toEqual([null, null, null]);
});
