import { OptimiserSpec } from '@capstan/training';
import { beforeAll, expect, test } from 'vitest';
import * as tf from '../tf.ts';
import { installWasm } from '../wasm/install.ts';
import { optimiser, shortened } from './optimiser.ts';

beforeAll(installWasm);

/** Where a matrix of one weight and a bias end after some steps along the same slopes. */
function after(spec: object, slopes: number[], rate = 0.1): { weight: number; bias: number } {
  const [weight, bias] = [tf.variable(tf.tensor2d([[1]])), tf.variable(tf.tensor1d([1]))];
  const rule = optimiser(OptimiserSpec.parse(spec), new Map<string, tf.Variable>([['weight', weight], ['bias', bias]]));
  slopes.forEach((slope, i) => rule.apply({ weight: tf.tensor2d([[slope]]), bias: tf.tensor1d([slope]) }, { step: i + 1, rate }));
  const found = { weight: weight.dataSync()[0]!, bias: bias.dataSync()[0]! };
  rule.dispose();
  return found;
}

test('plain gradient descent goes down the slope', () => expect(after({ kind: 'sgd', momentum: 0 }, [2, 3]).bias).toBeCloseTo(1 - 0.2 - 0.3, 6));
test('momentum keeps a share of the step before', () => expect(after({ kind: 'sgd', momentum: 0.5 }, [2, 3]).bias).toBeCloseTo(1 - 0.2 - (0.1 + 0.3), 6));
test('weight decay draws a weight to zero and leaves a bias', () => {
  const { weight, bias } = after({ kind: 'sgd', momentum: 0, weightDecay: 0.5 }, [0]);
  expect(weight).toBeCloseTo(1 - 0.1 * 0.5, 6);
  expect(bias).toBe(1);
});
test('the first step of Adam is the learning rate, whatever the slope: its moments are corrected', () => {
  for (const slope of [0.003, 5, -40]) expect(after({ kind: 'adam' }, [slope]).bias).toBeCloseTo(1 - 0.1 * Math.sign(slope), 4);
});
test('AdamW decays beside the gradient, so a steep slope does not wash it out', () => {
  const { weight, bias } = after({ kind: 'adamw', weightDecay: 0.5 }, [40]);
  expect(bias).toBeCloseTo(0.9, 4);
  expect(weight).toBeCloseTo(0.95 - 0.1, 4);
});

test('gradients that are too long together are shortened in the same share, short ones stay', () => {
  const cut = (limit: number) => Object.values(shortened({ a: tf.tensor1d([3, 0]), b: tf.tensor1d([4]) }, limit)).flatMap((gradient) => [...gradient.dataSync()]);
  expect(cut(1)).toEqual([expect.closeTo(0.6, 6), 0, expect.closeTo(0.8, 6)]);
  expect(cut(6)).toEqual([3, 0, 4]);
});
