import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as tf from '../tf.ts';
import { installWasm } from '../wasm/install.ts';
import { chooseBackend } from './choose.ts';
import { checks, errorOf, furtherChecks, mixed, numbers, wrongGradient } from './self-test.ts';
import { slopeErrors } from './slopes.ts';

const theirs = tf.getKernel('MaxPoolGrad', 'wasm').kernelFunc;

beforeAll(installWasm);
afterAll(() => tf.setBackend('wasm'));

const everyCheck = [...checks, ...furtherChecks].map((check) => [check.name, check] as const);

describe.each(['wasm', 'cpu'])('on %s', (backend) => {
  beforeAll(() => tf.setBackend(backend));
  test.each(everyCheck)('the gradient of %s agrees with finite differences', async (_, check) => {
    expect(await errorOf(check)).toBeLessThan(0.005);
  });
});

describe('both backends', () => {
  test.each(everyCheck)('compute the same %s', async (_, check) => {
    const values: number[] = [];
    for (const backend of ['wasm', 'cpu']) {
      await tf.setBackend(backend);
      values.push(tf.tidy(() => check.f(...check.inputs()).dataSync()[0]!));
    }
    expect(values[0]).toBeCloseTo(values[1]!, 5);
  });
});

test('a gradient that is wrong is found out', async () => {
  await tf.setBackend('wasm');
  const wrong = tf.customGrad(((x: tf.Tensor) => ({ value: mixed(tf.square(x)), gradFunc: (dy: tf.Tensor) => tf.mul(x, dy) })) as never);
  const [slope] = await slopeErrors(wrong as never, [numbers('x', 4, 5)]);
  expect(slope!.error).toBeGreaterThan(0.1);
});

test('tfjs wasm as it ships fails the self-test: its pooling loses the gradient where a maximum is at or below zero', async () => {
  await tf.setBackend('wasm');
  const ours = tf.getKernel('MaxPoolGrad', 'wasm');
  const using = (kernelFunc: tf.KernelFunc): Promise<string | undefined> => {
    tf.unregisterKernel('MaxPoolGrad', 'wasm');
    tf.registerKernel({ ...ours, kernelFunc });
    return wrongGradient();
  };
  expect(await using(theirs)).toBe('max pooling below zero');
  expect(await using(ours.kernelFunc)).toBeUndefined();
});

describe('where nothing else is installed', () => {
  beforeAll(() => { process.env['CAPSTAN_ENGINES'] = join(tmpdir(), 'capstan-no-engines'); });
  afterAll(() => { delete process.env['CAPSTAN_ENGINES']; });

  test('the backend is chosen by trying, and says why', async () => {
    const choice = await chooseBackend({ calibrate: 0.05 });
    expect(choice.name).toBe('wasm');
    expect(choice.tried.find(({ name }) => name === 'wasm')!.outcome).toMatch(/^passed, .+ GFLOP\/s$/);
    expect(choice.tried.find(({ name }) => name === 'tensorflow')!.outcome).toBe('not installed (npm run engine:tensorflow)');
    expect(choice.reason).toContain('gradients checked');
    expect(choice.reason).toContain('the only one that works here; tensorflow: not installed');
    expect(choice.gflops).toBeGreaterThan(0);
    expect(tf.getBackend()).toBe('wasm');
  });

  test('a backend that is not there is refused with its reason', () => expect(chooseBackend({ prefer: 'tensorflow' })).rejects.toThrow(/tensorflow: not installed/));
  test('a run that began on a backend that is gone goes on with one that works', async () => {
    expect((await chooseBackend({ stay: 'tensorflow', calibrate: 0 })).name).toBe('wasm');
  });
});
