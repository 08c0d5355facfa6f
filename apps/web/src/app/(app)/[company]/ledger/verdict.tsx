import { ledgerApi } from '@capstan/kernel';
import { Banner } from '@capstan/ui';
import { api } from '../../../../api/read.ts';
import { words } from '../../../../i18n/words.ts';
import { type Search, where } from './search.ts';

/** Walks the hash chains of the company now and says what it found. */
export async function Verdict({ company, search }: { company: string; search: Search }) {
  const [t, verdict] = await Promise.all([words('ledger'), api(ledgerApi.verify, { params: { company }, asOf: '' })]);
  const again = <a className="link" href={where(search)} data-sheet="">{t('hide')}</a>;
  if (verdict.kind === 'intact') return <Banner tone="good" actions={again}>{t('intact', { events: verdict.events, streams: verdict.streams })}</Banner>;
  return (
    <Banner tone="bad" actions={again}>
      {t('broken', { stream: verdict.stream, revision: verdict.revision })} {t(`reasons.${verdict.reason}`)} <a className="link" href={where(search, { event: verdict.id })} data-sheet="">{t('showBroken')}</a>
    </Banner>
  );
}
