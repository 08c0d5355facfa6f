import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { notFound } from 'next/navigation';
import { Markdown } from '../../../../../why/markdown.tsx';

type Props = { params: Promise<{ key: string }> };

/** The page of a metric: rule, reason, convention, example, source, as it stands in docs/metrics. */
export default async function Metric({ params }: Props) {
  const { key } = await params;
  if (!/^[a-z0-9-]{1,60}$/.test(key)) notFound();
  const text = await readFile(join(/* turbopackIgnore: true */ process.cwd(), '../../docs/metrics', `${key}.md`), 'utf8').catch(() => undefined);
  if (text === undefined) notFound();
  return <article className="page prose stack" lang="en"><Markdown text={text} /></article>;
}
