import type { CashPoint, ReportView } from '@capstan/reports';
import { LineChart, Section } from '@capstan/ui';
import { chartWords } from '../../../../../i18n/chart-words.ts';
import { format } from '../../../../../i18n/locale.ts';
import { words } from '../../../../../i18n/words.ts';

/** Cash at the ends of months: solid as it was, the plan after it, and the day it runs out. */
export async function CashChart({ report, points }: { report: ReportView; points: readonly CashPoint[] }) {
  const [t, f, chart] = await Promise.all([words('reports'), format(), chartWords()]);
  const known = points.findIndex((p) => p.closing !== null);
  const end = report.cashOut === null ? points.length : points.findIndex((p) => p.month > report.cashOut!.slice(0, 7)) + 1 || points.length;
  const shown = points.slice(Math.max(0, known), end);
  const now = shown.findLastIndex((p) => p.kind === 'actual' && p.closing !== null);
  const amount = (p: CashPoint) => p.closing?.amount ?? null;
  return (
    <Section title={t('page.cash')} lead={report.cashOut ? t('page.cashOut', { day: f.day(report.cashOut) }) : t('page.noCashOut')}>
      <LineChart title={t('page.cash')} words={chart} height={210} say={(v) => f.tile({ amount: Math.round(v), currency: report.currency })} sayExactly={(v) => f.amount({ amount: Math.round(v), currency: report.currency })}
        xs={shown.map((p) => ({ key: p.month, label: f.month(p.month) }))}
        lines={[
          { name: t('page.actual'), kind: 'actual', ys: shown.map((p) => (p.kind === 'actual' ? amount(p) : null)) },
          { name: t('page.plan'), kind: 'plan', ys: shown.map((p, i) => (p.kind === 'plan' || i === now ? amount(p) : null)) },
        ]} />
    </Section>
  );
}
