import { companyApi } from '@capstan/capital';
import { currencies } from '@capstan/kernel';
import { costKinds, DEFAULT_RAISE_MONTHS, kinds, raiseMonthOptions } from '@capstan/planning';
import { DayField, MonthField, NumberField, SelectField, Sheet, TextAreaField, TextField } from '@capstan/ui';
import type { ReactNode } from 'react';
import { api } from '../../../../api/read.ts';
import type { Outcome } from '../../../../api/submit.ts';
import { words, type Words } from '../../../../i18n/words.ts';
import { Form } from '../../../../shell/form.tsx';
import { classify, dropCost, dropRevenue, planCost, planRevenue, recordRate, reverseBatch, setAssumptions, setOpening } from './actions.ts';

type Action = (before: Outcome, form: FormData) => Promise<Outcome>;
interface Parts { action: Action; fields: ReactNode; kind?: 'danger' }

const today = () => new Date().toISOString().slice(0, 10);

/** The sheets of this page, by the name in the URL. */
export async function PlanningSheet({ company, sheet, id = '', close }: { company: string; sheet: string; id?: string; close: string }) {
  const [t, app, { currency }] = await Promise.all([words('planning'), words('app'), api(companyApi.company, { params: { company } })]);
  const parts = partsOf(sheet, company, id, currency, t);
  if (!parts) return null;
  return (
    <Sheet title={t(`sheets.${sheet}.title`)} closeHref={close} closeLabel={app('close')}>
      <Form action={parts.action} submit={t(`sheets.${sheet}.submit`)} then={close} kind={parts.kind}>{parts.fields}</Form>
    </Sheet>
  );
}

function partsOf(sheet: string, company: string, id: string, currency: string, t: Words): Parts | undefined {
  const why = <TextAreaField name="reason" label={t('fields.reason')} required />;
  switch (sheet) {
    case 'opening': return { action: setOpening.bind(null, company), fields: <><TextField name="account" label={t('bank.account')} required /><DayField name="on" label={t('fields.on')} hint={t('fields.openingHint')} required /><AmountFields name="balance" label={t('bank.balance')} currency={currency} t={t} /></> };
    case 'reverse': return { action: reverseBatch.bind(null, company, id), fields: why, kind: 'danger' };
    case 'classify': return { action: classify.bind(null, company, id), fields: <SelectField name="kind" label={t('transactions.kind')} hint={t('fields.kindHint')} options={named(kinds, t)} /> };
    case 'cost': return { action: planCost.bind(null, company), fields: <><SelectField name="kind" label={t('transactions.kind')} defaultValue="other" options={named(costKinds, t)} /><LineFields currency={currency} t={t} /></> };
    case 'revenue': return { action: planRevenue.bind(null, company), fields: <><LineFields currency={currency} t={t} /><NumberField name="growth" unit="%" label={t('plans.growth')} defaultValue="0" /></> };
    case 'drop-cost': return { action: dropCost.bind(null, company, id), fields: why, kind: 'danger' };
    case 'drop-revenue': return { action: dropRevenue.bind(null, company, id), fields: why, kind: 'danger' };
    case 'rate': return { action: recordRate.bind(null, company), fields: <RateFields currency={currency} t={t} /> };
    case 'assumptions': return { action: setAssumptions.bind(null, company), fields: <SelectField name="raiseMonths" label={t('plans.raiseMonths')} hint={t('plans.raiseNote')} defaultValue={String(DEFAULT_RAISE_MONTHS)} options={[3, ...raiseMonthOptions, 9, 12].map((n) => ({ value: String(n), label: String(n) }))} /> };
    default: return undefined;
  }
}

const named = (values: readonly string[], t: Words) => values.map((value) => ({ value, label: t(`kinds.${value}`) }));
const codes = currencies.map((value) => ({ value, label: value }));

const AmountFields = ({ name, label, currency, t }: { name: string; label: string; currency: string; t: Words }) => (
  <div className="form-row"><NumberField name={name} label={label} required /><SelectField name={`${name}.currency`} label={t('fields.currency')} defaultValue={currency} options={codes} /></div>
);

const LineFields = ({ currency, t }: { currency: string; t: Words }) => (
  <>
    <TextField name="name" label={t('plans.name')} required />
    <AmountFields name="monthly" label={t('plans.monthly')} currency={currency} t={t} />
    <div className="form-row"><MonthField name="from" label={t('plans.from')} required /><MonthField name="to" label={t('plans.to')} hint={t('fields.openHint')} /></div>
  </>
);

const RateFields = ({ currency, t }: { currency: string; t: Words }) => (
  <>
    <div className="form-row"><SelectField name="from" label={t('rates.from')} defaultValue={currency === 'USD' ? 'EUR' : 'USD'} options={codes} /><SelectField name="to" label={t('rates.to')} defaultValue={currency} options={codes} /></div>
    <NumberField name="rate" label={t('rates.rate')} hint={t('rates.rateHint')} required />
    <DayField name="on" label={t('rates.on')} defaultValue={today()} required />
  </>
);
