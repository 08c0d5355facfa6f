import { minorDigits } from '@capstan/kernel';
import type { EpochMeasure, RunView } from '@capstan/training';
import { type CurveGroup, Curves as CurveChart, type Formatters } from '@capstan/ui';
import type { Words } from '../../../../../../i18n/words.ts';
import { curveWords } from '../../curve-words.ts';

/** One measure of every epoch by step, by busy time, and by what that time cost. */
function curveOf(run: RunView, name: string, value: (measure: EpochMeasure) => number | null): CurveGroup['curves'][number] {
  const all = run.epochMeasures, { amount, currency } = run.machine.pricePerHour;
  return { name, steps: all.map(({ step }) => step), seconds: all.map(({ seconds }) => seconds), values: all.map(value), costPerSecond: amount / 10 ** minorDigits(currency) / 3600 };
}

/** Loss, accuracy, perplexity and speed: training, validation, and the naive baseline as a level. */
export async function Curves({ run, f, t }: { run: RunView; f: Formatters; t: Words }) {
  const naive = run.outcome?.baseline?.metrics, [training, validation] = [t('curves.training'), t('curves.validation')];
  const level = (value: number | null | undefined) => (typeof value === 'number' ? { name: t('curves.baseline'), value } : null);
  const has = (value: (measure: EpochMeasure) => number | null) => run.epochMeasures.some((one) => value(one) !== null);
  const groups: CurveGroup[] = [
    { key: 'loss', name: t('curves.loss'), unit: 'number', level: level(naive?.loss), curves: [curveOf(run, training, (m) => m.trainLoss), curveOf(run, validation, (m) => m.validationLoss)] },
    ...(has((m) => m.validationAccuracy) ? [{ key: 'accuracy', name: t('curves.accuracy'), unit: 'percent' as const, level: level(naive?.accuracy), curves: [curveOf(run, training, (m) => m.trainAccuracy), curveOf(run, validation, (m) => m.validationAccuracy)] }] : []),
    ...(has((m) => m.perplexity) ? [{ key: 'perplexity', name: t('curves.perplexity'), unit: 'number' as const, level: level(naive?.perplexity), curves: [curveOf(run, validation, (m) => m.perplexity)] }] : []),
    { key: 'speed', name: t('curves.speed'), unit: 'number', level: null, curves: [curveOf(run, training, (m) => m.samplesPerSecond)] },
  ];
  return <CurveChart title={t('curves.title')} groups={groups} words={await curveWords()} locale={f.locale} currency={run.machine.pricePerHour.currency} />;
}
