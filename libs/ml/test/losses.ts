import { ModelSpec, OptimiserSpec } from '@capstan/training';
import type { InputShape } from '../src/data/prepared.ts';
import { learn } from '../src/run/learn.ts';
import { optimiser } from '../src/run/optimiser.ts';
import * as tf from '../src/tf.ts';
import { tinyModel } from './tiny.ts';

/** A small one of each model. */
export const specs = {
  mlp: ModelSpec.parse({ kind: 'mlp', units: 12 }),
  cnn: ModelSpec.parse({ kind: 'cnn', filters: 4, dense: 8 }),
  resnet: ModelSpec.parse({ kind: 'resnet', filters: 4, stages: 3, blocksPerStage: 2 }),
  rnn: ModelSpec.parse({ kind: 'rnn', units: 10, embedding: 6, layers: 2, sequence: 8 }),
  gru: ModelSpec.parse({ kind: 'gru', units: 10, embedding: 6, layers: 2, sequence: 8 }),
  lstm: ModelSpec.parse({ kind: 'lstm', units: 10, embedding: 6, layers: 2, sequence: 8 }),
  transformer: ModelSpec.parse({ kind: 'transformer', width: 8, heads: 2, layers: 2, sequence: 8, dropout: 0.1 }),
};

export const rules = {
  adam: OptimiserSpec.parse({ kind: 'adam' }), adamw: OptimiserSpec.parse({ kind: 'adamw', weightDecay: 0.1 }),
  sgd: OptimiserSpec.parse({ kind: 'sgd', momentum: 0 }), momentum: OptimiserSpec.parse({ kind: 'sgd', weightDecay: 0.01 }),
};

/** Losses of some steps on one batch of a small model. */
export async function losses(backend: string, kind: keyof typeof specs, input: InputShape, rule: keyof typeof rules, steps: number): Promise<number[]> {
  await tf.setBackend(backend);
  const { model, task, batch } = tinyModel(specs[kind], input, 11);
  const memory = optimiser(rules[rule], model.parameters.all), lesson = { model, task, loss: { kind: 'usual' }, clip: 1 } as const;
  const found: number[] = [];
  for (let step = 1; step <= steps; step++) found.push((await learn(lesson, memory, batch(6), { training: false }, { step, rate: 0.01 })).loss);
  model.parameters.dispose();
  memory.dispose();
  return found;
}
