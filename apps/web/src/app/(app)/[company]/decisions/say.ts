import type { CellView, CriterionView, SelectionDetail } from '@capstan/decisions';
import type { Formatters } from '@capstan/ui';
import type { Words } from '../../../../i18n/words.ts';

const standardNames: Readonly<Record<string, string>> = { 'market-demand': 'Market demand', maturity: 'Maturity', budget: 'Budget', 'team-capability': 'Team capability' };

/** A criterion by its name; the standard ones, unless renamed, in the reader's language. */
export const criterionName = (t: Words, c: Pick<CriterionView, 'name'> & { aspect?: CriterionView['aspect'] }): string => {
  const aspect = c.aspect ?? Object.keys(standardNames).find((key) => standardNames[key] === c.name);
  return aspect && standardNames[aspect] === c.name ? t(`aspects.${aspect}`) : c.name;
};

/** A measured value in the unit of its measure. */
export function measured(f: Formatters, measure: string | undefined, value: number | null, currency: string): string {
  if (measure === 'money') return value === null ? f.amount(null) : f.amount({ amount: value, currency });
  if (measure === 'fraction') return f.percent(value);
  return f.number(value, value !== null && !Number.isInteger(value) ? 2 : 0);
}

/** What a score bound to evidence rests on, in one line. */
export function chipText(t: Words, f: Formatters, cell: CellView, measure: string | undefined, currency: string): string {
  const { evidence, value } = cell;
  if (!evidence) return t('cell.hand');
  if (value === null) return t('chip.gone');
  const text = measured(f, measure, value, currency);
  switch (evidence.kind) {
    case 'run-accuracy': return t('chip.run-accuracy', { metric: t(`metricNames.${evidence.metric}`), value: text, run: cell.runName ?? evidence.run });
    case 'run-cost': return t('chip.run-cost', { value: text, run: cell.runName ?? evidence.run, scaling: t(`scalings.${evidence.scaling.convention}`) });
    case 'gpu-budget': return t('chip.gpu-budget', { value: text, month: f.month(evidence.month) });
    case 'model': return t('chip.model', { figure: t(`modelFigures.${evidence.figure}`), value: text });
  }
}

type Runway = NonNullable<NonNullable<SelectionDetail['decision']>['effect']>['runwayBefore'];

/** A runway in words: it is never 0 or endless by accident. */
export function runwayText(t: Words, f: Formatters, runway: Runway): string {
  if (runway.kind === 'runs-out') return t('runway.runs-out', { months: f.number(runway.months, 1), day: f.day(runway.on) });
  return runway.kind === 'lasts' ? t('runway.lasts', { months: f.number(runway.months) }) : t(`runway.${runway.kind}`);
}
