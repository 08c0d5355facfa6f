import { minorDigits } from '@capstan/kernel';
import type { ComparedRun } from '@capstan/training';
import { Curves, type Formatters } from '@capstan/ui';
import type { Words } from '../../../../../i18n/words.ts';
import { curveName, isShareCurve } from '../curve-name.ts';
import { curveWords } from '../curve-words.ts';
import { namesOf } from './choice.ts';

/** One metric of several runs over each other; a run that is under way is dashed. */
export async function Overlay({ runs, metric, f, t }: { runs: ComparedRun[]; metric: string; f: Formatters; t: Words }) {
  const names = namesOf(runs), currency = runs[0]!.usage.cost.currency, units = 10 ** minorDigits(currency);
  const curves = runs.flatMap((run, i) => (run.curve ? [{
    name: names[i]!, open: run.endedAt === null, costPerSecond: run.costPerSecond === null ? null : run.costPerSecond / units,
    steps: run.curve.points.map(({ step }) => step), seconds: run.curve.points.map(({ seconds }) => seconds), values: run.curve.points.map(({ value }) => value),
  }] : []));
  const name = curveName(metric, t);
  return <Curves key={metric} title={t('compare.curves')} words={await curveWords()} locale={f.locale} currency={currency} height={320}
    groups={[{ key: metric, name, unit: isShareCurve(metric) ? 'percent' : 'number', level: null, curves }]} />;
}
