import type { LedgerChoices } from '@capstan/kernel';
import { Button, CheckField, DayField, SelectField, TextField } from '@capstan/ui';
import type { ReactNode } from 'react';
import { across, words } from '../../../../i18n/words.ts';
import { factName, who } from './say.tsx';
import type { Search } from './search.ts';

/** The filters: a plain GET form, so that every view of the ledger has an address. */
export async function Filters({ search, choices, clear }: { search: Search; choices: LedgerChoices; clear: ReactNode }) {
  const [t, facts] = await Promise.all([words('ledger'), across('facts')]);
  const any = { value: '', label: t('any') };
  const types = choices.types.map(({ type, count }) => ({ value: type, label: `${factName(facts, type)} (${count})` })).sort((a, b) => a.label.localeCompare(b.label));
  const actors = choices.actors.map((one) => ({ value: one.actor, label: `${who(t, one)} (${one.count})` }));
  return (
    <form className="ledger-filters no-print" role="search" aria-label={t('filters')}>
      <TextField name="text" type="search" label={t('text')} hint={t('textHint')} defaultValue={search.text} />
      <SelectField name="type" label={t('what')} options={[any, ...types]} defaultValue={search.type ?? ''} />
      <SelectField name="actor" label={t('who')} options={[any, ...actors]} defaultValue={search.actor ?? ''} />
      <DayField name="from" label={t('from')} defaultValue={search.from} />
      <DayField name="to" label={t('to')} defaultValue={search.to} />
      <div className="ledger-filters-end">
        <CheckField name="telemetry" value="shown" label={t('telemetry')} defaultChecked={search.telemetry === 'shown'} />
        <div className="actions"><Button type="submit">{t('filter')}</Button>{clear}</div>
      </div>
    </form>
  );
}
