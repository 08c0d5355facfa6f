import { grantKinds, type GrantsView } from '@capstan/capital';
import { CheckField, DayField, NumberField, SelectField, TextField } from '@capstan/ui';
import { format } from '../../../../../i18n/locale.ts';
import { words } from '../../../../../i18n/words.ts';
import { Form } from '../../../../../shell/form.tsx';
import { adoptPlan, makeGrant } from './actions.ts';
import type { Promised } from './promised.tsx';
import { Over } from './over.tsx';

interface Here { company: string; back: string; today: string }
const everyMonths = ['1', '3', '6', '12'];
const allocations = ['CUMULATIVE_ROUND_DOWN', 'CUMULATIVE_ROUNDING', 'FRONT_LOADED', 'BACK_LOADED', 'FRONT_LOADED_TO_SINGLE_TRANCHE', 'BACK_LOADED_TO_SINGLE_TRANCHE', 'FRACTIONAL'];
const days = ['VESTING_START_DAY_OR_LAST_DAY_OF_MONTH', '01', '15', '31_OR_LAST_DAY_OF_MONTH'];

/** The terms of a new grant; from a hire's promise with its name and shares filled in. */
export async function MakeSheet({ company, back, today, book, promise }: Here & { book: GrantsView; promise: Promised | undefined }) {
  const [t, f] = await Promise.all([words('vesting'), format()]);
  const named = (values: readonly string[], key: string) => values.map((value) => ({ value, label: t(`${key}.${value}`) }));
  const start = promise && promise.startsOn <= today ? promise.startsOn : today;
  return (
    <Over title={t('make.title')} back={back} wide>
      <Form action={makeGrant.bind(null, { company }, promise?.hire)} submit={t('make.record')} then={back}>
        {promise && <p className="muted">{t('make.from', { name: promise.name })}</p>}
        <div className="form-row"><TextField name="holder" label={t('grants.holder')} hint={t('make.holderHint')} list="grant-holders" defaultValue={promise?.name} required /><SelectField name="kind" label={t('grants.kind')} defaultValue="option" options={named(grantKinds, 'kinds')} /></div>
        <datalist id="grant-holders">{[...new Set(book.grants.map((g) => g.name))].map((name) => <option key={name} value={name}>{name}</option>)}</datalist>
        <div className="form-row"><NumberField name="shares" label={t('make.shares')} hint={t('make.pool', { left: f.number(Math.max(0, book.pool)) })} defaultValue={promise && f.number(promise.left)} required /><DayField name="grantedOn" label={t('make.grantedOn')} defaultValue={today} max={today} required /></div>
        <div className="form-row"><NumberField name="strike" unit={book.currency} label={t('make.strike')} hint={t('make.strikeHint')} /><NumberField name="fairValue" unit={book.currency} label={t('make.fairValue')} hint={t('make.fairValueHint')} /></div>
        <div className="form-row">
          <SelectField name="plan" label={t('make.plan')} options={[{ value: '', label: t('make.noPlan') }, ...book.plans.map((p) => ({ value: p.plan, label: p.name }))]} defaultValue={book.plans.at(-1)?.plan ?? ''} />
          <DayField name="expiresOn" label={t('make.expiresOn')} hint={t('make.expiresHint')} />
        </div>
        <h3>{t('make.vesting')}</h3>
        <div className="form-row"><DayField name="vesting.start" label={t('make.start')} defaultValue={start} required /><NumberField name="vesting.periods" label={t('make.months')} hint={t('make.monthsHint')} defaultValue="48" /><SelectField name="vesting.every" label={t('make.every')} options={named(everyMonths, 'make.everyMonths')} /></div>
        <div className="form-row"><NumberField name="vesting.cliff" label={t('make.cliff')} hint={t('make.cliffHint')} defaultValue="12" /><NumberField name="vesting.cliff.part" unit="%" label={t('make.cliffPart')} hint={t('make.cliffPartHint')} /></div>
        <div className="form-row"><SelectField name="vesting.allocation" label={t('make.allocation')} options={named(allocations, 'allocations')} /><SelectField name="vesting.dayOfMonth" label={t('make.dayOfMonth')} options={named(days, 'daysOfMonth')} /></div>
        <CheckField name="earlyExercise" label={t('make.early')} hint={t('make.earlyHint')} />
        <CheckField name="outsidePool" label={t('make.outsidePool')} />
      </Form>
    </Over>
  );
}

/** A plan and what it adds to the pool. */
export async function PlanSheet({ company, back, today }: Here) {
  const [t, capital] = await Promise.all([words('vesting'), words('capital')]);
  return (
    <Over title={t('plans.new')} back={back}>
      <Form action={adoptPlan.bind(null, { company })} submit={t('plans.record')} then={back}>
        <TextField name="name" label={t('plans.name')} hint={t('plans.nameHint')} required />
        <div className="form-row"><TextField name="class" label={t('grants.class')} defaultValue={capital('shares.common')} required /><NumberField name="shares" label={t('plans.shares')} required /></div>
        <div className="form-row"><DayField name="adoptedOn" label={t('plans.adopted')} defaultValue={today} max={today} required /><SelectField name="cancelled" label={t('plans.cancelled')} hint={t('plans.cancelledHint')} options={['to-pool', 'retired'].map((value) => ({ value, label: t(`plans.returns.${value}`) }))} /></div>
      </Form>
    </Over>
  );
}
