import { amortisations, loanDayCounts } from '@capstan/capital';
import { DayField, MoneyField, NumberField, SelectField, TextAreaField, TextField } from '@capstan/ui';
import type { Words } from '../../../../../i18n/words.ts';
import { NamedSheet, type NamedSheetProps, type SheetParts } from '../../../../../shell/named-sheet.tsx';
import { cancelLoan, repayLoan, signLoan, signRevenueLoan } from './actions.ts';

const today = () => new Date().toISOString().slice(0, 10);

/** The sheets of this page, by the name in the URL. */
export const DebtSheet = (props: NamedSheetProps) => <NamedSheet {...props} context="debt" partsOf={partsOf} />;

function partsOf(sheet: string, company: string, id: string, currency: string, t: Words): SheetParts | undefined {
  switch (sheet) {
    case 'loan': return { action: signLoan.bind(null, company, currency), fields: <LoanFields currency={currency} t={t} /> };
    case 'revenue': return { action: signRevenueLoan.bind(null, company, currency), fields: <RevenueLoanFields currency={currency} t={t} /> };
    case 'repay': return { action: repayLoan.bind(null, company, id, currency), fields: <><DayField name="repaidOn" label={t('fields.repaidOn')} defaultValue={today()} required /><MoneyField name="paid" currency={currency} label={t('fields.paid')} hint={t('fields.paidHint')} /></> };
    case 'cancel': return { action: cancelLoan.bind(null, company, id), fields: <TextAreaField name="reason" label={t('fields.reason')} required />, kind: 'danger' };
    default: return undefined;
  }
}

const LoanFields = ({ currency, t }: { currency: string; t: Words }) => (
  <>
    <TextField name="lender" label={t('fields.lender')} required />
    <MoneyField name="principal" currency={currency} label={t('fields.principal')} required />
    <div className="form-row"><NumberField name="rate" unit="%" label={t('fields.rate')} required /><DayField name="drawnOn" label={t('fields.drawnOn')} defaultValue={today()} required /></div>
    <div className="form-row"><NumberField name="months" label={t('fields.months')} required /><NumberField name="interestOnlyMonths" label={t('fields.interestOnly')} /></div>
    <SelectField name="amortisation" label={t('fields.amortisation')} options={amortisations.map((value) => ({ value, label: t(`amortisation.${value}`) }))} />
    <SelectField name="dayCount" label={t('fields.dayCount')} options={loanDayCounts.map((value) => ({ value, label: t(`dayCount.${value}`) }))} />
    <div className="form-row"><MoneyField name="upFrontFee" currency={currency} label={t('fields.upFrontFee')} /><MoneyField name="finalPayment" currency={currency} label={t('fields.finalPayment')} /></div>
    <div className="form-row"><NumberField name="warrants.coverage" unit="%" label={t('fields.coverage')} /><NumberField name="warrants.strike" unit={currency} label={t('fields.strike')} /></div>
  </>
);

const RevenueLoanFields = ({ currency, t }: { currency: string; t: Words }) => (
  <>
    <TextField name="lender" label={t('fields.lender')} required />
    <div className="form-row"><MoneyField name="advance" currency={currency} label={t('fields.advance')} required /><DayField name="drawnOn" label={t('fields.drawnOn')} defaultValue={today()} required /></div>
    <div className="form-row"><NumberField name="multiple" unit="×" label={t('fields.multiple')} hint={t('fields.multipleHint')} required /><NumberField name="revenueShare" unit="%" label={t('fields.share')} required /></div>
    <MoneyField name="minimumMonthly" currency={currency} label={t('fields.minimum')} />
  </>
);
