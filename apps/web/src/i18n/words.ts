import { cache, type ReactNode } from 'react';
import { createTranslator } from 'use-intl/core';
import type { Locale } from './choose.ts';
import { type Context, contexts, type Messages } from './contexts.ts';
import { locale } from './locale.ts';

export interface Words {
  /** The message in the reader's language, ICU arguments filled in. */
  (key: string, values?: Record<string, string | number | Date>): string;
  rich(key: string, values?: Record<string, unknown>): ReactNode;
  raw(key: string): unknown;
  has(key: string): boolean;
}

/** The file of a context, {} while there is none. */
export const messagesOf = cache(async (lang: Locale, context: Context): Promise<Messages> =>
  ((await import(`../messages/${lang}/${context}.json`).catch(() => ({ default: {} }))) as { default: Messages }).default);

export const wordsIn = (lang: Locale, messages: Messages): Words =>
  createTranslator({ locale: lang, messages, onError: () => undefined, getMessageFallback: ({ key }) => key }) as unknown as Words;

/** The messages of one context: `const t = await words('capital'); t('rounds.title')`. Server components and actions only. */
export const words = cache(async (context: Context): Promise<Words> => {
  const lang = await locale();
  return wordsIn(lang, await messagesOf(lang, context));
});

/** One object over all contexts, such as `refusals` or `metrics`: each context's file has its part. */
export const across = cache(async (part: 'refusals' | 'metrics' | 'facts'): Promise<Words> => {
  const lang = await locale();
  const all = await Promise.all(contexts.map(async (c) => (await messagesOf(lang, c))[part]));
  return wordsIn(lang, Object.assign({}, ...all) as Messages);
});
