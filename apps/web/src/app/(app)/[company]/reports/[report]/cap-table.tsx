import type { CapTableSummary } from '@capstan/reports';
import { Bar, NumberText, Section, Table } from '@capstan/ui';
import { format } from '../../../../../i18n/locale.ts';
import { words } from '../../../../../i18n/words.ts';

/** Who owns the company, fully diluted; a bar shows each part. */
export async function CapTable({ table }: { table: CapTableSummary }) {
  const [t, f] = await Promise.all([words('reports'), format()]);
  const { safes } = table;
  return (
    <Section title={t('page.capTable')}>
      <Table caption={t('page.capTable')} rows={table.holdings} rowKey={(h, i) => `${i} ${h.name}`} columns={[
        { key: 'name', header: t('page.holder'), cell: (h) => <span className="report-bar">{h.kind === 'pool' ? t('page.pool') : h.name}<Bar share={h.share} /></span>, total: t('page.total') },
        { key: 'shares', header: t('page.shares'), align: 'right', cell: (h) => <NumberText value={h.shares} f={f} />, total: <NumberText value={table.totalShares} f={f} /> },
        { key: 'share', header: t('page.share'), align: 'right', cell: (h) => <NumberText value={h.share} f={f} as="percent" digits={2} />, total: <NumberText value={1} f={f} as="percent" /> },
      ]} />
      {safes.count > 0 && <p className="small muted">{safes.amount ? t('page.safes', { count: safes.count, amount: f.amount(safes.amount) }) : t('page.safesHidden', { count: safes.count })}</p>}
    </Section>
  );
}
