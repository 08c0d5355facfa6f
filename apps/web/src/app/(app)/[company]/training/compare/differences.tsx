import { type ComparedRun, differencesOf } from '@capstan/training';
import { Table } from '@capstan/ui';
import type { Words } from '../../../../../i18n/words.ts';
import { settingName, settingValue } from '../setting-names.ts';

/** Only the settings in which the runs differ, one column a run. */
export function Differences({ runs, t }: { runs: ComparedRun[]; t: Words }) {
  const rows = differencesOf(runs.map(({ settings }) => settings));
  return (
    <Table caption={t('compare.differences')} rows={rows} rowKey={(d) => d.path} empty={<p className="muted">{t('compare.same')}</p>}
      columns={[
        { key: 'setting', header: t('compare.setting'), cell: (d) => settingName(d.path, t) },
        ...runs.map((r, i) => ({ key: r.run, header: r.name, align: 'right' as const, cell: (d: (typeof rows)[number]) => <span className="num">{settingValue(d.path, d.values[i], t)}</span> })),
      ]} />
  );
}
