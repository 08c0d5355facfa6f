import { capitalApi } from '@capstan/capital';
import { Amount, ButtonLink, Figure, Figures, Menu, NumberText, Page } from '@capstan/ui';
import { place } from '../../../../api/me.ts';
import { api } from '../../../../api/read.ts';
import { format } from '../../../../i18n/locale.ts';
import { words } from '../../../../i18n/words.ts';
import { KeyFigure } from '../../../../why/key-figure.tsx';
import { CapTableSection } from './cap-table.tsx';
import { OwnershipChart } from './ownership-chart.tsx';
import { RoundsSection } from './rounds.tsx';
import { percent, price } from './say.ts';
import { CapitalSheet } from './sheets.tsx';
import { CapitalTabs } from './tabs.tsx';

export interface Asked { sheet?: string; id?: string; of?: string; by?: string; basis?: string; on?: string; asOf?: string }
type Props = { params: Promise<{ company: string }>; searchParams: Promise<Asked> };
export const generateMetadata = async () => ({ title: (await words('capital'))('title') });

/** Who owns what, how it came to be, and the rounds and SAFEs that change it. */
export default async function Capital({ params, searchParams }: Props) {
  const [{ company }, asked] = await Promise.all([params, searchParams]);
  const at = { params: { company } };
  const on = asked.on && /^\d{4}-\d{2}-\d{2}$/.test(asked.on) ? asked.on : undefined;
  const [t, f, here, table, history, rounds, safes, holdings] = await Promise.all([
    words('capital'), format(), place(company), api(capitalApi.capTable, { ...at, query: { on } }), api(capitalApi.ownershipHistory, at), api(capitalApi.rounds, at), api(capitalApi.safes, at), api(capitalApi.holdings, { ...at, query: {} }),
  ]);
  const may = here.can('capital:record');
  const priced = rounds.filter((r) => r.situation === 'closed').toSorted((a, b) => (a.on! > b.on! ? -1 : 1))[0];
  return (
    <Page title={t('title')} lead={t('lead')} actions={may && <>
      <Menu id="capital-more" label={t('more')} button={t('more')}><a href="?sheet=pool" data-sheet="">{t('pool.set')}</a><a href={`/${company}/capital/instruments?sheet=safe`} data-sheet="">{t('safe.new')}</a><a href="?sheet=round" data-sheet="">{t('round.open')}</a></Menu>
      <ButtonLink href="?sheet=issue" kind="primary" isNew>{t('shares.issue')}</ButtonLink>
    </>}>
      <CapitalTabs company={company} at="" />
      <Figures label={t('title')}>
        <Figure label={t('figures.fullyDiluted')} value={<NumberText value={table.fullyDiluted} f={f} />} note={t('figures.issued', { shares: f.number(table.issued) })} />
        <Figure label={t('figures.pool')} value={<span className="num">{percent(table.poolOfFullyDiluted, f)}</span>} note={t('figures.poolShares', { shares: f.number(table.pool) })} />
        {priced?.why && <KeyFigure company={company} why={priced.why} of={priced.round} value={<span className="num">{price(priced.pricePerShare, f)}</span>} note={t('figures.priceOf', { round: priced.name, currency: table.currency })} />}
        <Figure label={t('figures.safes')} value={<Amount money={table.safes.amount} f={f} as="tile" />} note={t('figures.safesNote', { count: table.safes.count })} />
        {table.notes.count > 0 && <Figure label={t('figures.notes')} value={<Amount money={table.notes.amount} f={f} as="tile" />} note={t('figures.notesNote', { count: table.notes.count })} />}
      </Figures>
      <CapTableSection company={company} table={table} asked={asked} may={may} />
      {history.steps.length > 2 && <OwnershipChart history={history} />}
      <RoundsSection company={company} rounds={rounds} may={may} />
      {asked.sheet && may && <CapitalSheet company={company} currency={table.currency} asked={asked} rounds={rounds} safes={safes} holdings={holdings} pool={table.pool} />}
    </Page>
  );
}
