import type { MoneyOverview } from '@capstan/planning';
import { Section } from '@capstan/ui';
import { chartWords } from '../../../../i18n/chart-words.ts';
import { locale } from '../../../../i18n/locale.ts';
import { words } from '../../../../i18n/words.ts';
import { lineName } from './line-name.ts';
import { WhatIf } from './what-if.tsx';

/** Cash as it was and as the plan has it, and the strip that plays with the plan. */
export async function Outlook({ company, money, currency, today }: { company: string; money: MoneyOverview; currency: string; today: string }) {
  const [t, lang, chart] = await Promise.all([words('overview'), locale(), chartWords()]);
  const lines = money.lines.map(({ id, name, kind, source, from, amounts, goesOn }) => ({ id, name: lineName({ id, name, kind }, t), kind, source, from, amounts, goesOn }));
  return (
    <Section title={t('cash.title')} lead={t('cash.lead')} actions={<a className="link small" href={`/${company}/planning`}>{t('cash.more')}</a>}>
      <WhatIf locale={lang} currency={currency} today={today} series={money.series} start={money.start} lines={money.plan.runway.kind === 'unknown' ? [] : lines} raiseMonths={money.raiseMonths} chart={chart}
        words={t.raw('whatIf') as Parameters<typeof WhatIf>[0]['words']} />
    </Section>
  );
}
