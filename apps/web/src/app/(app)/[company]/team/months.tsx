import type { TeamMonths } from '@capstan/team';
import { money } from '@capstan/kernel';
import { LineChart, Section } from '@capstan/ui';
import { chartWords } from '../../../../i18n/chart-words.ts';
import { format } from '../../../../i18n/locale.ts';
import { words } from '../../../../i18n/words.ts';

/** Headcount and payroll by month: actual solid, plan in the accent, the outlook dashed. Unknown months are gaps. */
export async function MonthCharts({ months: { months, currency, thisMonth }, salaries }: { months: TeamMonths; salaries: boolean }) {
  const [t, f, chart] = await Promise.all([words('team'), format(), chartWords()]);
  const xs = months.map((m) => ({ key: m.month, label: f.month(m.month) }));
  const lines = (of: (side: TeamMonths['months'][number]['plan']) => number | null) => [
    { name: t('months.actual'), kind: 'actual' as const, ys: months.map((m) => (m.actual ? of(m.actual) : null)) },
    { name: t('months.plan'), kind: 'plan' as const, ys: months.map((m) => of(m.plan)) },
    { name: t('months.outlook'), kind: 'forecast' as const, ys: months.map((m) => (m.month >= thisMonth ? of(m.outlook) : null)) },
  ];
  return (
    <Section id="months" title={t('months.title')} lead={t('months.lead')}>
      <div className="split">
        <div><h3 className="small">{t('months.headcount')}</h3><LineChart title={t('months.headcount')} words={chart} xs={xs} today={thisMonth} say={(v) => f.number(v)} lines={lines((s) => s.headcount)} /></div>
        {salaries && <div><h3 className="small">{t('months.payroll', { currency })}</h3><LineChart title={t('months.payroll', { currency })} words={chart} xs={xs} today={thisMonth} say={(v) => f.tile(money(Math.round(v), currency))} sayExactly={(v) => f.exact(money(v, currency))} lines={lines((s) => s.total?.amount ?? null)} /></div>}
      </div>
    </Section>
  );
}
