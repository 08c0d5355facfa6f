import { fill } from '@capstan/kernel';
import { engineRefusalOf } from '@capstan/training';
import type { Words } from '../../../../../../i18n/words.ts';

/** Why a run ended, in the reader's language: what the engine says is known by its code, the rest stays as it was said. */
export function sayReason(reason: string, t: Words, r: Words): string {
  if (t.has(`reasons.${reason}`)) return t(`reasons.${reason}`);
  const known = engineRefusalOf(reason);
  return t('run.failedBecause', { reason: known && r.has(`engine.${known.code}`) ? fill(r.raw(`engine.${known.code}`) as string, known.values) : reason });
}
