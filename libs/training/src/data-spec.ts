import { z } from 'zod';
import { all, held, knobs } from './knobs.ts';
import type { DatasetKind } from './model-spec.ts';

/**
 * What is taken out of the data or changed before a model meets it. `drop` takes samples out: duplicates beyond the first,
 * rows of a table with a missing cell, and training rows of a table with a number further from the mean than `deviations`
 * (rows to validate with stay: the world has outliers). `clip` brings such numbers to that border instead.
 */
export const CleaningSpec = z.object({
  duplicates: z.enum(['keep', 'drop']).default('keep'),
  missing: z.enum(['mean', 'drop']).default('mean'),
  outliers: z.enum(['keep', 'clip', 'drop']).default('keep'),
  ...all(knobs.cleaning),
});
export type CleaningSpec = z.infer<typeof CleaningSpec>;

/** How the numbers of a table are scaled, by the training rows alone: to mean 0 and deviation 1, from 0 to 1, or not at all. */
export const Scaling = z.enum(['standard', 'min-max', 'none']);
export type Scaling = z.infer<typeof Scaling>;

/** What a language model predicts: the next character, or the next of so many byte-pair tokens. */
export const TokenSpec = z.discriminatedUnion('kind', [z.object({ kind: z.literal('characters') }), z.object({ kind: z.literal('bpe'), ...all(knobs.bpe) })]);
export type TokenSpec = z.infer<typeof TokenSpec>;

/** A table as a time series: `window` rows one after another predict the label so many rows later. */
export const SeriesSpec = z.object(all(knobs.series));
export type SeriesSpec = z.infer<typeof SeriesSpec>;

/** Random changes of each picture each time it is learned from, drawn from the run's seed: the farthest each goes. */
export const AugmentationSpec = z.object({ flip: z.boolean().default(false), ...all(knobs.augmentation) });
export type AugmentationSpec = z.infer<typeof AugmentationSpec>;

/** How data becomes what a model learns from. Each setting speaks of one kind of data; the others leave it aside. */
export const DataSpec = z.object({
  cleaning: CleaningSpec.prefault({}),
  scaling: Scaling.default('standard'),
  tokens: TokenSpec.default({ kind: 'characters' }),
  series: SeriesSpec.nullable().default(null),
  augmentation: AugmentationSpec.prefault({}),
  /** Only so much of the training part is learned from, drawn by the run's seed; what is validated with stays whole. */
  share: held(knobs.data.share),
  /** Pictures are scaled to so many pixels each way; null asks that all have one size. */
  side: held(knobs.pictures.side).unwrap().nullable().default(null),
});
export type DataSpec = z.infer<typeof DataSpec>;

/** Data as it is: nothing cleaned, nothing changed. */
export const plainData: DataSpec = DataSpec.parse({});

/** Whether any picture is changed at all. */
export const augments = ({ flip, shift, rotate, scale, noise }: AugmentationSpec): boolean => flip || shift + rotate + scale + noise > 0;

/** The setting that does not speak of this kind of data; undefined when all do. */
export function strangeSetting(kind: DatasetKind, { series, tokens, augmentation, side }: DataSpec): 'series' | 'tokens' | 'augmentation' | 'side' | undefined {
  if (side !== null && kind !== 'images') return 'side';
  if (series && kind !== 'table') return 'series';
  if (tokens.kind === 'bpe' && kind !== 'text' && kind !== 'documents') return 'tokens';
  return augments(augmentation) && kind !== 'images' ? 'augmentation' : undefined;
}
