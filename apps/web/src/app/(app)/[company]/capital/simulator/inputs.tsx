'use client';
import { minorDigits, type Money } from '@capstan/kernel';
import { type Formatters, fractionOfPercent, parseDecimalText, parseMinor } from '@capstan/ui';
import { type ReactNode, useId, useState } from 'react';

interface TypedProps { label: string; hidden?: boolean; unit: string; text: string; invalid: (typed: string) => boolean; onType: (typed: string) => void; placeholder?: string }

/** A field that keeps what is being typed and shows the value it stands for once it is left. */
function Typed({ label, hidden, unit, text, invalid, onType, placeholder }: TypedProps) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const shown = draft ?? text;
  return (
    <div className="field">
      <label htmlFor={id} className={hidden ? 'only-read' : undefined}>{label}</label>
      <span className="affix">
        <input id={id} className="input" inputMode="decimal" autoComplete="off" data-align="right" value={shown} placeholder={placeholder} {...(draft !== null && invalid(draft) && { 'aria-invalid': true })}
          onChange={(e) => { setDraft(e.currentTarget.value); if (!invalid(e.currentTarget.value)) onType(e.currentTarget.value); }} onBlur={() => setDraft(null)} />
        <span>{unit}</span>
      </span>
    </div>
  );
}

interface MoneyProps { label: string; hidden?: boolean; money: Money | undefined; currency: string; f: Formatters; onChange: (money: Money | undefined) => void; optional?: boolean; placeholder?: string }
/** Money as people type it (`1.25m`); what cannot be read, or is not above zero, changes nothing. */
export function MoneyInput({ label, hidden, money, currency, f, onChange, optional = false, placeholder }: MoneyProps) {
  const digits = minorDigits(currency);
  const read = (typed: string) => parseMinor(typed, f.locale, digits);
  const isEmpty = (typed: string) => optional && typed.trim() === '';
  return <Typed label={label} hidden={hidden} unit={currency} placeholder={placeholder} text={money ? f.number(money.amount / 10 ** digits, money.amount % 10 ** digits === 0 ? 0 : digits) : ''}
    invalid={(typed) => !isEmpty(typed) && !((read(typed) ?? 0) > 0)} onType={(typed) => onChange(isEmpty(typed) ? undefined : { amount: read(typed)!, currency })} />;
}

interface PartProps { label: string; hidden?: boolean; part: string | undefined; f: Formatters; onChange: (part: string | undefined) => void; optional?: boolean }
/** A percentage as exact decimal text of the part: `12.5` is `0.125`. */
export function PartInput({ label, hidden, part, f, onChange, optional = false }: PartProps) {
  const isEmpty = (typed: string) => optional && typed.trim() === '';
  const read = (typed: string) => { const text = parseDecimalText(typed, f.locale); return text === undefined ? undefined : fractionOfPercent(text); };
  const fits = (text: string | undefined) => text !== undefined && Number(text) >= 0 && Number(text) < 1;
  return <Typed label={label} hidden={hidden} unit="%" text={part === undefined ? '' : f.number(Number(part) * 100, Number.isInteger(Math.round(Number(part) * 1e6) / 1e4) ? 0 : 2)}
    invalid={(typed) => !isEmpty(typed) && !fits(read(typed))} onType={(typed) => onChange(isEmpty(typed) ? undefined : read(typed))} />;
}

export function CountInput({ label, count, f, onChange, unit }: { label: string; count: number; f: Formatters; onChange: (count: number) => void; unit: string }) {
  const read = (typed: string) => Number(parseDecimalText(typed, f.locale) ?? Number.NaN);
  return <Typed label={label} unit={unit} text={f.number(count)} invalid={(typed) => !(Number.isSafeInteger(read(typed)) && read(typed) >= 0)} onType={(typed) => onChange(read(typed))} />;
}

const STEPS = 400;
const LEAST = 100_000;
const MOST = 2_000_000_000;
/** Three significant digits: what a slider can say. With fewer, its steps of 2.5 % would round back to where they began. */
const tidy = (n: number): number => { const unit = 10 ** (Math.floor(Math.log10(n)) - 2); return Math.round(n / unit) * unit; };

/** Money on a slider from 100 thousand to 2 billion whose steps are equal factors. */
export function MoneySlider({ label, money, f, onChange }: { label: string; money: Money; f: Formatters; onChange: (money: Money) => void }) {
  const scale = 10 ** minorDigits(money.currency);
  const at = Math.round((Math.log(Math.min(MOST, Math.max(LEAST, money.amount / scale)) / LEAST) / Math.log(MOST / LEAST)) * STEPS);
  return <Range label={label} said={f.tile(money)} value={at} max={STEPS} onChange={(to) => onChange({ amount: Math.round(tidy(LEAST * (MOST / LEAST) ** (to / STEPS)) * scale), currency: money.currency })} />;
}

/** A part on a slider, by half a point. */
export const PartSlider = ({ label, part, most, f, onChange }: { label: string; part: string; most: number; f: Formatters; onChange: (part: string) => void }) =>
  <Range label={label} said={f.percent(Number(part))} value={Math.round(Number(part) * 200)} max={most * 200} onChange={(to) => onChange(String(to / 200))} />;

const Range = ({ label, said, value, max, onChange }: { label: string; said: string; value: number; max: number; onChange: (to: number) => void }) =>
  <input className="sim-range" type="range" aria-label={label} aria-valuetext={said} min={0} max={max} step={1} value={value} onChange={(e) => onChange(Number(e.currentTarget.value))} />;

/** A heading over a few fields that belong together. */
export const Group = ({ title, lead, children, action }: { title: string; lead?: string; children: ReactNode; action?: ReactNode }) => (
  <fieldset className="sim-group"><legend>{title}</legend>{lead && <p className="hint">{lead}</p>}{children}{action}</fieldset>
);

export function Choice<T extends string>({ label, value, options, onChange }: { label: string; value: T; options: readonly { value: string; label: string }[]; onChange: (to: T) => void }) {
  const id = useId();
  return <div className="field"><label htmlFor={id}>{label}</label><select id={id} className="input" value={value} onChange={(e) => onChange(e.currentTarget.value as T)}>{options.map((o) => <option key={o.value} value={o.value}>{o.label}</option>)}</select></div>;
}

export function Text({ label, hidden, value, onChange, type = 'text' }: { label: string; hidden?: boolean; value: string; onChange: (to: string) => void; type?: 'text' | 'date' }) {
  const id = useId();
  return <div className="field"><label htmlFor={id} className={hidden ? 'only-read' : undefined}>{label}</label><input id={id} className="input" type={type} autoComplete="off" maxLength={120} value={value} onChange={(e) => onChange(e.currentTarget.value)} /></div>;
}
