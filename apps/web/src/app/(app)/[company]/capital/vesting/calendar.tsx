import type { VestingCalendar } from '@capstan/capital';
import { addMonths } from '@capstan/kernel';
import { NumberText, Section, StackedBars, Table } from '@capstan/ui';
import { chartWords } from '../../../../../i18n/chart-words.ts';
import { format } from '../../../../../i18n/locale.ts';
import { words } from '../../../../../i18n/words.ts';

/** With more names than this in a month, the rest is counted. */
const MOST_NAMES = 6;
const STEP = 12;

/** Two years of vesting: a bar for each month, and who it is. */
export async function CalendarSection({ calendar, thisMonth, any }: { calendar: VestingCalendar; thisMonth: string; any: boolean }) {
  if (!any) return null;
  const [t, f, chart] = await Promise.all([words('vesting'), format(), chartWords()]);
  const months = calendar.months.filter((m) => m.shares > 0);
  const moved = (n: number) => `?from=${addMonths(calendar.from, n)}#calendar`;
  return (
    <Section id="calendar" title={t('calendar.title')} lead={t('calendar.lead')} actions={<><a className="button" data-kind="quiet" href={moved(-STEP)}>{t('calendar.earlier')}</a><a className="button" data-kind="quiet" href={moved(STEP)}>{t('calendar.later')}</a></>}>
      {months.length === 0 ? <p className="muted">{t('calendar.empty', { month: f.month(calendar.from) })}</p> : <>
        <StackedBars title={t('calendar.title')} words={chart} say={(v) => f.number(v)} xs={calendar.months.map((m) => ({ key: m.month, label: f.month(m.month) }))} series={[{ name: t('calendar.vests'), ys: calendar.months.map((m) => m.shares) }]} />
        <Table caption={t('calendar.title')} rows={months} rowKey={(m) => m.month}
          columns={[
            { key: 'month', header: t('calendar.month'), cell: (m) => (m.month === thisMonth ? <strong>{f.month(m.month)}</strong> : f.month(m.month)) },
            { key: 'shares', header: t('calendar.shares'), align: 'right', cell: (m) => <NumberText value={m.shares} f={f} /> },
            { key: 'who', header: t('calendar.who'), cell: (m) => <span className="small">{m.events.slice(0, MOST_NAMES).map((e) => t('calendar.one', { name: e.name, shares: f.number(e.shares), day: f.day(e.on) })).join(' · ')}{m.events.length > MOST_NAMES ? ` · +${m.events.length - MOST_NAMES}` : ''}</span> },
          ]} />
      </>}
    </Section>
  );
}
