import { marketApi } from '@capstan/market';
import { Amount, Badge, Banner, ButtonLink, EmptyState, NumberText, Page, Section, StackedBars, Table } from '@capstan/ui';
import { place } from '../../../../api/me.ts';
import { api } from '../../../../api/read.ts';
import { chartWords } from '../../../../i18n/chart-words.ts';
import { format } from '../../../../i18n/locale.ts';
import { words } from '../../../../i18n/words.ts';
import { Recorded } from '../../../../why/recorded.tsx';
import { MarketSheet } from './sheets.tsx';
import { Units } from './units.tsx';

type Props = { params: Promise<{ company: string }>; searchParams: Promise<{ sheet?: string; id?: string }> };
export const generateMetadata = async () => ({ title: (await words('market'))('title') });

/** Revenue month by month, and what a customer costs and brings. */
export default async function Market({ params, searchParams }: Props) {
  const [{ company }, { sheet, id }] = await Promise.all([params, searchParams]);
  const [t, f, chart, here, market] = await Promise.all([words('market'), format(), chartWords(), place(company), api(marketApi.market, { params: { company } })]);
  const may = here.can('market:record');
  const money = (amount: number) => ({ amount, currency: market.currency });
  const known = market.lines.length > 0;
  return (
    <Page title={t('title')} lead={t('lead')} actions={may && <ButtonLink href="?sheet=record" kind="primary" isNew>{t('sheets.record.open')}</ButtonLink>}>
      {market.missingRates.length > 0 && <Banner tone="warn">{t('missingRates', { currencies: market.missingRates.map(f.currencyName).join(', ') })}</Banner>}
      {known && <Units company={company} units={market.units} currency={market.currency} />}
      {known && (
        <Section title={t('chart.title')} lead={t('chart.lead')}>
          <StackedBars title={t('chart.title')} words={chart} say={(v) => f.tile(money(v))} sayExactly={(v) => f.amount(money(v))} xs={market.months.map((m) => ({ key: m.month, label: f.month(m.month) }))}
            series={[{ name: t('recurring'), ys: market.months.map((m) => m.recurring?.amount ?? null) }, { name: t('oneOff'), ys: market.months.map((m) => m.oneOff?.amount ?? null) }]} />
        </Section>
      )}
      <Section title={t('list.title')}>
        <Table caption={t('list.title')} rows={market.lines} rowKey={(l) => l.revenue} rowHref={may ? (l) => `?sheet=correct&id=${l.revenue}` : undefined}
          columns={[
            { key: 'month', header: t('list.month'), cell: (l) => <span className="num">{f.month(l.month)}</span> },
            { key: 'kind', header: t('list.kind'), cell: (l) => <>{t(l.recurring ? 'recurring' : 'oneOff')} {l.corrected && <Badge>{t('list.corrected')}</Badge>}</> },
            { key: 'amount', header: t('list.amount'), align: 'right', cell: (l) => <Amount money={l.amount} f={f} /> },
            { key: 'customers', header: t('list.customers'), align: 'right', cell: (l) => <NumberText value={l.customers} f={f} /> },
            { key: 'new', header: t('list.newCustomers'), align: 'right', cell: (l) => <NumberText value={l.newCustomers} f={f} /> },
            { key: 'lost', header: t('list.churned'), align: 'right', cell: (l) => <NumberText value={l.churned} f={f} /> },
            { key: 'acquisition', header: t('list.acquisition'), align: 'right', cell: (l) => <Amount money={l.acquisition} f={f} /> },
            { key: 'cost', header: t('list.costOfRevenue'), align: 'right', cell: (l) => <Amount money={l.costOfRevenue} f={f} /> },
            { key: 'recorded', header: t('recorded'), cell: (l) => <Recorded company={company} actor={l.actor} at={l.at} fact={l.fact} /> },
          ]}
          empty={<EmptyState action={may && <ButtonLink href="?sheet=record">{t('sheets.record.open')}</ButtonLink>}>{t('list.empty')}</EmptyState>} />
      </Section>
      {may && sheet && <MarketSheet company={company} sheet={sheet} currency={market.currency} line={market.lines.find((l) => l.revenue === id)} />}
    </Page>
  );
}
