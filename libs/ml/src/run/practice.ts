import { isRefusal } from '@capstan/kernel';
import { knobs, type ModelSpec } from '@capstan/training';
import type { Batch, InputShape, Prepared } from '../data/prepared.ts';
import { countFlops, flopsSoFar } from '../flops.ts';
import { buildModel, type Trainable } from '../models/build.ts';
import { floats, randomAt } from '../random.ts';
import { learn } from './learn.ts';
import { optimiser } from './optimiser.ts';

const CLASSES = 10;
const ALPHABET = 64;
const STEPS = 64;

const usual = { cnn: { dropout: 0 }, lstm: { layers: 1, sequence: STEPS, dropout: 0 }, transformer: { layers: 2, heads: 4, expansion: 4, sequence: STEPS, dropout: 0 } } as const;

export type Measured = 'cnn' | 'lstm' | 'transformer';
/** The network of the founding article for 32 × 32 pictures in colour, and two language models of a size that a pilot has. */
const sizes: Record<Measured, { spec: ModelSpec; input: InputShape }> = {
  cnn: { spec: { kind: 'cnn', blocks: 2, filters: 32, kernel: 3, dense: 128, ...usual.cnn }, input: { kind: 'pixels', height: 32, width: 32, channels: 3 } },
  lstm: { spec: { kind: 'lstm', units: 128, embedding: 64, ...usual.lstm }, input: { kind: 'characters', alphabet: ALPHABET, steps: STEPS } },
  transformer: { spec: { kind: 'transformer', width: 128, ...usual.transformer }, input: { kind: 'characters', alphabet: ALPHABET, steps: STEPS } },
};

const whole = (n: number, below: number): Int32Array => Int32Array.from(floats(n, randomAt(5, 'practice', below)), (x) => Math.floor(x * below));

function batchOf(input: InputShape, samples: number): Batch {
  if (input.kind !== 'pixels') return { shape: [samples, STEPS], inputs: whole(samples * STEPS, ALPHABET), targets: whole(samples * STEPS, ALPHABET) };
  const size = samples * input.height * input.width * input.channels;
  return { shape: [samples, input.height, input.width, input.channels], inputs: floats(size, randomAt(5, 'pixels')), targets: whole(samples, CLASSES) };
}

export interface Practice {
  readonly parameters: number;
  /** One whole training step on the same made-up batch: milliseconds, and the floating-point operations counted. */
  step(): Promise<{ milliseconds: number; flops: number }>;
  end(): void;
}

/** A model of a fixed size with data of no meaning, to measure training steps on the backend in use. */
export function practice(kind: Measured, samples = knobs.run.batchSize.default): Practice {
  const { spec, input } = sizes[kind];
  const [task, outputs] = input.kind === 'pixels' ? (['classification', CLASSES] as const) : (['language-model', ALPHABET] as const);
  const model = buildModel(spec as Trainable, { task, input, outputs } as Prepared, 1);
  if (isRefusal(model)) throw new Error(model.message);
  const memory = optimiser({ kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }, model.parameters.all);
  const batch = batchOf(input, samples);
  let steps = 0;
  countFlops();
  return {
    parameters: model.parameters.count,
    step: async () => {
      const [start, before] = [performance.now(), flopsSoFar()];
      await learn({ model, task, loss: { kind: 'usual' }, clip: null }, memory, batch, { training: false }, { step: ++steps, rate: 1e-3 });
      return { milliseconds: performance.now() - start, flops: flopsSoFar() - before };
    },
    end: () => { model.parameters.dispose(); memory.dispose(); },
  };
}
