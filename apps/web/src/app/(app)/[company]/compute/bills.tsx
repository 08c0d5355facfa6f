import { computeApi, requiredColumns } from '@capstan/compute';
import { Amount, Badge, EmptyState, Section, Table } from '@capstan/ui';
import { api } from '../../../../api/read.ts';
import { routeOf } from '../../../../api/route.ts';
import { format } from '../../../../i18n/locale.ts';
import { words } from '../../../../i18n/words.ts';
import { Recorded } from '../../../../why/recorded.tsx';
import { BillUpload } from './bill-upload.tsx';

/** Cloud bills: import one, see which are in, take one back. */
export async function Bills({ company, may }: { company: string; may: boolean }) {
  const [t, app, f, bills] = await Promise.all([words('compute'), words('app'), format(), api(computeApi.bills, { params: { company } })]);
  const drop = { drop: app('form.drop'), choose: app('form.choose'), stop: app('form.stop'), sending: app('form.sending') };
  return (
    <>
      {may && (
        <Section title={t('bills.import')} lead={t('bills.lead', { columns: requiredColumns.join(', ') })}>
          <BillUpload to={routeOf(computeApi.importBill, { company })} progressPath={`/api/companies/${company}/compute/imports`} drop={drop} words={t.raw('upload') as Parameters<typeof BillUpload>[0]['words']} locale={f.locale} />
        </Section>
      )}
      <Section title={t('bills.title')}>
        <Table caption={t('bills.title')} rows={bills} rowKey={(b) => b.bill} struck={(b) => b.reversed} rowHref={may ? (b) => (b.reversed ? undefined : `?tab=bills&sheet=reverse-bill&id=${b.bill}`) : undefined}
          columns={[
            { key: 'provider', header: t('bills.provider'), cell: (b) => b.provider },
            { key: 'period', header: t('bills.period'), cell: (b) => <span className="num">{f.day(b.from)} – {f.day(b.to)}</span> },
            { key: 'lines', header: t('bills.lines'), align: 'right', cell: (b) => <span className="num">{f.number(b.lines)}</span> },
            { key: 'credits', header: t('bills.credits'), align: 'right', cell: (b) => <span className="num">{f.number(b.credits)}</span> },
            { key: 'total', header: t('bills.total'), align: 'right', cell: (b) => <span title={b.exactTotal}><Amount money={b.total} f={f} as="exact" /></span> },
            { key: 'standing', header: t('bills.standing'), cell: (b) => (b.reversed ? <Badge>{t('bills.reversed')}</Badge> : <Badge tone="good">{t('bills.stands')}</Badge>) },
            { key: 'recorded', header: t('recorded'), cell: (b) => <Recorded company={company} actor={b.actor} at={b.at} fact={b.fact} /> },
          ]}
          empty={<EmptyState>{t('bills.empty')}</EmptyState>} />
      </Section>
    </>
  );
}
