import { randomAt, shuffled } from '../random.ts';
import type { Batch, Samples } from './prepared.ts';

/** Samples known by fixed numbers: an epoch is all of them, shuffled. */
export const fixedSamples = (members: Int32Array, batch: (samples: Int32Array, step?: number) => Batch): Samples => ({
  count: members.length,
  inOrder: members,
  order: (seed, epoch) => shuffled(members.length, randomAt(seed, 'order', epoch)).map((at) => members[at]!),
  batch,
});
