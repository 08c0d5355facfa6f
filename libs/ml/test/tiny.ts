import { isRefusal } from '@capstan/kernel';
import type { ModelSpec } from '@capstan/training';
import { kindOf, type Batch, type InputShape, type Prepared } from '../src/data/prepared.ts';
import { buildModel, type Trainable } from '../src/models/build.ts';
import type { Model } from '../src/models/model.ts';
import { floats, randomAt } from '../src/random.ts';

export interface Tiny { readonly model: Model; readonly task: Prepared['task']; readonly batch: (samples: number) => Batch }

const drawn = (n: number, below: number, place: string): Int32Array => Int32Array.from(floats(n, randomAt(9, place)), (x) => Math.floor(x * below));

/** A model for inputs of a shape, and batches of random ones with random classes. */
export function tinyModel(spec: ModelSpec, input: InputShape, outputs: number): Tiny {
  const task = kindOf(input) === 'text' ? 'language-model' : 'classification';
  const model = buildModel(spec as Trainable, { task, input, outputs } as Prepared, 1);
  if (isRefusal(model)) throw new Error(model.message);
  const sizes = input.kind === 'pixels' ? [input.height, input.width, input.channels] : input.kind === 'features' ? [input.count] : input.kind === 'series' ? [input.steps, input.count] : [input.steps];
  const batch = (samples: number): Batch => {
    const size = sizes.reduce((a, b) => a * b, samples);
    return {
      shape: [samples, ...sizes],
      inputs: input.kind === 'characters' ? drawn(size, input.alphabet, 'inputs') : floats(size, randomAt(9, 'inputs')),
      targets: drawn(kindOf(input) === 'text' ? size : samples, outputs, 'targets'),
    };
  };
  return { model, task, batch };
}
