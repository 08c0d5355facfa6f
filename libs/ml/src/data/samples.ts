import { randomAt, shuffled } from '../random.ts';
import type { Batch, Samples } from './prepared.ts';

/** A share of samples drawn by seed, at least one, in their own order. */
export const shareOf = (members: Int32Array, share: number, seed: number): Int32Array =>
  shuffled(members.length, randomAt(seed, 'share')).slice(0, Math.max(1, Math.round(members.length * share))).map((at) => members[at]!).sort();

/** A share of a stretch as one stretch inside it, where the seed puts it; at least `atLeast` long. */
export function stretchOf(length: number, share: number, seed: number, atLeast: number): { from: number; to: number } {
  const taken = Math.min(length, Math.max(atLeast, Math.round(length * share)));
  const from = Math.floor(randomAt(seed, 'share')() * (length - taken + 1));
  return { from, to: from + taken };
}

/** Samples known by fixed numbers: an epoch is all of them, shuffled. */
export const fixedSamples = (members: Int32Array, batch: (samples: Int32Array, step?: number) => Batch): Samples => ({
  count: members.length,
  inOrder: members,
  order: (seed, epoch) => shuffled(members.length, randomAt(seed, 'order', epoch)).map((at) => members[at]!),
  batch,
});
