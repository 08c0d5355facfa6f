import type { RunChoices, RunsPage } from '@capstan/training';
import { Banner, Button, ButtonLink, EmptyState, type Formatters, Section } from '@capstan/ui';
import type { Words } from '../../../../i18n/words.ts';
import { isFiltered, kept, picked, type RunSearch } from './run-search.ts';
import { RunsFilters } from './runs-filters.tsx';
import { RunsTable } from './runs-table.tsx';

interface Props { company: string; page: RunsPage; choices: RunChoices; search: RunSearch; f: Formatters; t: Words; r: Words; who: (actor: string) => string; may: boolean }

/** The table of runs with its filters and pages. Ticks go along from page to page: they and the pages are one form. */
export function RunsList({ company, page, choices, search, f, t, r, who, may }: Props) {
  const here = `/${company}/training`, shown = new Set(page.rows.map(({ run }) => run));
  const clear = isFiltered(search) && <ButtonLink href={here}>{r('filters.clear')}</ButtonLink>;
  const empty = isFiltered(search) ? <Banner>{r('filters.noMatch')}</Banner> : <EmptyState action={may && <ButtonLink href="?sheet=run" kind="primary">{t('run.new')}</ButtonLink>}>{t('run.empty')}</EmptyState>;
  return (
    <Section title={t('run.list')} lead={page.all > 0 && r('filters.found', { found: page.found, all: page.all })} actions={page.all > 1 && <Button type="submit" form="compare">{t('compare.chosen')}</Button>}>
      {page.all > 1 && <RunsFilters search={search} choices={choices} clear={clear} t={t} r={r} />}
      <form id="compare" action={`${here}/compare`} method="get" aria-label={t('compare.chosen')}>
        {picked(search).filter((run) => !shown.has(run)).map((run) => <input key={run} type="hidden" name="runs" value={run} />)}
      </form>
      <RunsTable company={company} runs={page.rows} search={search} f={f} t={t} who={who} empty={empty} />
      <Pages here={here} page={page} search={search} r={r} />
    </Section>
  );
}

function Pages({ here, page, search, r }: { here: string; page: RunsPage; search: RunSearch; r: Words }) {
  if (!search.after && !page.next) return null;
  return (
    <nav className="actions no-print" aria-label={r('filters.pages')}>
      {Object.entries(kept(search)).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} form="compare" />)}
      {search.after && <Button type="submit" form="compare" formAction={here}>{r('filters.first')}</Button>}
      {page.next && <Button type="submit" form="compare" formAction={here} name="after" value={page.next}>{r('filters.next')}</Button>}
    </nav>
  );
}
