import type { EpochMeasure } from '@capstan/training';
import { expect, test } from 'vitest';
import { Telling } from './telling.ts';

const measure = (epoch: number): EpochMeasure => ({ epoch, step: epoch * 10, trainLoss: 1, validationLoss: 1, trainAccuracy: null, validationAccuracy: null, perplexity: 2, seconds: epoch, samplesPerSecond: 1, flops: 1, best: true });
const progress = { epoch: 1, epochs: 2, step: 1, steps: 10, loss: 1, seconds: 1, samplesPerSecond: 1, resources: null };

test('nothing new is no report', () => expect(new Telling(0).report('lease-a', 1)).toBeUndefined());

test('epochs are kept until they were heard, and come with their checkpoint', () => {
  const telling = new Telling(0);
  telling.add({ say: 'epoch', measure: measure(1) });
  telling.report('lease-a', 1);
  telling.add({ say: 'epoch', measure: measure(2) });
  const report = telling.report('lease-a', 2)!;
  expect(report.body).toMatchObject({ measures: [{ epoch: 1 }, { epoch: 2 }], checkpoint: { epoch: 2, step: 20 }, wallSeconds: 2 });
  telling.add({ say: 'epoch', measure: measure(3) });
  report.heard();
  expect(telling.report('lease-a', 3)!.body.measures).toMatchObject([{ epoch: 3 }]);
  expect(telling.lastEpoch).toBe(3);
});

test('of passing progress only the last counts', () => {
  const telling = new Telling(0);
  telling.add({ say: 'step', progress });
  telling.add({ say: 'step', progress: { ...progress, step: 2 } });
  const report = telling.report('lease-a', 1)!;
  expect(report.body).toMatchObject({ measures: [], checkpoint: null, progress: { step: 2 } });
  report.heard();
  expect(telling.report('lease-a', 1)).toBeUndefined();
});

test('a long silence is told in parts', () => {
  const telling = new Telling(0);
  for (let epoch = 1; epoch <= 1500; epoch++) telling.add({ say: 'epoch', measure: measure(epoch) });
  const first = telling.report('lease-a', 1)!;
  expect(first.body.measures).toHaveLength(1000);
  first.heard();
  expect(telling.report('lease-a', 1)!.body.measures).toHaveLength(500);
});
