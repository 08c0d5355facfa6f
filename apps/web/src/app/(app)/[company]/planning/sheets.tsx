import { costKinds, DEFAULT_RAISE_MONTHS, kinds, raiseMonthOptions } from '@capstan/planning';
import { DayField, MonthField, NumberField, SelectField, TextAreaField, TextField } from '@capstan/ui';
import type { Words } from '../../../../i18n/words.ts';
import { AmountFields, currencyChoices, NamedSheet, type NamedSheetProps, type SheetParts } from '../../../../shell/named-sheet.tsx';
import { classify, dropCost, dropRevenue, planCost, planRevenue, recordRate, reverseBatch, setAssumptions, setOpening } from './actions.ts';

const today = () => new Date().toISOString().slice(0, 10);

/** The sheets of this page, by the name in the URL. */
export const PlanningSheet = (props: NamedSheetProps) => <NamedSheet {...props} context="planning" partsOf={partsOf} />;

function partsOf(sheet: string, company: string, id: string, currency: string, t: Words): SheetParts | undefined {
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

const LineFields = ({ currency, t }: { currency: string; t: Words }) => (
  <>
    <TextField name="name" label={t('plans.name')} required />
    <AmountFields name="monthly" label={t('plans.monthly')} currency={currency} t={t} />
    <div className="form-row"><MonthField name="from" label={t('plans.from')} required /><MonthField name="to" label={t('plans.to')} hint={t('fields.openHint')} /></div>
  </>
);

const RateFields = ({ currency, t }: { currency: string; t: Words }) => (
  <>
    <div className="form-row"><SelectField name="from" label={t('rates.from')} defaultValue={currency === 'USD' ? 'EUR' : 'USD'} options={currencyChoices} /><SelectField name="to" label={t('rates.to')} defaultValue={currency} options={currencyChoices} /></div>
    <NumberField name="rate" label={t('rates.rate')} hint={t('rates.rateHint')} required />
    <DayField name="on" label={t('rates.on')} defaultValue={today()} required />
  </>
);
