import { debtApi } from '@capstan/capital';
import { money } from '@capstan/kernel';
import { type MoneyOverview, planningApi, type Runway } from '@capstan/planning';
import { Amount, ButtonLink, Figure, Figures, type Formatters, Page, Section, StackedBars } from '@capstan/ui';
import { place } from '../../../../../api/me.ts';
import { api } from '../../../../../api/read.ts';
import { chartWords } from '../../../../../i18n/chart-words.ts';
import { format } from '../../../../../i18n/locale.ts';
import { type Words, words } from '../../../../../i18n/words.ts';
import { KeyFigure } from '../../../../../why/key-figure.tsx';
import { CapitalTabs } from '../tabs.tsx';
import { nextPayment, paymentsAhead, runwayWithout } from './effect.ts';
import { Loans } from './loans.tsx';
import { Schedule } from './schedule.tsx';
import { DebtSheet } from './sheets.tsx';

type Props = { params: Promise<{ company: string }>; searchParams: Promise<{ sheet?: string; id?: string }> };
export const generateMetadata = async () => ({ title: (await words('debt'))('title') });

/** Loans, their schedules and what they cost, and what their payments do to the runway. */
export default async function Debt({ params, searchParams }: Props) {
  const [{ company }, { sheet, id }] = await Promise.all([params, searchParams]);
  const [t, f, chart, here, { on, loans }, overview] = await Promise.all([words('debt'), format(), chartWords(), place(company), api(debtApi.loans, { params: { company } }), api(planningApi.overview, { params: { company } })]);
  const [may, close, currency] = [here.can('capital:record'), `/${company}/capital/debt`, overview.currency!];
  const running = loans.filter((l) => l.situation === 'running');
  const ahead = paymentsAhead(loans, on);
  const opened = sheet === 'schedule' ? loans.find((l) => l.loan === id) : undefined;
  return (
    <Page title={t('title')} lead={t('lead')} actions={may && <><ButtonLink href="?sheet=revenue">{t('newRevenue')}</ButtonLink><ButtonLink href="?sheet=loan" kind="primary" isNew>{t('new')}</ButtonLink></>}>
      <CapitalTabs company={company} at="debt" />
      {running.length > 0 && <>
        <Figures label={t('title')}>
          <Figure label={t('figures.owed')} value={<Amount money={money(running.reduce((sum, l) => sum + l.balance.amount, 0), currency)} f={f} as="tile" />} note={t('figures.owedNote', { count: running.length })} />
          <Next next={nextPayment(loans, on)} f={f} t={t} />
          <Figure label={t('figures.year')} value={<Amount money={money(ahead.slice(0, 12).reduce((sum, m) => sum + m.principal + m.interest, 0), currency)} f={f} as="tile" />} />
          {overview.money && <RunwayFigure company={company} money={overview.money} today={overview.today} f={f} t={t} />}
        </Figures>
        <Section title={t('chart.title')} lead={t('chart.summary')}>
          <StackedBars title={t('chart.title')} words={chart} xs={ahead.map((m) => ({ key: m.month, label: f.month(m.month) }))} say={(v) => f.tile(money(v, currency))} sayExactly={(v) => f.amount(money(v, currency))}
            series={[{ name: t('chart.principal'), ys: ahead.map((m) => m.principal) }, { name: t('chart.interest'), ys: ahead.map((m) => m.interest) }]} />
        </Section>
      </>}
      <Loans company={company} currency={currency} loans={loans} on={on} may={may} />
      {opened && <Schedule loan={opened} close={close} may={may} />}
      {sheet && may && <DebtSheet company={company} sheet={sheet} id={id} close={close} />}
    </Page>
  );
}

function Next({ next, f, t }: { next: ReturnType<typeof nextPayment>; f: Formatters; t: Words }) {
  return <Figure label={t('figures.next')} value={<Amount money={next?.amount ?? null} f={f} as="tile" />} note={next && t('figures.nextNote', { lender: next.lender, day: f.day(next.on) })} />;
}

const inWords = (r: Runway, f: Formatters, t: Words): string => t(`runway.${r.kind}`, { months: 'months' in r ? f.months(r.months) : '' });

function RunwayFigure({ company, money: m, today, f, t }: { company: string; money: MoneyOverview; today: string; f: Formatters; t: Words }) {
  const without = runwayWithout(m, today);
  return <KeyFigure company={company} why={m.plan.why} value={<span className="num">{inWords(m.plan.runway, f, t)}</span>} note={without ? t('figures.without', { runway: inWords(without, f, t) }) : undefined} />;
}
