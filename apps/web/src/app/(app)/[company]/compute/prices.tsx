import { computeApi } from '@capstan/compute';
import { Amount, ButtonLink, EmptyState, Section, Table } from '@capstan/ui';
import { api } from '../../../../api/read.ts';
import { format } from '../../../../i18n/locale.ts';
import { words } from '../../../../i18n/words.ts';
import { Recorded } from '../../../../why/recorded.tsx';

/** GPU prices as they were seen, dated: they moved several times over in two years. */
export async function Prices({ company, may }: { company: string; may: boolean }) {
  const [t, f, rows] = await Promise.all([words('compute'), format(), api(computeApi.gpuPrices, { params: { company } })]);
  return (
    <Section title={t('prices.title')} lead={t('prices.lead')}>
      <Table caption={t('prices.title')} rows={rows} rowKey={(r) => r.price}
        columns={[
          { key: 'gpu', header: t('prices.gpu'), cell: (r) => r.gpu },
          { key: 'provider', header: t('lines.provider'), cell: (r) => r.provider },
          { key: 'kind', header: t('prices.kind'), cell: (r) => t(`priceKinds.${r.kind}`) },
          { key: 'on', header: t('lines.on'), cell: (r) => <span className="num">{f.day(r.on)}</span> },
          { key: 'price', header: t('prices.perHour'), align: 'right', cell: (r) => <Amount money={r.perHour} f={f} as="exact" /> },
          { key: 'recorded', header: t('recorded'), cell: (r) => <Recorded company={company} actor={r.actor} at={r.at} fact={r.fact} /> },
        ]}
        empty={<EmptyState action={may && <ButtonLink href="?tab=prices&sheet=price">{t('sheets.price.open')}</ButtonLink>}>{t('prices.empty')}</EmptyState>} />
    </Section>
  );
}
