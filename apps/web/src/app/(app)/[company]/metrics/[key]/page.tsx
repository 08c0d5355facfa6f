import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { notFound } from 'next/navigation';
import type { Locale } from '../../../../../i18n/choose.ts';
import { locale } from '../../../../../i18n/locale.ts';
import { Markdown } from '../../../../../why/markdown.tsx';

type Props = { params: Promise<{ key: string }> };

const folders = { en: 'docs/metrics', zh: 'docs/metrics/zh' } as const satisfies Record<Locale, string>;
const pageIn = (lang: Locale, key: string) => readFile(join(/* turbopackIgnore: true */ process.cwd(), '../..', folders[lang], `${key}.md`), 'utf8').then((text) => ({ lang, text }), () => undefined);

/** The page of a metric: rule, reason, convention, example, source, as it stands in docs/metrics; in English where its translation is missing. */
export default async function Metric({ params }: Props) {
  const { key } = await params;
  if (!/^[a-z0-9-]{1,60}$/.test(key)) notFound();
  const page = (await pageIn(await locale(), key)) ?? (await pageIn('en', key));
  if (page === undefined) notFound();
  return <article className="page prose stack" lang={page.lang === 'zh' ? 'zh-CN' : 'en'}><Markdown text={page.text} /></article>;
}
