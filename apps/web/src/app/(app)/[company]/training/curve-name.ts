import type { Words } from '../../../../i18n/words.ts';

/** What our own runs measure has a name in the reader's language; what a script measured keeps its own. */
const own: Readonly<Record<string, readonly string[]>> = {
  'train-loss': ['curves.loss', 'curves.training'], 'validation-loss': ['curves.loss', 'curves.validation'], 'train-accuracy': ['curves.accuracy', 'curves.training'], 'validation-accuracy': ['curves.accuracy', 'curves.validation'],
  perplexity: ['curves.perplexity'], 'samples-per-second': ['curves.speed'],
};
export const curveName = (metric: string, t: Words): string => own[metric]?.map((key) => t(key)).join(', ') ?? metric;
export const isShareCurve = (metric: string): boolean => metric === 'train-accuracy' || metric === 'validation-accuracy';
