import { ModelSpec } from '@capstan/training';
import { beforeAll, describe, expect, test } from 'vitest';
import { installWasm } from './wasm/install.ts';
import { countFlops, flopsSoFar } from './flops.ts';
import { gradientsOf } from './run/learn.ts';
import * as tf from './tf.ts';
import { tinyModel } from '../test/tiny.ts';

beforeAll(async () => {
  await installWasm();
  countFlops();
});

/** Counted operations of one way forward and back. */
function stepOf(model: Parameters<typeof tinyModel>[0], input: Parameters<typeof tinyModel>[1], samples: number): number {
  const tiny = tinyModel(ModelSpec.parse(model), input, 10), before = flopsSoFar();
  const { loss, outputs, gradients } = gradientsOf({ model: tiny.model, task: tiny.task, loss: { kind: 'usual' }, clip: null }, tiny.batch(samples), { training: false });
  tf.dispose([loss, outputs, gradients]);
  tiny.model.parameters.dispose();
  return flopsSoFar() - before;
}

describe('counted operations are the ones on paper: two for each multiply-and-add, a way back costs two ways forward', () => {
  test('the CNN of the article: convolutions, then 64·8·8 → 128 → 10', () => {
    const forward = 32 * 32 * 32 * 27 * 2 + 16 * 16 * 64 * 288 * 2 + 4096 * 128 * 2 + 128 * 10 * 2;
    const firstInputGradient = 32 * 32 * 32 * 27 * 2; // pictures need no gradient
    expect(stepOf({ kind: 'cnn', blocks: 2, filters: 32, kernel: 3, dense: 128, dropout: 0 }, { kind: 'pixels', height: 32, width: 32, channels: 3 }, 2)).toBe(2 * (3 * forward - firstInputGradient));
  });

  test('an LSTM: 8·units·(features + units) a step, no recurrence into the first', () => {
    const forward = 8 * 12 * (20 * 6 + 19 * 12) + 20 * 12 * 10 * 2;
    expect(stepOf({ kind: 'lstm', units: 12, layers: 1, embedding: 6, sequence: 20, dropout: 0 }, { kind: 'characters', alphabet: 10, steps: 20 }, 3)).toBe(3 * 3 * forward);
  });

  test('a Transformer: 2·parameters of its products a token, and 4·steps·width for attention', () => {
    const products = 2 * (12 * 16 * 16 + 16 * 10), attention = 4 * 20 * 16;
    expect(stepOf({ kind: 'transformer', width: 16, heads: 2, layers: 1, expansion: 4, sequence: 20, dropout: 0 }, { kind: 'characters', alphabet: 10, steps: 20 }, 3)).toBe(3 * 3 * 20 * (products + attention));
  });
});

test('wrapping twice counts once', () => {
  countFlops();
  const before = flopsSoFar();
  tf.tidy(() => tf.matMul(tf.ones([3, 4]), tf.ones([4, 5])));
  expect(flopsSoFar() - before).toBe(120);
});
