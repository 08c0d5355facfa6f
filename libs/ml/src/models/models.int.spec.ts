import '@tensorflow/tfjs-backend-cpu';
import { ModelSpec, parameterCount } from '@capstan/training';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { losses, rules, specs } from '../../test/losses.ts';
import { tinyModel } from '../../test/tiny.ts';
import type { InputShape, Prepared } from '../data/prepared.ts';
import { dataShapeOf } from '../run/memory.ts';
import * as tf from '../tf.ts';
import { installWasm } from '../wasm/install.ts';
import { buildModel, type Trainable } from './build.ts';
import { cnnShapes } from './cnn.ts';

const pixels: InputShape = { kind: 'pixels', height: 9, width: 8, channels: 2 };
const characters: InputShape = { kind: 'characters', alphabet: 11, steps: 8 };
const documents: InputShape = { kind: 'characters', alphabet: 11, steps: 8, once: true };
const series: InputShape = { kind: 'series', count: 3, steps: 6 };
const features: InputShape = { kind: 'features', count: 5 };
const cases = [['mlp', pixels], ['mlp', features], ['cnn', pixels], ['resnet', pixels], ['rnn', characters], ['rnn', features], ['gru', characters], ['gru', pixels], ['gru', series], ['lstm', documents], ['transformer', documents], ['mlp', series], ['lstm', characters], ['lstm', pixels], ['lstm', features], ['transformer', characters], ['transformer', pixels], ['transformer', features]] as const;

beforeAll(installWasm);
afterAll(() => tf.setBackend('wasm'));

describe.each(cases)('%s on %o', (kind, input) => {
  test('has the weights that the estimate counts', () => {
    const { model } = tinyModel(specs[kind], input, 11);
    expect(model.parameters.count).toBe(parameterCount(specs[kind], dataShapeOf({ input, outputs: 11, train: { count: 1 }, validation: { count: 0 } } as Prepared)));
    model.parameters.dispose();
  });

  test.each(kind === 'mlp' ? (Object.keys(rules) as (keyof typeof rules)[]) : (['adam'] as const))('our kernels and plain JavaScript learn the same over twenty steps with %s', async (rule) => {
    const [wasm, cpu] = [await losses('wasm', kind, input, rule, 20), await losses('cpu', kind, input, rule, 20)];
    wasm.forEach((loss, step) => expect(Math.abs(loss - cpu[step]!)).toBeLessThan(1e-3));
  });

  test('learns one batch by heart', async () => {
    const found = await losses('wasm', kind, input, 'adam', 60);
    expect(found[59]).toBeLessThan(found[0]! * 0.7);
  });

  test('keeps no tensor after a step', async () => {
    await losses('wasm', kind, input, 'adam', 1);
    const before = tf.memory().numTensors;
    await losses('wasm', kind, input, 'adam', 3);
    expect(tf.memory().numTensors).toBe(before);
  });
});

test('the network of the article flattens 32 × 32 pictures to 64·8·8, where it prints 64·6·6', async () => {
  const input = { kind: 'pixels', height: 32, width: 32, channels: 3 } as const;
  expect(cnnShapes({ blocks: 2, filters: 32 }, input)).toEqual([[16, 16, 32], [8, 8, 64]]);
  await tf.setBackend('wasm');
  const { model, batch } = tinyModel(ModelSpec.parse({ kind: 'cnn', blocks: 2, filters: 32, kernel: 3, dense: 128 }), input, 10);
  expect(model.parameters.all.get('hidden/weights')!.shape).toEqual([64 * 8 * 8, 128]);
  expect(model.parameters.count).toBe(3 * 3 * 3 * 32 + 32 + 3 * 3 * 32 * 64 + 64 + 4096 * 128 + 128 + 1280 + 10);
  expect(tf.tidy(() => model.outputs(tf.tensor(batch(2).inputs, [2, 32, 32, 3]), { training: false }).shape)).toEqual([2, 10]);
  model.parameters.dispose();
});

test('a causal Transformer answers a step without its future', async () => {
  await tf.setBackend('wasm');
  const { model } = tinyModel(specs.transformer, characters, 11);
  const answer = (last: number): Float32Array => tf.tidy(() => model.outputs(tf.tensor2d([1, 2, 3, 4, 5, 6, 7, last], [1, 8], 'int32'), { training: false }).dataSync()) as Float32Array;
  const [one, two] = [answer(1), answer(9)];
  expect([...one.subarray(0, 77)]).toEqual([...two.subarray(0, 77)]);
  expect([...one.subarray(77)]).not.toEqual([...two.subarray(77)]);
  model.parameters.dispose();
});

test('pictures too small to be halved so often are refused', () => {
  expect(buildModel(ModelSpec.parse({ kind: 'cnn', blocks: 3 }) as Trainable, { input: { kind: 'pixels', height: 6, width: 28, channels: 1 }, outputs: 10 }, 1)).toMatchObject({ code: 'pictures-too-small', values: { height: 6, width: 28, blocks: 3 } });
});

test('a residual network needs pictures that can be halved once less than it has stages', () => {
  expect(buildModel(ModelSpec.parse({ kind: 'resnet', stages: 4 }) as Trainable, { input: { kind: 'pixels', height: 7, width: 28, channels: 1 }, outputs: 10 }, 1)).toMatchObject({ code: 'pictures-too-small', values: { height: 7, width: 28, blocks: 3 } });
});

test('an MLP does not read a text', () => expect(() => tinyModel(specs.mlp, characters, 11)).toThrow(/step by step/));

test('a CNN does not read texts or rows', () => {
  for (const input of [characters, features]) expect(() => tinyModel(specs.cnn, input, 11)).toThrow(/two dimensions/);
});
