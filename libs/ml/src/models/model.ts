import type * as tf from '../tf.ts';
import type { Random } from '../random.ts';
import type { Parameters } from './parameters.ts';

/** One way through a model. While training, `random` gives each layer the stream for its dropout; otherwise nothing is random. */
export type Pass = { readonly training: false } | { readonly training: true; readonly random: (layer: string) => Random };

export const looking: Pass = { training: false };

export interface Model {
  readonly parameters: Parameters;
  /** One row of outputs per prediction: [samples, outputs], or [samples × steps, outputs] for a language model. */
  outputs(inputs: tf.Tensor, pass: Pass): tf.Tensor2D;
}
