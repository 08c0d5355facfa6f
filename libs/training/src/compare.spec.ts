import { expect, test } from 'vitest';
import { metrics, outcome, spec } from '../test/story.ts';
import { differences } from './differences.ts';
import { beatsBaseline, scoreOf } from './score.ts';
import { RunSpec } from './spec.ts';

test('a classifier is ranked by accuracy beside its baseline', () => expect(scoreOf(outcome())).toEqual({ metric: 'accuracy', value: 0.97, baseline: 0.1 }));
test('a language model by perplexity', () =>
  expect(scoreOf({ metrics: { ...metrics, task: 'language-model', perplexity: 3.2 }, baseline: null })).toEqual({ metric: 'perplexity', value: 3.2, baseline: null }));
test('a run without metrics has no score', () => expect(scoreOf({ metrics: null, baseline: null })).toBeNull());
test('a lower perplexity wins, an equal accuracy does not', () => {
  expect(beatsBaseline({ metric: 'perplexity', value: 3, baseline: 4 })).toBe(true);
  expect(beatsBaseline({ metric: 'accuracy', value: 0.5, baseline: 0.5 })).toBe(false);
  expect(beatsBaseline({ metric: 'accuracy', value: 0.5, baseline: null })).toBeUndefined();
});

test('only what differs is listed, also where one has no such setting', () => {
  const other = RunSpec.parse({ ...spec, model: { kind: 'lstm', units: 32 }, epochs: 5 });
  const found = Object.fromEntries(differences([spec, other]).map(({ path, values }) => [path, values]));
  expect(found['model.kind']).toEqual(['cnn', 'lstm']);
  expect(found['model.filters']).toEqual([8, undefined]);
  expect(found['epochs']).toEqual([3, 5]);
  expect(found).not.toHaveProperty('batchSize');
});
test('equal specs differ in nothing', () => expect(differences([spec, spec])).toEqual([]));
