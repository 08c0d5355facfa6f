import { planningApi } from '@capstan/planning';
import { Amount, Banner, ButtonLink, EmptyState, Section, StackedBars, Table } from '@capstan/ui';
import { api } from '../../../../api/read.ts';
import { chartWords } from '../../../../i18n/chart-words.ts';
import { format } from '../../../../i18n/locale.ts';
import { words } from '../../../../i18n/words.ts';

const shown = ['payroll', 'compute', 'tax', 'other', 'revenue'] as const;
const colors = { payroll: 1, compute: 2, tax: 6, other: 4, revenue: 3 } as const;

/** Actual cash month by month: what came in, what went out, what it came to. Financing stands apart. */
export async function Cash({ company }: { company: string }) {
  const [t, f, chart, cash] = await Promise.all([words('planning'), format(), chartWords(), api(planningApi.cash, { params: { company } })]);
  const money = (amount: number | null) => (amount === null ? null : { amount, currency: cash.currency });
  if (cash.months.length === 0) return <EmptyState action={<ButtonLink href="?tab=bank">{t('bank.import')}</ButtonLink>}>{t('cash.empty')}</EmptyState>;
  return (
    <>
      {cash.basis === 'records' && <Banner tone="warn" actions={<a className="link" href="?tab=bank">{t('bank.import')}</a>}>{t('cash.records')}</Banner>}
      {cash.missingRates.length > 0 && <Banner tone="warn" actions={<a className="link" href="?tab=rates">{t('tabs.rates')}</a>}>{t('missingRates', { currencies: cash.missingRates.map(f.currencyName).join(', ') })}</Banner>}
      <Section title={t('cash.chart')} lead={t('cash.chartLead')}>
        <StackedBars title={t('cash.chart')} words={chart} say={(v) => f.tile(money(v))} sayExactly={(v) => f.amount(money(v))} xs={cash.months.map((m) => ({ key: m.month, label: f.month(m.month) }))}
          series={shown.map((kind) => ({ name: t(`kinds.${kind}`), color: colors[kind], ys: cash.months.map((m) => m.byKind[kind] ?? null) }))} />
      </Section>
      <Section title={t('cash.title')} lead={t('cash.lead')}>
        <Table caption={t('cash.title')} rows={cash.months.toReversed()} rowKey={(m) => m.month} rowHref={(m) => `?tab=transactions&month=${m.month}`}
          columns={[
            { key: 'month', header: t('cash.month'), cell: (m) => <span className="num">{f.month(m.month)}</span> },
            ...shown.map((kind) => ({ key: kind, header: t(`kinds.${kind}`), align: 'right' as const, cell: (m: (typeof cash.months)[number]) => <Amount money={money(m.byKind[kind] ?? null)} f={f} /> })),
            { key: 'burn', header: t('cash.netBurn'), align: 'right', cell: (m) => <Amount money={money(m.netBurn)} f={f} /> },
            { key: 'financing', header: t('kinds.financing'), align: 'right', cell: (m) => <Amount money={money(m.financing)} f={f} /> },
            { key: 'closing', header: t('cash.closing'), align: 'right', cell: (m) => <strong><Amount money={money(m.closing)} f={f} /></strong> },
          ]} />
      </Section>
    </>
  );
}
