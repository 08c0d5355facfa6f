import type { ModelSpec } from '@capstan/training';
import { practice, type Measured } from '../run/practice.ts';

const STEPS = 2;

/** What each kind of model is measured by: a network of a fixed size that is made of the same operations. */
const measuredBy: Partial<Record<ModelSpec['kind'], Measured>> = { mlp: 'cnn', cnn: 'cnn', resnet: 'cnn', rnn: 'lstm', gru: 'lstm', lstm: 'lstm', transformer: 'transformer' };

async function milliseconds(model: Measured): Promise<number> {
  const at = practice(model);
  try {
    await at.step(); // the first one compiles and fills caches
    let best = Infinity;
    for (let i = 0; i < STEPS; i++) best = Math.min(best, (await at.step()).milliseconds);
    return best;
  } finally {
    at.end();
  }
}

/** Milliseconds of one training step on the backend in use, of what a model of this kind is measured by; of all three where no kind is given. */
export async function trial(kind?: ModelSpec['kind']): Promise<number> {
  const models = kind === undefined ? (['cnn', 'lstm', 'transformer'] as const) : [measuredBy[kind] ?? 'cnn'];
  let total = 0;
  for (const model of models) total += await milliseconds(model);
  return total;
}
