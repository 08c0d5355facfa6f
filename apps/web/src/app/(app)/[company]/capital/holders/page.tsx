import { securitiesApi } from '@capstan/capital';
import { Amount, EmptyState, NumberText, Page, Table } from '@capstan/ui';
import { api } from '../../../../../api/read.ts';
import { format } from '../../../../../i18n/locale.ts';
import { words } from '../../../../../i18n/words.ts';
import { hundredths } from '../say.ts';
import { CapitalTabs } from '../tabs.tsx';

type Props = { params: Promise<{ company: string }> };
export const generateMetadata = async () => ({ title: (await words('holders'))('title') });

/** Everyone who holds something or has been promised it; each row leads to a page of its own. */
export default async function Holders({ params }: Props) {
  const { company } = await params;
  const [t, f, { holders }] = await Promise.all([words('holders'), format(), api(securitiesApi.holders, { params: { company }, query: {} })]);
  const sum = (of: 'shares' | 'grants' | 'warrants' | 'diluted') => <NumberText value={holders.reduce((all, h) => all + h[of], 0)} f={f} />;
  const number = (key: 'shares' | 'grants' | 'warrants' | 'diluted') => ({ key, header: t(key), align: 'right' as const, cell: (h: (typeof holders)[number]) => <NumberText value={h[key]} f={f} />, total: sum(key) });
  return (
    <Page title={t('title')} lead={t('lead')}>
      <CapitalTabs company={company} at="holders" />
      <Table caption={t('title')} rows={holders} rowKey={(h) => h.holder} rowHref={(h) => `/${company}/capital/holders/${h.holder}`} empty={<EmptyState>{t('empty')}</EmptyState>}
        columns={[
          { key: 'name', header: t('name'), cell: (h) => h.name, total: t('total') },
          ...(['shares', 'grants', 'warrants', 'diluted'] as const).map(number),
          { key: 'part', header: t('ownership'), align: 'right', cell: (h) => <span className="num">{hundredths(h.ofFullyDiluted, f)}</span> },
          { key: 'invested', header: t('invested'), align: 'right', cell: (h) => <Amount money={h.invested} f={f} /> },
        ]} />
    </Page>
  );
}
