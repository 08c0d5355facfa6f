import { isRefusal, type Refusal } from '@capstan/kernel';
import type { TokenSpec } from '@capstan/training';
import { randomAt, shuffled } from '../random.ts';
import { learnBytePairs } from './bpe.ts';
import type { Text } from './dataset.ts';
import type { Preparation } from './prepare.ts';
import type { Batch, Prepared } from './prepared.ts';
import { refuse } from './refusals.ts';
import type { TokenReading } from './reading.ts';
import { repeatedIn, repeatsAmong } from './repeats.ts';
import { stretchOf } from './samples.ts';

/** Where windows of `steps` characters start, side by side; each needs one character more, the last target. */
const windows = (from: number, to: number, steps: number): Int32Array => Int32Array.from({ length: Math.max(0, Math.floor((to - from - 1) / steps)) }, (_, i) => from + i * steps);

interface Tokens { readonly codes: Int32Array; readonly border: number; readonly tokens: readonly string[]; readonly merges: TokenReading['merges'] }

/** The text as characters, or as byte pairs learned from the part before `border`; where that part ends in tokens. */
function tokensOf({ codes, alphabet }: Text, border: number, spec: TokenSpec): Tokens | Refusal {
  if (spec.kind === 'characters') return { codes, border, tokens: alphabet, merges: null };
  if (alphabet.length >= spec.vocabulary) return refuse('vocabulary-too-small', { alphabet: alphabet.length, vocabulary: spec.vocabulary });
  const said = (part: Int32Array): string => Array.from(part, (code) => alphabet[code]!).join('');
  const [early, late] = [said(codes.subarray(0, border)), said(codes.subarray(border))];
  const { tokens, merges, encode } = learnBytePairs(early, alphabet, spec.vocabulary), [first, second] = [encode(early), encode(late)];
  const whole = new Int32Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return { codes: whole, border: first.length, tokens, merges };
}

/**
 * A text cut in two: the last share is for validation, so that nothing is checked by what surrounds it. An epoch reads the
 * training part once, from an offset of its own, in windows of `sequence` characters each with the character after it. A share of
 * the training part is one stretch of it.
 */
export function prepareText(text: Text, { seed: drawn, validationShare, sequence, data }: Preparation): Prepared | Refusal {
  const read = tokensOf(text, Math.round(text.codes.length * (1 - validationShare)), data.tokens);
  if (isRefusal(read)) return read;
  const { codes, border, tokens, merges } = read, steps = sequence;
  const { from, to } = stretchOf(border, data.share, drawn, 2 * steps + 1);
  const train = windows(from, to, steps), all = windows(border, codes.length, steps);
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
    const starts = windows(from + Math.floor(random() * steps), to, steps);
    return shuffled(starts.length, random).map((at) => starts[at]!);
  };
  return {
    task: 'language-model', input: { kind: 'characters', alphabet: tokens.length, steps }, outputs: tokens.length, classes: tokens, deviation: null,
    reading: { kind: 'text', tokens: { alphabet: text.alphabet, merges }, steps },
    lengths: tokens.map((token) => [...token].length), cleaned: null,
    train: { count: train.length, inOrder: train, order, batch },
    validation: { count: validation.length, inOrder: validation, order: () => validation, batch },
    duplicates: repeatsAmong(codes, windows(0, codes.length, steps), steps), leaks: leaked.size,
  };
}
