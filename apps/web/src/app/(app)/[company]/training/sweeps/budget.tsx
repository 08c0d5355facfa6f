import { MoneyField, NumberField } from '@capstan/ui';
import type { Words } from '../../../../../i18n/words.ts';

/** What a sweep may ask for and what it may cost. */
export const Budget = ({ currency, t, training }: { currency: string; t: Words; training: Words }) => (
  <div className="form-row">
    <NumberField name="budget.runs" label={t('runs')} defaultValue="12" required />
    <NumberField name="parallel" label={t('parallel')} hint={t('parallelHint')} defaultValue="1" required />
    <MoneyField name="budget.cost.amount" currency={currency} label={t('costBudget')} hint={t('costBudgetHint')} />
    <MoneyField name="costCap.amount" currency={currency} label={t('costCapEach')} hint={training('run.costCapHint')} />
  </div>
);
