import { minorDigits } from '@capstan/kernel';
import type { ExternalRunView, MetricSeries } from '@capstan/training';
import { type CurveGroup, Curves, type Formatters } from '@capstan/ui';
import type { Words } from '../../../../../../i18n/words.ts';
import { curveWords } from '../../curve-words.ts';

interface Props { run: ExternalRunView; series: MetricSeries[]; f: Formatters; e: Words }

/** Every metric a script told, one at a time, by step, by its time, and by what that time cost. */
export async function ScriptCurves({ run, series, f, e }: Props) {
  const { amount, currency } = run.machine.pricePerHour, costPerSecond = amount / 10 ** minorDigits(currency) / 3600;
  // What has most points is what a loop measured; single values come last.
  const groups: CurveGroup[] = series.toSorted((a, b) => b.count - a.count).map(({ metric, points }) => ({
    key: metric, name: metric, unit: 'number', level: null,
    curves: [{ name: metric, steps: points.map(({ step }) => step), seconds: points.map(({ seconds }) => seconds), values: points.map(({ value }) => value), costPerSecond }],
  }));
  return <Curves title={e('run.curves')} groups={groups} words={await curveWords()} locale={f.locale} currency={currency} />;
}
