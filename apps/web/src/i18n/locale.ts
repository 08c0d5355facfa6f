import { formatters } from '@capstan/ui';
import { cookies, headers } from 'next/headers';
import { cache } from 'react';
import { chooseLocale, type Locale } from './choose.ts';

/** The language of this request: the one chosen (cookie), else the browser's, else English. */
export const locale = cache(async (): Promise<Locale> => chooseLocale((await cookies()).get('lang')?.value, (await headers()).get('accept-language')));

/** Formatters of this request's language: `const f = await format()`. */
export const format = cache(async () => formatters(await locale()));
