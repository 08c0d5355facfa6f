import { ledgerApi } from '@capstan/kernel';
import { Banner, ButtonLink, EmptyState, Page } from '@capstan/ui';
import { api } from '../../../../api/read.ts';
import { format } from '../../../../i18n/locale.ts';
import { across, words } from '../../../../i18n/words.ts';
import './ledger.css';
import { EventSheet } from './event-sheet.tsx';
import { EventsTable } from './events-table.tsx';
import { Filters } from './filters.tsx';
import { chosen, type Search, where } from './search.ts';
import { Verdict } from './verdict.tsx';

type Props = { params: Promise<{ company: string }>; searchParams: Promise<Search> };
export const generateMetadata = async () => ({ title: (await words('ledger'))('title') });

/** The ledger itself: what was recorded, newest first; filters, the open event and a verification stand in the URL. */
export default async function Ledger({ params, searchParams }: Props) {
  const [{ company }, search] = await Promise.all([params, searchParams]);
  const asked = { params: { company } };
  const [t, facts, f, page, choices] = await Promise.all([
    words('ledger'), across('facts'), format(), api(ledgerApi.events, { ...asked, query: chosen(search) }), api(ledgerApi.choices, asked),
  ]);
  const filtered = Object.keys(chosen({ ...search, before: undefined })).length > 0;
  const clear = <ButtonLink href={where({})}>{t('clear')}</ButtonLink>;
  return (
    <Page title={t('title')} lead={t('lead')} actions={<ButtonLink href={where(search, { verify: 'now' })}>{t('verify')}</ButtonLink>}>
      {search.verify && <Verdict company={company} search={search} />}
      {search.events && <Banner actions={clear}>{t('behindFigure', { count: page.total })}</Banner>}
      <Filters search={search} choices={choices} clear={filtered && clear} />
      <EventsTable page={page} search={search} t={t} facts={facts} f={f}
        empty={filtered ? <Banner actions={clear}>{t('noMatch')}</Banner> : <EmptyState>{t('empty')}</EmptyState>} />
      {search.event && <EventSheet company={company} id={search.event} search={search} />}
    </Page>
  );
}
