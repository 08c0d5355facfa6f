import { RunSituation, type RunChoices } from '@capstan/training';
import { Button, SelectField, TextField } from '@capstan/ui';
import type { ReactNode } from 'react';
import type { Words } from '../../../../i18n/words.ts';
import type { RunSearch } from './run-search.ts';

/** The filters: a plain GET form, so that every view of the table has an address. */
export function RunsFilters({ search, choices, clear, t, r }: { search: RunSearch; choices: RunChoices; clear: ReactNode; t: Words; r: Words }) {
  const any = { value: '', label: r('filters.any') };
  const select = (name: 'situation' | 'model' | 'dataset' | 'sweep', label: string, options: { value: string; label: string }[]) =>
    options.length > 1 && <SelectField name={name} label={label} options={[any, ...options]} defaultValue={search[name] ?? ''} />;
  return (
    <form className="filters no-print" role="search" aria-label={r('filters.title')}>
      <TextField name="text" type="search" label={r('filters.text')} defaultValue={search.text} placeholder={r('filters.textHint')} />
      {select('situation', t('run.situation'), ['open', ...RunSituation.options].map((value) => ({ value, label: value === 'open' ? r('filters.open') : t(`situations.${value}`) })))}
      {select('model', t('run.model'), choices.models.map((value) => ({ value, label: t(`models.${value}`) })))}
      {select('dataset', t('run.dataset'), choices.datasets.map(({ dataset, name }) => ({ value: dataset, label: name })))}
      {select('sweep', r('filters.sweep'), choices.sweeps.map((value) => ({ value, label: value })))}
      {search.sort && <input type="hidden" name="sort" value={search.sort} />}
      {search.order && <input type="hidden" name="order" value={search.order} />}
      <div className="actions"><Button type="submit">{r('filters.apply')}</Button>{clear}</div>
    </form>
  );
}
