import { grantsApi } from '@capstan/capital';
import { addMonths, monthOf } from '@capstan/kernel';
import { teamApi } from '@capstan/team';
import { ButtonLink, Figure, Figures, Menu, NumberText, Page } from '@capstan/ui';
import { headers } from 'next/headers';
import { place } from '../../../../../api/me.ts';
import { api } from '../../../../../api/read.ts';
import { format } from '../../../../../i18n/locale.ts';
import { words } from '../../../../../i18n/words.ts';
import { CapitalTabs } from '../tabs.tsx';
import { CalendarSection } from './calendar.tsx';
import { GrantsSection } from './grants.tsx';
import { PlansSection } from './plans.tsx';
import { promises, PromisedSection } from './promised.tsx';
import { VestingSheet } from './sheets.tsx';

export interface Asked { sheet?: string; id?: string; of?: string; on?: string; from?: string; asOf?: string }
type Props = { params: Promise<{ company: string }>; searchParams: Promise<Asked> };
export const generateMetadata = async () => ({ title: (await words('vesting'))('title') });

const CALENDAR_MONTHS = 24;
const asked = (text: string | undefined, shape: RegExp) => (text !== undefined && shape.test(text) ? text : undefined);

/** Who was granted what, what of it has vested, and what vests when. */
export default async function Vesting({ params, searchParams }: Props) {
  const [{ company }, search, head] = await Promise.all([params, searchParams, headers()]);
  const at = { params: { company } };
  const on = asked(search.on, /^\d{4}-\d{2}-\d{2}$/);
  const [t, f, here] = await Promise.all([words('vesting'), format(), place(company)]);
  const today = (head.get('x-capstan-as-of') || new Date().toISOString()).slice(0, 10);
  const from = asked(search.from, /^\d{4}-\d{2}$/) ?? monthOf(today);
  const [book, calendar, team] = await Promise.all([
    api(grantsApi.grants, { ...at, query: { on } }), api(grantsApi.vestingCalendar, { ...at, query: { from, to: addMonths(from, CALENDAR_MONTHS - 1) } }), here.can('team:read') ? api(teamApi.people, at) : null,
  ]);
  const may = here.can('capital:record');
  const promised = promises(team?.people ?? [], book.grants);
  const { outstanding, vested, unvested, available } = book.totals;
  return (
    <Page title={t('title')} lead={t('lead')} actions={may && <>
      <Menu id="vesting-more" label={t('more')} button={t('more')}><a href="?sheet=plan" data-sheet="">{t('plans.new')}</a></Menu>
      <ButtonLink href="?sheet=grant" kind="primary" isNew>{t('grants.new')}</ButtonLink>
    </>}>
      <CapitalTabs company={company} at="vesting" />
      <Figures label={t('title')}>
        <Figure label={t('figures.outstanding')} value={<NumberText value={outstanding} f={f} />} note={t('figures.outstandingNote', { unvested: f.number(unvested) })} />
        <Figure label={t('figures.vested')} value={<NumberText value={vested} f={f} />} note={t('figures.vestedNote', { day: f.day(book.on) })} />
        <Figure label={on ? t('figures.availableOn', { day: f.day(on) }) : t('figures.available')} value={<NumberText value={available} f={f} />} note={t('figures.availableNote')} />
        <Figure label={t('figures.pool')} value={<NumberText value={book.pool} f={f} />} note={t('figures.poolNote')} />
      </Figures>
      <GrantsSection company={company} book={book} asked={search} may={may} />
      <PromisedSection promised={promised} may={may} />
      <CalendarSection calendar={calendar} thisMonth={monthOf(today)} any={book.grants.length > 0} />
      <PlansSection company={company} plans={book.plans} />
      <VestingSheet company={company} book={book} promised={promised} asked={search} on={on} today={today} may={may} />
    </Page>
  );
}
