import { reportsApi } from '@capstan/reports';
import { Badge, ButtonLink, EmptyState, Page, Section, Table } from '@capstan/ui';
import { place } from '../../../../api/me.ts';
import { api } from '../../../../api/read.ts';
import { format } from '../../../../i18n/locale.ts';
import { words } from '../../../../i18n/words.ts';
import { Recorded } from '../../../../why/recorded.tsx';
import { DraftSheet } from './draft-sheet.tsx';

type Props = { params: Promise<{ company: string }>; searchParams: Promise<{ sheet?: string }> };
export const generateMetadata = async () => ({ title: (await words('reports'))('title'), robots: { index: false } });

export default async function Reports({ params, searchParams }: Props) {
  const [{ company }, { sheet }] = await Promise.all([params, searchParams]);
  const [t, f, here, lines] = await Promise.all([words('reports'), format(), place(company), api(reportsApi.reports, { params: { company } })]);
  const publishes = here.can('reports:publish');
  const base = `/${company}/reports`;
  return (
    <Page title={t('title')} lead={t(publishes ? 'lead' : 'leadReader')} actions={publishes && <ButtonLink href="?sheet=draft" kind="primary" isNew>{t('new')}</ButtonLink>}>
      <Section title={t('list')}>
        <Table caption={t('list')} rows={lines} rowKey={(l) => l.report} rowHref={(l) => `${base}/${l.report}`} struck={(l) => l.status === 'withdrawn'}
          columns={[
            { key: 'title', header: t('column.title'), cell: (l) => l.title },
            { key: 'month', header: t('column.month'), align: 'right', cell: (l) => <span className="num">{f.month(l.month)}</span> },
            { key: 'status', header: t('column.status'), cell: (l) => <Badge tone={l.status === 'published' ? 'good' : 'plain'}>{t(`status.${l.status}`)}</Badge> },
            { key: 'asOf', header: t('column.asOf'), align: 'right', cell: (l) => <span className="num">{f.instant(l.asOf)}</span> },
            { key: 'recorded', header: t('column.recorded'), cell: (l) => <Recorded company={company} actor={l.actor} at={l.at} {...(here.can('ledger:read') && { fact: l.fact })} /> },
          ]}
          empty={<EmptyState action={publishes && <ButtonLink href="?sheet=draft">{t('new')}</ButtonLink>}>{t(publishes ? 'empty' : 'emptyReader')}</EmptyState>} />
      </Section>
      {sheet === 'draft' && publishes && <DraftSheet company={company} close={base} />}
    </Page>
  );
}
