import type { PersonView } from '@capstan/team';
import { DayField, MoneyField, SelectField, Sheet, TextField } from '@capstan/ui';
import { countries } from '../../../../i18n/countries.ts';
import { format, locale } from '../../../../i18n/locale.ts';
import { words } from '../../../../i18n/words.ts';
import { Form } from '../../../../shell/form.tsx';
import { changeHire, erasePerson, recordLeaving, takeHireBack, takeLeavingBack } from './actions.ts';
import { currencyOptions } from './currency-options.ts';

/** What can happen to someone who was hired: a change from a day on, a last day, or that it never was so. */
export async function PersonSheet({ company, person, back, today }: { company: string; person: PersonView; back: string; today: string }) {
  const [t, app, f, lang] = await Promise.all([words('team'), words('app'), format(), locale()]);
  const at = { company, hire: person.hire };
  const left = person.lastDay !== null;
  if (left && person.name === null) return <Sheet title={t('people.erased')} closeHref={back} closeLabel={app('close')}><p>{t('erase.done')}</p></Sheet>;
  return (
    <Sheet title={person.name ?? t('people.erased')} closeHref={back} closeLabel={app('close')}>
      <h3>{t('change.title')}</h3>
      <Form action={changeHire.bind(null, at)} submit={t('change.record')} then={back}>
        <p className="muted small">{t('change.note')}</p>
        <DayField name="from" label={t('change.from')} defaultValue={left ? person.lastDay! : today} required />
        <div className="form-row"><TextField name="role" label={t('people.role')} placeholder={person.role} /><TextField name="team" label={t('people.team')} placeholder={person.team} /></div>
        <div className="form-row"><MoneyField name="salary" currency="" label={t('people.salary')} placeholder={person.salary ? f.exact(person.salary) : undefined} /><SelectField name="currency" label={t('people.currency')} defaultValue={person.salary?.currency} options={currencyOptions(f)} /></div>
        <SelectField name="country" label={t('people.country')} options={[{ value: '', label: t('change.same', { is: f.countryName(person.country) }) }, ...countries(lang)]} />
      </Form>
      {left
        ? <><h3>{t('leave.leftOn', { day: f.day(person.lastDay) })}</h3><Form action={takeLeavingBack.bind(null, at)} submit={t('leave.takeBack')} kind="plain" then={back}><TextField name="reason" label={t('reason')} required /></Form></>
        : <><h3>{t('leave.title')}</h3><Form action={recordLeaving.bind(null, at)} submit={t('leave.record')} kind="plain" then={back}><DayField name="lastDay" label={t('people.lastDay')} defaultValue={today} required /></Form></>}
      <h3>{t('hire.takeBackTitle')}</h3>
      <Form action={takeHireBack.bind(null, at)} submit={t('hire.takeBack')} kind="danger" then={back}><p className="muted small">{t('hire.takeBackNote')}</p><TextField name="reason" label={t('reason')} required /></Form>
      {left && person.lastDay! < today && <>
        <h3>{t('erase.title')}</h3>
        <Form action={erasePerson.bind(null, at)} submit={t('erase.record')} kind="danger" then={back}><p className="muted small">{t('erase.note')}</p><TextField name="reason" label={t('reason')} required /></Form>
      </>}
    </Sheet>
  );
}
