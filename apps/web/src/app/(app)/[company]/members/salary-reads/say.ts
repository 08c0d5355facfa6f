import type { SalaryReadView } from '@capstan/team';
import type { Words } from '../../../../../i18n/words.ts';

/** The screen that an endpoint's answer is shown on, in words; an endpoint without any is named as it is. */
export function screenOf(t: Words, asked: string): string {
  const key = `reads.screens.${asked.replace(/^GET \/companies\/:company\//, '').replaceAll(/[^a-z]+/g, '-')}`;
  return t.has(key) ? t(key) : asked;
}

export const peopleOf = (t: Words, { people }: SalaryReadView): string => (people.length === 0 ? t('reads.sums') : people.map(({ name }) => name ?? t('reads.nameless')).join(', '));
export const readerOf = (t: Words, { readerName, token }: SalaryReadView): string => [readerName ?? t('reads.gone'), ...(token === null ? [] : [t('reads.token')])].join(', ');

/** The filter as the address holds it. */
export interface Search { reader?: string; from?: string; to?: string; before?: string }
export const searchOf = (asked: Record<string, string | undefined>): Search =>
  Object.fromEntries(['reader', 'from', 'to', 'before'].flatMap((name) => (asked[name] ? [[name, asked[name]]] : [])));
