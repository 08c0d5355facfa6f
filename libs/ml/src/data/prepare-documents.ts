import type { Refusal } from '@capstan/kernel';
import { learnBytePairs } from './bpe.ts';
import { firstOfEach, rareClass } from './classes.ts';
import type { Documents } from './dataset.ts';
import type { Preparation } from './prepare.ts';
import type { Batch, Prepared } from './prepared.ts';
import type { TokenReading } from './reading.ts';
import { refuse } from './refusals.ts';
import { fixedSamples } from './samples.ts';
import { split } from './split.ts';

/** The first `steps` tokens of a text as the given row of inputs; a shorter one has blanks, 0, before it. */
export function placeDocument(inputs: Int32Array, row: number, steps: number, codes: ArrayLike<number>): void {
  const length = Math.min(steps, codes.length), from = (row + 1) * steps - length;
  for (let i = 0; i < length; i++) inputs[from + i] = codes[i]! + 1;
}

interface Encoder { readonly count: number; readonly tokens: TokenReading; encode(text: string): ArrayLike<number> }

/** Characters, or byte pairs learned from the training texts alone. */
function encoderOf({ alphabet, texts }: Documents, train: Int32Array, { tokens: spec }: Preparation['data']): Encoder | Refusal {
  const place = new Map(alphabet.map((character, i) => [character, i]));
  if (spec.kind === 'characters') return { count: alphabet.length, tokens: { alphabet, merges: null }, encode: (text) => Array.from(text, (character) => place.get(character)!) };
  if (alphabet.length >= spec.vocabulary) return refuse('vocabulary-too-small', { alphabet: alphabet.length, vocabulary: spec.vocabulary });
  const known = [...alphabet, ...(place.has('\n') ? [] : ['\n'])];
  const { tokens, merges, encode } = learnBytePairs(Array.from(train, (i) => texts[i]!).join('\n'), known, spec.vocabulary);
  return { count: tokens.length, tokens: { alphabet: known, merges }, encode };
}

/** Texts to be told apart: the first `sequence` tokens of each, shorter ones with blanks before them. */
export function prepareDocuments(documents: Documents, how: Preparation): Prepared | Refusal {
  const { texts, labels, classes } = documents, steps = how.sequence;
  const kept = how.data.cleaning.duplicates === 'drop' ? firstOfEach(texts, labels) : Int32Array.from(texts.keys()), keptLabels = kept.map((i) => labels[i]!);
  const rare = rareClass(keptLabels, classes);
  if (rare !== undefined) return refuse('class-too-rare', { class: rare });
  const parts = split(Array.from(kept, (i) => texts[i]!), keptLabels, how);
  const [train, validation] = [parts.train, parts.validation].map((part) => part.map((at) => kept[at]!)) as [Int32Array, Int32Array];
  const encoder = encoderOf(documents, train, how.data);
  if ('refused' in encoder) return encoder;
  const batch = (samples: Int32Array): Batch => {
    const inputs = new Int32Array(samples.length * steps);
    samples.forEach((sample, row) => placeDocument(inputs, row, steps, encoder.encode(texts[sample]!)));
    return { shape: [samples.length, steps], inputs, targets: samples.map((sample) => labels[sample]!) };
  };
  return {
    task: 'classification', input: { kind: 'characters', alphabet: encoder.count + 1, steps, once: true }, outputs: classes.length, classes, deviation: null,
    reading: { kind: 'document', tokens: encoder.tokens, steps, classes },
    train: fixedSamples(train, batch), validation: fixedSamples(validation, batch), duplicates: parts.duplicates, leaks: parts.leaks,
    cleaned: { duplicates: texts.length - kept.length, missing: 0, outliers: 0 },
  };
}
