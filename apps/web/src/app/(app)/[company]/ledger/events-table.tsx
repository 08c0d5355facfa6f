import type { LedgerLine, LedgerPage } from '@capstan/kernel';
import { ButtonLink, type Formatters, Table } from '@capstan/ui';
import type { ReactNode } from 'react';
import type { Words } from '../../../../i18n/words.ts';
import { factName, summaryText, who } from './say.tsx';
import { type Search, where } from './search.ts';

interface Props { page: LedgerPage; search: Search; t: Words; facts: Words; f: Formatters; empty: ReactNode }

/** The events, newest first; a row opens the event over the list. */
export function EventsTable({ page, search, t, facts, f, empty }: Props) {
  return (
    <>
      {page.lines.length > 0 && <p className="small muted num">{t('count', { count: page.total })}</p>}
      <Table<LedgerLine> caption={t('title')} rows={page.lines} rowKey={({ id }) => id} rowHref={({ id }) => where(search, { event: id })} empty={empty}
        columns={[
          { key: 'what', header: t('what'), cell: (line) => <span className="ledger-what">{factName(facts, line.type)}</span> },
          { key: 'says', header: t('says'), cell: (line) => <span className="ledger-says muted">{summaryText(line.summary, f)}</span> },
          { key: 'who', header: t('who'), cell: (line) => who(t, line) },
          { key: 'effective', header: t('effective'), align: 'right', cell: (line) => <span className="num">{f.day(line.effective)}</span> },
          { key: 'at', header: t('at'), align: 'right', cell: (line) => <span className="num">{f.instant(line.at)}</span> },
        ]} />
      <nav className="actions no-print" aria-label={t('pages')}>
        {search.before && <ButtonLink href={where(search, { before: undefined })}>{t('newest')}</ButtonLink>}
        {page.next && <ButtonLink href={where(search, { before: page.next })}>{t('older')}</ButtonLink>}
      </nav>
    </>
  );
}
