import { minorDigits, type Money } from '@capstan/kernel';
import { fractionOfPercent, parseDecimalText, parseMinor } from '@capstan/ui';

export interface Unreadable { path: string; code: 'number-unreadable' | 'money-unreadable' }

/** Reads what people typed, in their language. What cannot be read is collected in `unreadable` and never sent as something else. */
export class FormReader {
  readonly unreadable: Unreadable[] = [];
  private readonly form: FormData;
  private readonly locale: string;
  constructor(form: FormData, locale: string) { this.form = form; this.locale = locale; }

  /** The trimmed text, '' when left empty. */
  text(name: string): string { const v = this.form.get(name); return typeof v === 'string' ? v.trim() : ''; }
  /** The text, or undefined when left empty: for optional fields, days, months, choices. */
  optional(name: string): string | undefined { return this.text(name) || undefined; }
  checked(name: string): boolean { return this.form.get(name) !== null; }
  all(name: string): string[] { return this.form.getAll(name).filter((v) => typeof v === 'string'); }

  /** Decimal text such as `0.25`; undefined when left empty. */
  decimal(name: string): string | undefined {
    const typed = this.text(name);
    if (typed === '') return undefined;
    const read = parseDecimalText(typed, this.locale);
    if (read === undefined) this.unreadable.push({ path: name, code: 'number-unreadable' });
    return read;
  }
  number(name: string): number | undefined { const read = this.decimal(name); return read === undefined ? undefined : Number(read); }
  /** Several numbers with blanks or semicolons between them; a comma may stand in each. */
  numbers(name: string): number[] {
    const read = this.text(name).split(/[\s;；]+/).filter(Boolean).map((typed) => parseDecimalText(typed, this.locale));
    if (read.includes(undefined)) this.unreadable.push({ path: name, code: 'number-unreadable' });
    return read.flatMap((value) => (value === undefined ? [] : [Number(value)]));
  }

  /** A typed percentage as exact decimal text: `20` → `0.2`. */
  percent(name: string): string | undefined { const read = this.decimal(name); return read === undefined ? undefined : fractionOfPercent(read); }

  /** Money in whole minor units; undefined when left empty. */
  money(name: string, currency: string): Money | undefined {
    const typed = this.text(name);
    if (typed === '') return undefined;
    const amount = parseMinor(typed, this.locale, minorDigits(currency));
    if (amount === undefined) { this.unreadable.push({ path: name, code: 'money-unreadable' }); return undefined; }
    return { amount, currency };
  }
}
