import { minorDigits } from '@capstan/kernel';
import { type ComparedRun, externalApi } from '@capstan/training';
import type { Formatters } from '@capstan/ui';
import { routeOf } from '../../../../../api/route.ts';
import type { Words } from '../../../../../i18n/words.ts';
import { CloserCurves } from '../closer-curves.tsx';
import { curveName, isShareCurve } from '../curve-name.ts';
import { curveWords } from '../curve-words.ts';
import { pointsOf } from '../series-points.ts';
import { namesOf } from './choice.ts';

/** One metric of several runs over each other; a run that is under way is dashed. */
export async function Overlay({ company, runs, metric, f, t }: { company: string; runs: ComparedRun[]; metric: string; f: Formatters; t: Words }) {
  const names = namesOf(runs), currency = runs[0]!.usage.cost.currency, units = 10 ** minorDigits(currency);
  const curves = runs.flatMap((run, i) => (run.curve ? [{
    name: names[i]!, open: run.endedAt === null, costPerSecond: run.costPerSecond === null ? null : run.costPerSecond / units, ...pointsOf(run.curve),
  }] : []));
  const name = curveName(metric, t);
  const sources = Object.fromEntries(runs.map(({ run }, i) => [names[i]!, { path: routeOf(externalApi.metrics, { company, run }).path, metric }]));
  return <CloserCurves key={metric} sources={sources} title={t('compare.curves')} words={await curveWords()} locale={f.locale} currency={currency} height={320}
    groups={[{ key: metric, name, unit: isShareCurve(metric) ? 'percent' : 'number', level: null, curves }]} />;
}
