import { type Difference, differences, type RunView } from '@capstan/training';
import { Table } from '@capstan/ui';
import type { Words } from '../../../../../i18n/words.ts';

/** Only the settings in which the runs differ, one column a run. */
export function Differences({ runs, t }: { runs: RunView[]; t: Words }) {
  const rows = differences(runs.map(({ spec }) => spec));
  const name = (path: string) => {
    const last = path.split('.').at(-1)!;
    if (last === 'kind') return t(path === 'model.kind' ? 'run.model' : path.startsWith('optimiser') ? 'run.optimiser' : 'spec.kind');
    return t(t.has(`knobs.${last}`) ? `knobs.${last}` : `settings.${last}`);
  };
  const shown = (path: string, value: Difference['values'][number]): string => {
    if (value === undefined || value === null) return '—';
    if (path === 'model.kind') return t(`models.${String(value)}`);
    return path === 'model.rule' ? t(`rules.${String(value)}`) : String(value);
  };
  return (
    <Table caption={t('compare.differences')} rows={rows} rowKey={(d) => d.path} empty={<p className="muted">{t('compare.same')}</p>}
      columns={[{ key: 'setting', header: t('compare.setting'), cell: (d) => name(d.path) }, ...runs.map((r, i) => ({ key: r.run, header: r.name, align: 'right' as const, cell: (d: (typeof rows)[number]) => <span className="num">{shown(d.path, d.values[i])}</span> }))]} />
  );
}
