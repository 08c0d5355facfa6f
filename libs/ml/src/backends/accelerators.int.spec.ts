import '@tensorflow/tfjs-backend-cpu';
import { afterAll, describe, expect, test } from 'vitest';
import { losses } from '../../test/losses.ts';
import * as tf from '../tf.ts';
import { startTensorflow, startWebgpu } from './candidates.ts';
import { wrongGradient } from './self-test.ts';

/** Why a backend cannot be tested here; undefined when it has started. */
const missing = (start: () => Promise<void>): Promise<string | undefined> => start().then(() => undefined, (error: unknown) => (error instanceof Error ? error.message : String(error)));

const accelerators = [
  { name: 'tensorflow', why: await missing(startTensorflow) },
  // A software adapter computes the same, slowly.
  { name: 'webgpu', why: await missing(() => startWebgpu({ software: true })) },
];
const models = [
  ['cnn', { kind: 'pixels', height: 9, width: 8, channels: 2 }],
  ['lstm', { kind: 'characters', alphabet: 11, steps: 8 }],
  ['transformer', { kind: 'characters', alphabet: 11, steps: 8 }],
] as const;

afterAll(() => tf.setBackend('cpu'));

describe.each(accelerators)('on $name', ({ name, why }) => {
  const there = why === undefined ? '' : ` (skipped: ${name} is ${why})`;

  test.skipIf(why)(`the gradients agree with finite differences${there}`, async () => {
    await tf.setBackend(name);
    expect(wrongGradient()).toBeUndefined();
  });

  test.skipIf(why).each(models)(`a %s learns the same as plain JavaScript over twenty steps${there}`, async (kind, input) => {
    const [ours, plain] = [await losses(name, kind, input, 'adam', 20), await losses('cpu', kind, input, 'adam', 20)];
    ours.forEach((loss, step) => expect(Math.abs(loss - plain[step]!)).toBeLessThan(1e-3));
  });
});
