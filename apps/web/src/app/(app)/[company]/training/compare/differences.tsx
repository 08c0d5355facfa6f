import { type Difference, differences, type RunView } from '@capstan/training';
import { Table } from '@capstan/ui';
import type { Words } from '../../../../../i18n/words.ts';

/** What a choice is called, and where its kinds have their names. */
const choices: Readonly<Record<string, string>> = { 'model.kind': 'run.model', 'optimiser.kind': 'run.optimiser', 'schedule.kind': 'run.schedule', 'loss.kind': 'run.loss', 'data.tokens.kind': 'preparation.tokens' };
const named: Readonly<Record<string, string>> = {
  'model.kind': 'models', 'model.rule': 'rules', 'optimiser.kind': 'optimisers', 'schedule.kind': 'schedules', 'loss.kind': 'losses',
  'data.tokens.kind': 'preparation.tokensKinds', 'data.scaling': 'preparation.scalingKinds', 'data.cleaning.duplicates': 'preparation.duplicatesKinds', 'data.cleaning.missing': 'preparation.missingKinds', 'data.cleaning.outliers': 'preparation.outliersKinds',
};

/** Only the settings in which the runs differ, one column a run. */
export function Differences({ runs, t }: { runs: RunView[]; t: Words }) {
  const rows = differences(runs.map(({ spec }) => spec));
  const name = (path: string) => {
    const last = path.split('.').at(-1)!;
    if (last === 'kind') return t(choices[path] ?? 'spec.kind');
    return t(`${['knobs', 'settings', 'preparation'].find((group) => t.has(`${group}.${last}`))}.${last}`);
  };
  const shown = (path: string, value: Difference['values'][number]): string => {
    if (value === undefined || value === null) return '—';
    const all = named[path];
    return all ? t(`${all}.${String(value)}`) : String(value);
  };
  return (
    <Table caption={t('compare.differences')} rows={rows} rowKey={(d) => d.path} empty={<p className="muted">{t('compare.same')}</p>}
      columns={[{ key: 'setting', header: t('compare.setting'), cell: (d) => name(d.path) }, ...runs.map((r, i) => ({ key: r.run, header: r.name, align: 'right' as const, cell: (d: (typeof rows)[number]) => <span className="num">{shown(d.path, d.values[i])}</span> }))]} />
  );
}
