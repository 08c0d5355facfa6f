import type { ModelView, VersionView } from '@capstan/training';
import type { Formatters } from '@capstan/ui';
import type { Words } from '../../../../../../i18n/words.ts';

/** What every part of a model's page speaks about and with. */
export interface Said { company: string; model: ModelView; one: VersionView; f: Formatters; t: Words; who: (actor: string) => string }

/** How a version was made from another one, in a few words. */
export const sayHow = (how: NonNullable<VersionView['how']>, t: Words, f: Formatters): string => (how.kind === 'prune' ? t('pruned', { share: f.percent(how.share) }) : t(`reductions.${how.kind}`));
