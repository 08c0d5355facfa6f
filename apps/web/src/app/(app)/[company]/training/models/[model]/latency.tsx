import type { Latency } from '@capstan/training';
import { type Formatters, Section, StackedBars } from '@capstan/ui';
import { chartWords } from '../../../../../../i18n/chart-words.ts';
import type { Words } from '../../../../../../i18n/words.ts';

/** How long predictions of this model took on this server, as a histogram. */
export async function LatencySection({ latency, f, t }: { latency: Latency; f: Formatters; t: Words }) {
  const { since, requests, samples, samplesPerBatch, buckets } = latency, at = f.instant(since);
  const lead = requests === 0 ? t('latency.none', { since: at }) : `${t('latency.lead', { since: at, requests, samples })} ${t('latency.batch')}: ${f.number(samplesPerBatch, 1)}`;
  const last = buckets.findLastIndex((bucket) => bucket.requests > 0), shown = buckets.slice(0, Math.max(last + 1, 4));
  return (
    <Section title={t('latency.title')} lead={lead}>
      {requests > 0 && <StackedBars title={`${t('latency.title')} (${t('latency.unit')})`} words={await chartWords()} say={(n) => (Number.isInteger(n) ? f.number(n) : '')} height={160}
        xs={shown.map(({ upTo }) => ({ key: String(upTo), label: upTo === null ? t('latency.more') : t('latency.upTo', { ms: f.number(upTo) }) }))}
        series={[{ name: t('latency.requests'), ys: shown.map((bucket) => bucket.requests) }]} />}
    </Section>
  );
}
