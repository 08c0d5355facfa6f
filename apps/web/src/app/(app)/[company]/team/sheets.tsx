import { MOST_HIRES_TEXT, type PersonView, teamApi } from '@capstan/team';
import { minorDigits } from '@capstan/kernel';
import { DayField, MoneyField, NumberField, SelectField, Sheet, TextField } from '@capstan/ui';
import type { ReactNode } from 'react';
import { explain } from '../../../../api/explain.ts';
import { routeOf } from '../../../../api/route.ts';
import { countries } from '../../../../i18n/countries.ts';
import { format, locale } from '../../../../i18n/locale.ts';
import { words } from '../../../../i18n/words.ts';
import { Form } from '../../../../shell/form.tsx';
import { changePlan, makeHire, makePlannedHire, planHire, setEmployerCosts, withdrawPlan } from './actions.ts';
import { HiresUpload } from './hires-upload.tsx';
import type { Asked } from './page.tsx';
import { PersonSheet } from './person-sheet.tsx';
import { currencyOptions } from './currency-options.ts';

interface Props { company: string; currency: string; country: string; asked: Asked; people: readonly PersonView[] }

/** The sheet that the URL names, over the page. */
export async function TeamSheet({ company, currency, country, asked: { sheet, id }, people }: Props) {
  const t = await words('team');
  const [at, back, today] = [{ company }, `/${company}/team`, new Date().toISOString().slice(0, 10)];
  const person = people.find((p) => p.hire === id);
  const teams = [...new Set(people.map((p) => p.team))];
  if (sheet === 'plan') return (
    <Over title={t('plan.new')} back={back}>
      <Form action={planHire.bind(null, at)} submit={t('plan.record')} then={back}><PlaceFields currency={currency} country={country} startsOn="" teams={teams} /></Form>
    </Over>
  );
  if (sheet === 'hire') return (
    <Over title={t('hire.direct')} back={back}>
      <Form action={makeHire.bind(null, at)} submit={t('hire.record')} then={back}><TextField name="name" label={t('people.name')} required /><PlaceFields currency={currency} country={country} startsOn={today} teams={teams} /></Form>
    </Over>
  );
  if (sheet === 'import') return <ImportSheet company={company} back={back} />;
  if (sheet === 'costs') return <CostsSheet company={company} currency={currency} country={country} back={back} today={today} />;
  if (!person || (sheet !== 'person' && sheet !== 'make')) return null;
  if (person.situation !== 'planned') return <PersonSheet company={company} person={person} back={back} today={today} />;
  const of = { company, hire: person.hire };
  const fields = <PlaceFields currency={currency} country={country} startsOn={person.startsOn} teams={teams} person={person} />;
  if (sheet === 'make') return (
    <Over title={t('hire.fromPlan', { role: person.role })} back={back}>
      <Form action={makePlannedHire.bind(null, of)} submit={t('hire.record')} then={back}><TextField name="name" label={t('people.name')} required />{fields}</Form>
    </Over>
  );
  return (
    <Over title={t('plan.change', { role: person.role })} back={back}>
      <p><a className="button" data-kind="primary" href={`?sheet=make&id=${person.hire}`} data-sheet="">{t('hire.make')}</a></p>
      <Form action={changePlan.bind(null, of)} submit={t('plan.save')} kind="plain" then={back}>{fields}</Form>
      <Form action={withdrawPlan.bind(null, of)} submit={t('plan.withdraw')} kind="danger" then={back}><TextField name="reason" label={t('reason')} required /></Form>
    </Over>
  );
}

interface PlaceProps { currency: string; country: string; startsOn: string; teams: readonly string[]; person?: PersonView }
/** Role, team, country, start, salary, equity: what a plan and a hire share. */
async function PlaceFields({ currency, country, startsOn, teams, person }: PlaceProps) {
  const [t, f, lang] = await Promise.all([words('team'), format(), locale()]);
  const salary = person?.salary;
  return (
    <>
      <div className="form-row"><TextField name="role" label={t('people.role')} defaultValue={person?.role} required /><TextField name="team" label={t('people.team')} defaultValue={person?.team} list="teams" required /></div>
      <datalist id="teams">{teams.map((name) => <option key={name} value={name}>{name}</option>)}</datalist>
      <div className="form-row"><SelectField name="country" label={t('people.country')} defaultValue={person?.country ?? country} options={countries(lang)} /><DayField name="startsOn" label={t('people.starts')} defaultValue={startsOn} required /></div>
      <div className="form-row"><MoneyField name="salary" currency="" label={t('people.salary')} hint={t('people.salaryHint')} defaultValue={salary ? f.number(salary.amount / 10 ** minorDigits(salary.currency)) : undefined} required /><SelectField name="currency" label={t('people.currency')} defaultValue={salary?.currency ?? currency} options={currencyOptions(f)} /></div>
      <NumberField name="equity" label={t('people.equity')} hint={t('people.equityHint')} defaultValue={person?.equity ? f.number(person.equity.shares) : undefined} />
    </>
  );
}

async function ImportSheet({ company, back }: { company: string; back: string }) {
  const [t, app] = await Promise.all([words('team'), words('app')]);
  return (
    <Over title={t('import.title')} back={back}>
      <p className="prose">{t('import.note')}</p>
      <p className="prose small"><code>{t('import.columns')}</code></p>
      <HiresUpload to={routeOf(teamApi.importHires, { company })} then={back} limit={MOST_HIRES_TEXT} explain={explain}
        words={{ label: t('import.file'), hint: t('import.hint'), tooLarge: t('import.tooLarge'), at: String(t.raw('import.at')), atLine: String(t.raw('import.atLine')) }} drop={{ drop: app('form.drop'), choose: app('form.choose'), stop: app('form.stop'), sending: app('form.sending') }} />
    </Over>
  );
}

async function CostsSheet({ company, currency, country, back, today }: { company: string; currency: string; country: string; back: string; today: string }) {
  const [t, f, lang] = await Promise.all([words('team'), format(), locale()]);
  return (
    <Over title={t('costs.set')} back={back}>
      <p className="prose">{t('costs.note')}</p>
      <Form action={setEmployerCosts.bind(null, { company })} submit={t('costs.record')} then={back}>
        <div className="form-row"><SelectField name="country" label={t('people.country')} defaultValue={country} options={countries(lang)} /><DayField name="from" label={t('costs.from')} defaultValue={today} required /></div>
        <div className="form-row"><TextField name="brackets.0.name" label={t('costs.name')} required /><NumberField name="brackets.0.rate" unit="%" label={t('costs.rate')} required /></div>
        <div className="form-row"><NumberField name="brackets.0.above" label={t('costs.above')} /><NumberField name="brackets.0.upTo" label={t('costs.upTo')} hint={t('costs.upToHint')} /></div>
        <SelectField name="currency" label={t('people.currency')} defaultValue={currency} options={currencyOptions(f)} />
        <TextField name="source" label={t('costs.source')} hint={t('costs.sourceHint')} required />
      </Form>
    </Over>
  );
}

async function Over({ title, back, children }: { title: string; back: string; children: ReactNode }) {
  const app = await words('app');
  return <Sheet title={title} closeHref={back} closeLabel={app('close')}>{children}</Sheet>;
}
