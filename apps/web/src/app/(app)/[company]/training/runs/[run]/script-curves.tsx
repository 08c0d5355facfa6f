import { minorDigits } from '@capstan/kernel';
import { externalApi, type ExternalRunView, type MetricSeries } from '@capstan/training';
import type { CurveGroup, Formatters } from '@capstan/ui';
import { routeOf } from '../../../../../../api/route.ts';
import type { Words } from '../../../../../../i18n/words.ts';
import { CloserCurves } from '../../closer-curves.tsx';
import { curveWords } from '../../curve-words.ts';
import { pointsOf } from '../../series-points.ts';

interface Props { company: string; run: ExternalRunView; series: MetricSeries[]; f: Formatters; e: Words }

/** Every metric a script told, one at a time, by step, by its time, and by what that time cost. */
export async function ScriptCurves({ company, run, series, f, e }: Props) {
  const { amount, currency } = run.machine.pricePerHour, costPerSecond = amount / 10 ** minorDigits(currency) / 3600;
  // What has most points is what a loop measured; single values come last.
  const groups: CurveGroup[] = series.toSorted((a, b) => b.count - a.count).map((one) => ({
    key: one.metric, name: one.metric, unit: 'number', level: null,
    curves: [{ name: one.metric, costPerSecond, ...pointsOf(one) }],
  }));
  const { path } = routeOf(externalApi.metrics, { company, run: run.run });
  return <CloserCurves sources={Object.fromEntries(series.map(({ metric }) => [metric, { path, metric }]))} title={e('run.curves')} groups={groups} words={await curveWords()} locale={f.locale} currency={currency} />;
}
