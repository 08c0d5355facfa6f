import type { Refusal } from '@capstan/kernel';
import { randomAt, shuffled } from '../random.ts';
import type { Text } from './dataset.ts';
import type { Preparation } from './prepare.ts';
import type { Batch, Prepared } from './prepared.ts';
import { refuse } from './refusals.ts';
import { repeatedIn, repeatsAmong } from './repeats.ts';

/** Where windows of `steps` characters start, side by side; each needs one character more, the last target. */
const windows = (from: number, to: number, steps: number): Int32Array => Int32Array.from({ length: Math.max(0, Math.floor((to - from - 1) / steps)) }, (_, i) => from + i * steps);

/**
 * A text cut in two: the last share is for validation, so that nothing is checked by what surrounds it. An epoch reads the
 * training part once, from an offset of its own, in windows of `sequence` characters each with the character after it.
 */
export function prepareText(text: Text, { validationShare, sequence }: Preparation): Prepared | Refusal {
  const { codes } = text, steps = sequence;
  const border = Math.round(codes.length * (1 - validationShare));
  const train = windows(0, border, steps), all = windows(border, codes.length, steps);
  if (train.length < 2 || all.length < 1) return refuse('text-too-short', { found: codes.length, needed: Math.ceil((2 * steps + 2) / Math.min(validationShare, 1 - validationShare)) });
  const leaked = repeatedIn(codes, all, steps + 1, border);
  const validation = all.filter((start) => !leaked.has(start));
  const batch = (samples: Int32Array): Batch => {
    const [inputs, targets] = [new Int32Array(samples.length * steps), new Int32Array(samples.length * steps)];
    samples.forEach((start, row) => {
      inputs.set(codes.subarray(start, start + steps), row * steps);
      targets.set(codes.subarray(start + 1, start + steps + 1), row * steps);
    });
    return { shape: [samples.length, steps], inputs, targets };
  };
  const order = (seed: number, epoch: number): Int32Array => {
    const random = randomAt(seed, 'order', epoch);
    const starts = windows(Math.floor(random() * steps), border, steps);
    return shuffled(starts.length, random).map((at) => starts[at]!);
  };
  return {
    task: 'language-model', input: { kind: 'characters', alphabet: text.alphabet.length, steps }, outputs: text.alphabet.length, classes: text.alphabet, deviation: null,
    train: { count: train.length, inOrder: train, order, batch },
    validation: { count: validation.length, inOrder: validation, order: () => validation, batch },
    duplicates: repeatsAmong(codes, windows(0, codes.length, steps), steps), leaks: leaked.size,
  };
}
