import { companyApi } from '@capstan/capital';
import { currencies } from '@capstan/kernel';
import { NumberField, SelectField, Sheet } from '@capstan/ui';
import type { ReactNode } from 'react';
import { api } from '../api/read.ts';
import type { Outcome } from '../api/submit.ts';
import { words, type Words } from '../i18n/words.ts';
import { Form } from './form.tsx';

/** What makes one sheet different from the next: what it does, its fields, and whether it takes something away. */
export interface SheetParts { action: (before: Outcome, form: FormData) => Promise<Outcome>; fields: ReactNode; kind?: 'danger' }
export interface NamedSheetProps { company: string; sheet: string; id?: string; close: string }
interface Props extends NamedSheetProps { context: 'compute' | 'planning' | 'instruments' | 'debt'; partsOf: (sheet: string, company: string, id: string, currency: string, t: Words) => SheetParts | undefined }

/** The sheet that the URL names, with title and button from `sheets.<name>` of the context's messages; nothing for an unknown name. */
export async function NamedSheet({ context, company, sheet, id = '', close, partsOf }: Props) {
  const [t, app, { currency }] = await Promise.all([words(context), words('app'), api(companyApi.company, { params: { company } })]);
  const parts = partsOf(sheet, company, id, currency, t);
  if (!parts) return null;
  return (
    <Sheet title={t(`sheets.${sheet}.title`)} closeHref={close} closeLabel={app('close')}>
      <Form action={parts.action} submit={t(`sheets.${sheet}.submit`)} then={close} kind={parts.kind}>{parts.fields}</Form>
    </Sheet>
  );
}

export const currencyChoices = currencies.map((value) => ({ value, label: value }));

/** An amount with its currency: the company's own unless another is chosen. */
export const AmountFields = ({ name, label, currency, t }: { name: string; label: string; currency: string; t: Words }) => (
  <div className="form-row"><NumberField name={name} label={label} required /><SelectField name={`${name}.currency`} label={t('fields.currency')} defaultValue={currency} options={currencyChoices} /></div>
);
