import { fill } from '@capstan/kernel';
import { reasonNote, type RunNote } from '@capstan/training';
import type { Words } from '../../../../../../i18n/words.ts';

/** A note of a run's history in the reader's language; what a machine said stands in it as it was said. */
export function sayNote({ code, values }: RunNote, t: Words, r: Words): string {
  if (t.has(`reasons.${code}`)) return t(`reasons.${code}`);
  return fill(r.raw(r.has(`notes.${code}`) ? `notes.${code}` : `engine.${code}`) as string, values).trim();
}

/** Why a run ended, in the reader's language. */
export function sayReason(reason: string, t: Words, r: Words): string {
  return t.has(`reasons.${reason}`) ? t(`reasons.${reason}`) : t('run.failedBecause', { reason: sayNote(reasonNote(reason), t, r) });
}
