import type { DatasetCard, DatasetKind, Task } from '@capstan/training';
import type { Reading } from './reading.ts';

/** Inputs as a model meets them. */
export type InputShape =
  | { readonly kind: 'pixels'; readonly height: number; readonly width: number; readonly channels: number }
  | { readonly kind: 'features'; readonly count: number }
  | { readonly kind: 'series'; readonly count: number; readonly steps: number }
  /** Tokens of a text, answered at every step; or once for the whole of it. */
  | { readonly kind: 'characters'; readonly alphabet: number; readonly steps: number; readonly once?: boolean };

/** The kind of data that inputs come from. */
export function kindOf(input: InputShape): DatasetKind {
  if (input.kind === 'pixels') return 'images';
  if (input.kind === 'characters') return input.once ? 'documents' : 'text';
  return 'table';
}

/** Some samples side by side: `inputs` has the given shape, `targets` one number per prediction (a class, or a scaled quantity). */
export interface Batch {
  readonly shape: readonly number[];
  readonly inputs: Float32Array | Int32Array;
  readonly targets: Float32Array | Int32Array;
}

/** One side of a split. A sample is known by a number: its index, its row, or for text the place where its window starts. */
export interface Samples {
  readonly count: number;
  /** All of them in their own order. */
  readonly inOrder: Int32Array;
  /** The order of one epoch; the same seed and epoch give the same. */
  order(seed: number, epoch: number): Int32Array;
  /** Side by side, as they are; at a step of a run changed at random where the run asks for it. */
  batch(samples: Int32Array, step?: number): Batch;
}

export interface Prepared {
  readonly task: Task;
  readonly input: InputShape;
  /** Numbers a model answers with for each prediction: one per class, or one quantity. */
  readonly outputs: number;
  /** Names of the classes or characters; empty for a quantity. */
  readonly classes: readonly string[];
  /** What one scaled unit of a quantity is worth in its own unit; null where classes are predicted. */
  readonly deviation: number | null;
  /** How something new would be read. */
  readonly reading: Reading;
  readonly train: Samples;
  readonly validation: Samples;
  /** For a text: characters in each of the classes. */
  readonly lengths?: readonly number[];
  /** For a quantity: the last one known before each sample, in scaled units. */
  readonly lastKnown?: (samples: Int32Array) => Float32Array;
  /** What cleaning took out; null where there was none to do. */
  readonly cleaned: DatasetCard['cleaned'];
  /** Samples that are the same as an earlier one. */
  readonly duplicates: number;
  /** Samples taken out of the validation part because the training part holds the same. */
  readonly leaks: number;
}
