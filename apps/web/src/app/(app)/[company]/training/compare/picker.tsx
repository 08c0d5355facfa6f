import { type ComparedRun, type FigureName, type RunRow } from '@capstan/training';
import { Button, SelectField, TextField } from '@capstan/ui';
import type { Words } from '../../../../../i18n/words.ts';
import { curveName } from '../curve-name.ts';
import { namesOf } from './choice.ts';

interface Props { runs: ComparedRun[]; found: RunRow[]; find: string | undefined; metrics: string[]; metric: string | undefined; figures: FigureName[]; figure: FigureName | undefined; t: Words; r: Words }

/** Which runs, which curve, which figure: a plain GET form, so that every comparison has an address. */
export function Picker({ runs, found, find, metrics, metric, figures, figure, t, r }: Props) {
  const names = namesOf(runs), chosen = new Set(runs.map(({ run }) => run)), others = found.filter(({ run }) => !chosen.has(run));
  return (
    <form method="get" className="stack no-print" aria-label={t('compare.choose')}>
      {runs.length + others.length > 0 && (
        <div className="actions" role="group" aria-label={t('compare.choose')}>
          {runs.map(({ run }, i) => <label key={run} className="check"><input type="checkbox" name="runs" value={run} defaultChecked /> {names[i]}</label>)}
          {others.map(({ run, name }) => <label key={run} className="check muted"><input type="checkbox" name="runs" value={run} /> {name}</label>)}
        </div>
      )}
      <div className="filters">
        <TextField name="find" type="search" label={r('compare.find')} placeholder={r('filters.textHint')} defaultValue={find} />
        {metrics.length > 1 && <SelectField name="metric" label={r('compare.metric')} defaultValue={metric} options={metrics.map((value) => ({ value, label: curveName(value, t) }))} />}
        {figures.length > 1 && <SelectField name="figure" label={r('compare.figure')} defaultValue={figure} options={figures.map((value) => ({ value, label: r(`figures.${value}`) }))} />}
        <Button type="submit">{t('compare.show')}</Button>
      </div>
    </form>
  );
}
