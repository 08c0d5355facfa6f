import '@tensorflow/tfjs-backend-cpu';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { losses } from '../../test/losses.ts';
import { softwareVulkan } from '../../test/software-vulkan.ts';
import * as tf from '../tf.ts';
import { startTensorflow, startWebgpu } from './candidates.ts';
import { checks, errorOf } from './self-test.ts';

// a software adapter beside another worker takes minutes
vi.setConfig({ testTimeout: 300_000 });
softwareVulkan();

/** Why a backend cannot be tested here; undefined when it has started. */
const missing = (start: () => Promise<void>): Promise<string | undefined> => start().then(() => undefined, (error: unknown) => (error instanceof Error ? error.message : String(error)));

/** Each step in time is dozens of programs that a software adapter translates: there the cells are tested by what they learn. */
const inCells = new Set(['LSTM', 'GRU', 'plain recurrence']);
const accelerators = [
  { name: 'tensorflow', why: await missing(startTensorflow), of: checks, learning: 20, sequence: 8 },
  // A software adapter computes the same, slowly: a few steps.
  { name: 'webgpu', why: await missing(() => startWebgpu({ software: true })), of: checks.filter(({ name }) => !inCells.has(name)), learning: 3, sequence: 3 },
];

afterAll(() => tf.setBackend('cpu'));

describe.each(accelerators)('on $name', ({ name, why, of, learning, sequence }) => {
  const there = why === undefined ? '' : ` (skipped: ${name}: ${why})`;
  const models = [
    ['cnn', { kind: 'pixels', height: 9, width: 8, channels: 2 }],
    ['lstm', { kind: 'characters', alphabet: 11, steps: sequence }],
    ['transformer', { kind: 'characters', alphabet: 11, steps: sequence }],
  ] as const;

  test.skipIf(why).each(of.map((check) => [check.name, check] as const))(`the gradient of %s agrees with finite differences${there}`, async (_, check) => {
    await tf.setBackend(name);
    expect(await errorOf(check)).toBeLessThan(0.005);
  });

  test.skipIf(why).each(models)(`a %s learns the same as plain JavaScript over ${learning} steps${there}`, async (kind, input) => {
    const [ours, plain] = [await losses(name, kind, input, 'adam', learning), await losses('cpu', kind, input, 'adam', learning)];
    ours.forEach((loss, step) => expect(Math.abs(loss - plain[step]!)).toBeLessThan(1e-3));
  });
});
