import { minorDigits } from '@capstan/kernel';
import { type ComparedRun, differencesOf, type FigureName } from '@capstan/training';
import { type Dimension, type Formatters, ParallelCoordinates, Section } from '@capstan/ui';
import { chartWords } from '../../../../../i18n/chart-words.ts';
import type { Words } from '../../../../../i18n/words.ts';
import { isShare } from '../figure-say.ts';
import { settingName, settingValue } from '../setting-names.ts';
import { namesOf } from './choice.ts';

/** More axes than this and none can be read; the first ones stay. */
const MOST_AXES = 8;
/** Settings that are chosen by factors of ten. */
const LOGARITHMIC = new Set(['learningRate', 'weightDecay']);

/** A number that a script wrote as text is a number all the same. */
const numberOf = (value: string | number | boolean | null | undefined) => (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value);

function axisOf(path: string, values: readonly (string | number | boolean | null | undefined)[], t: Words): Dimension {
  return { key: path, name: settingName(path, t), log: LOGARITHMIC.has(path.split('.').at(-1)!), values: values.map(numberOf).map((v) => (v === null || v === undefined ? null : typeof v === 'number' ? v : settingValue(path, v, t))) };
}

/** All settings that differ, the cost and the figure, each an axis; each run a line over them. */
export async function SettingsAxes({ runs, figure, f, t, r }: { runs: ComparedRun[]; figure: FigureName; f: Formatters; t: Words; r: Words }) {
  // A setting that only some kinds of models have and that is the same in all of those tells nothing as an axis.
  const differ = differencesOf(runs.map(({ settings }) => settings)).filter(({ values }) => new Set(values.filter((v) => v !== undefined && v !== null)).size > 1).slice(0, MOST_AXES), names = namesOf(runs);
  if (differ.length === 0 || runs.length < 2) return null;
  const units = 10 ** minorDigits(runs[0]!.usage.cost.currency);
  const dimensions: Dimension[] = [
    ...differ.map(({ path, values }) => axisOf(path, values, t)),
    { key: 'cost', name: r('compare.costAxis', { currency: runs[0]!.usage.cost.currency }), values: runs.map(({ usage }) => Number(usage.exactCost) / units) },
    { key: figure, name: r(`figures.${figure}`), values: runs.map(({ figures }) => figures[figure]) },
  ];
  const words = { ...await chartWords(), low: r('parallel.low'), high: r('parallel.high'), clear: r('parallel.clear'), passing: r.raw('parallel.passing') as string };
  return <Section title={r('parallel.title')} lead={r('parallel.lead')}><ParallelCoordinates title={r('parallel.title')} names={names} dimensions={dimensions} units={isShare(figure) ? { [figure]: 'percent' } : {}} words={words} locale={f.locale} nameHeader={t('run.name')} /></Section>;
}
