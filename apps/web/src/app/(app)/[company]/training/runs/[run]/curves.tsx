import type { RunView } from '@capstan/training';
import { type Formatters, type Line, type Multiple, SmallMultiples } from '@capstan/ui';
import { chartWords } from '../../../../../../i18n/chart-words.ts';
import type { Words } from '../../../../../../i18n/words.ts';

const level = (name: string, value: number | null | undefined, length: number): Line[] =>
  typeof value === 'number' ? [{ name, kind: 'baseline', ys: Array.from({ length }, () => value) }] : [];

/** Loss, accuracy and perplexity by epoch: training, validation, and the naive baseline as a level. */
export async function Curves({ run, f, t }: { run: RunView; f: Formatters; t: Words }) {
  const all = run.epochMeasures;
  const naive = run.outcome?.baseline?.metrics;
  const xs = all.map(({ epoch }) => ({ key: String(epoch), label: f.number(epoch) }));
  const chart = (title: string, lines: Line[], say: Multiple['say'], baseline: number | null | undefined): Multiple => ({ title, xs, say, lines: [...lines, ...level(t('curves.baseline'), baseline, xs.length)] });
  const line = (name: string, kind: Line['kind'], ys: (number | null)[]): Line => ({ name: t(`curves.${name}`), kind, ys });
  const number = (v: number) => f.number(v, Math.abs(v) < 10 ? 2 : 0);
  const charts = [
    chart(t('curves.loss'), [line('training', 'forecast', all.map((m) => m.trainLoss)), line('validation', 'actual', all.map((m) => m.validationLoss))], number, naive?.loss),
    ...(all.some((m) => m.validationAccuracy !== null) ? [chart(t('curves.accuracy'), [line('training', 'forecast', all.map((m) => m.trainAccuracy)), line('validation', 'actual', all.map((m) => m.validationAccuracy))], (v: number) => f.percent(v, 0), naive?.accuracy)] : []),
    ...(all.some((m) => m.perplexity !== null) ? [chart(t('curves.perplexity'), [line('validation', 'actual', all.map((m) => m.perplexity))], number, naive?.perplexity)] : []),
    chart(t('curves.speed'), [line('training', 'forecast', all.map((m) => m.samplesPerSecond))], (v) => f.compact(v), undefined),
  ];
  return <SmallMultiples title={t('curves.title')} words={await chartWords()} charts={charts} say={number} height={180} />;
}
