import { gpus, purposes } from '@capstan/compute';
import { DayField, MonthField, NumberField, SelectField, TextAreaField, TextField } from '@capstan/ui';
import type { Words } from '../../../../i18n/words.ts';
import { AmountFields, NamedSheet, type NamedSheetProps, type SheetParts } from '../../../../shell/named-sheet.tsx';
import { endReservation, makeReservation, observePrice, recordSpend, reverseBill, reverseSpend, setBudget } from './actions.ts';

const today = () => new Date().toISOString().slice(0, 10);

/** The sheets of this page, by the name in the URL. */
export const ComputeSheet = (props: NamedSheetProps) => <NamedSheet {...props} context="compute" partsOf={partsOf} />;

function partsOf(sheet: string, company: string, id: string, currency: string, t: Words): SheetParts | undefined {
  const why = <TextAreaField name="reason" label={t('fields.reason')} required />;
  switch (sheet) {
    case 'spend': return { action: recordSpend.bind(null, company), fields: <SpendFields t={t} currency={currency} /> };
    case 'budget': return { action: setBudget.bind(null, company, currency), fields: <><MonthField name="month" label={t('fields.month')} required /><NumberField name="amount" unit={currency} label={t('fields.budget')} required /></> };
    case 'reservation': return { action: makeReservation.bind(null, company), fields: <ReservationFields t={t} currency={currency} /> };
    case 'price': return { action: observePrice.bind(null, company), fields: <PriceFields t={t} currency={currency} /> };
    case 'end-reservation': return { action: endReservation.bind(null, company, id), fields: <><MonthField name="last" label={t('fields.last')} hint={t('fields.lastHint')} />{why}</>, kind: 'danger' };
    case 'reverse-spend': return { action: reverseSpend.bind(null, company, id), fields: why, kind: 'danger' };
    case 'reverse-bill': return { action: reverseBill.bind(null, company, id), fields: why, kind: 'danger' };
    default: return undefined;
  }
}

const asOptions = (values: readonly string[]) => values.map((value) => ({ value, label: value }));

const SpendFields = ({ t, currency }: { t: Words; currency: string }) => (
  <>
    <div className="form-row"><DayField name="on" label={t('fields.on')} defaultValue={today()} required /><SelectField name="purpose" label={t('lines.purpose')} options={purposes.map((p) => ({ value: p, label: t(`purposes.${p}`) }))} /></div>
    <TextField name="provider" label={t('lines.provider')} required />
    <TextField name="description" label={t('lines.what')} />
    <AmountFields name="amount" label={t('lines.amount')} currency={currency} t={t} />
    <NumberField name="gpuHours" label={t('lines.hours')} hint={t('fields.optional')} />
  </>
);

const ReservationFields = ({ t, currency }: { t: Words; currency: string }) => (
  <>
    <div className="form-row"><SelectField name="gpu" label={t('reservations.gpu')} defaultValue="H100" options={asOptions(gpus.map((g) => g.name))} /><NumberField name="count" label={t('fields.count')} required /></div>
    <TextField name="provider" label={t('lines.provider')} required />
    <AmountFields name="monthly" label={t('reservations.monthly')} currency={currency} t={t} />
    <div className="form-row"><MonthField name="from" label={t('reservations.from')} required /><MonthField name="to" label={t('reservations.last')} required /></div>
  </>
);

const PriceFields = ({ t, currency }: { t: Words; currency: string }) => (
  <>
    <div className="form-row"><SelectField name="gpu" label={t('prices.gpu')} defaultValue="H100" options={asOptions(gpus.map((g) => g.name))} /><SelectField name="kind" label={t('prices.kind')} options={['on-demand', 'spot', 'reserved'].map((k) => ({ value: k, label: t(`priceKinds.${k}`) }))} /></div>
    <TextField name="provider" label={t('lines.provider')} required />
    <DayField name="on" label={t('fields.on')} defaultValue={today()} required />
    <AmountFields name="perHour" label={t('prices.perHour')} currency={currency} t={t} />
  </>
);
