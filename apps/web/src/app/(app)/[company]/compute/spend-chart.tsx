import { type ComputeSpend, purposes } from '@capstan/compute';
import { Section, StackedBars } from '@capstan/ui';
import { chartWords } from '../../../../i18n/chart-words.ts';
import { format } from '../../../../i18n/locale.ts';
import { words } from '../../../../i18n/words.ts';

/** Spend by month and purpose under the line of the GPU budget. */
export async function SpendChart({ spend }: { spend: ComputeSpend }) {
  const [t, f, chart] = await Promise.all([words('compute'), format(), chartWords()]);
  const money = (amount: number) => ({ amount, currency: spend.currency });
  return (
    <Section title={t('chart.title')} lead={t('chart.lead')}>
      <StackedBars title={t('chart.title')} words={chart} say={(v) => f.tile(money(v))} sayExactly={(v) => f.amount(money(v))} xs={spend.months.map((m) => ({ key: m.month, label: f.month(m.month) }))}
        series={purposes.map((p) => ({ name: t(`purposes.${p}`), ys: spend.months.map((m) => m.byPurpose[p]?.amount ?? null) }))}
        line={{ name: t('chart.budget'), kind: 'plan', ys: spend.months.map((m) => m.budget?.amount ?? null) }} />
    </Section>
  );
}
