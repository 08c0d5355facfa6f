'use client';
import { type BankMapping, guessMapping } from '@capstan/planning';
import { CheckField, SelectField, TextField } from '@capstan/ui';

export interface Known { account: string; currency: string; mapping: BankMapping | null }
/** A mapping while a person is still saying what is what; empty text is not said yet. */
export interface Draft { account: string; currency: string; remembered: boolean; date: string; dateFormat: string; split: boolean; amount: string; debit: string; credit: string; decimal: '.' | ','; text: string; counterparty: string; balance: string }
export interface MappingWords { account: string; accountHint: string; currency: string; date: string; dateFormat: string; split: string; amount: string; debit: string; credit: string; decimal: string; point: string; comma: string; text: string; counterparty: string; balance: string; balanceHint: string; choose: string; none: string }

const flat = (m: { [K in keyof BankMapping]: BankMapping[K] | null }) => ({
  date: m.date ?? '', dateFormat: m.dateFormat ?? '', decimal: m.decimal ?? '.', text: m.text ?? '', counterparty: m.counterparty ?? '', balance: m.balance ?? '',
  split: m.amount?.kind === 'debit-credit', amount: m.amount?.kind === 'signed' ? m.amount.column : '', debit: m.amount?.kind === 'debit-credit' ? m.amount.debit : '', credit: m.amount?.kind === 'debit-credit' ? m.amount.credit : '',
} as const);

/** What was remembered for an account whose columns are all in this file; else a guess from the header. */
export function draftOf(header: string[], sample: string[], accounts: readonly Known[], currency: string): Draft {
  const fitting = accounts.find(({ mapping }) => mapping && Object.values({ ...flat(mapping), dateFormat: '', decimal: '', split: '' }).every((c) => c === '' || header.includes(c)));
  if (fitting?.mapping) return { ...flat(fitting.mapping), account: fitting.account, currency: fitting.currency, remembered: true };
  return { ...flat(guessMapping(header, sample)), account: accounts[0]?.account ?? '', currency: accounts[0]?.currency ?? currency, remembered: false };
}

/** The mapping once everything that is needed has been said. */
export function mappingOf(d: Draft): BankMapping | undefined {
  const amount = d.split ? { kind: 'debit-credit' as const, debit: d.debit, credit: d.credit } : { kind: 'signed' as const, column: d.amount };
  const complete = d.account && d.date && d.dateFormat && d.text && (d.split ? d.debit && d.credit : d.amount);
  if (!complete) return undefined;
  return { date: d.date, dateFormat: d.dateFormat as BankMapping['dateFormat'], amount, decimal: d.decimal, text: d.text, ...(d.counterparty && { counterparty: d.counterparty }), ...(d.balance && { balance: d.balance }) };
}

interface Props { header: readonly string[]; draft: Draft; set: (draft: Draft) => void; words: MappingWords; accounts: readonly Known[]; currencies: readonly string[]; formats: readonly string[] }

export function MappingFields({ header, draft, set, words, currencies, formats }: Props) {
  const columns = (optional: boolean) => [{ value: '', label: optional ? words.none : words.choose }, ...header.map((h) => ({ value: h.trim(), label: h }))];
  const put = (name: keyof Draft) => ({ name, value: String(draft[name]), onChange: (e: { currentTarget: { value: string } }) => set({ ...draft, [name]: e.currentTarget.value, remembered: false }) });
  return (
    <>
      <div className="form-row"><TextField label={words.account} hint={words.accountHint} {...put('account')} required /><SelectField label={words.currency} {...put('currency')} options={currencies.map((c) => ({ value: c, label: c }))} /></div>
      <div className="form-row"><SelectField label={words.date} {...put('date')} options={columns(false)} /><SelectField label={words.dateFormat} {...put('dateFormat')} options={[{ value: '', label: words.choose }, ...formats.map((v) => ({ value: v, label: v }))]} /></div>
      <CheckField name="split" label={words.split} checked={draft.split} onChange={(e) => set({ ...draft, split: e.currentTarget.checked, remembered: false })} />
      <div className="form-row">
        {draft.split ? <><SelectField label={words.debit} {...put('debit')} options={columns(false)} /><SelectField label={words.credit} {...put('credit')} options={columns(false)} /></> : <SelectField label={words.amount} {...put('amount')} options={columns(false)} />}
        <SelectField label={words.decimal} {...put('decimal')} options={[{ value: '.', label: words.point }, { value: ',', label: words.comma }]} />
      </div>
      <div className="form-row"><SelectField label={words.text} {...put('text')} options={columns(false)} /><SelectField label={words.counterparty} {...put('counterparty')} options={columns(true)} /><SelectField label={words.balance} hint={words.balanceHint} {...put('balance')} options={columns(true)} /></div>
    </>
  );
}
