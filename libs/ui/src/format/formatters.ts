import { type Money, minorDigits } from '@capstan/kernel';
import { dash, tidy } from './tidy.ts';

export type Unknown = null | undefined;

/** Says numbers, money and dates in one language. Everything unknown prints `—`; nothing ever prints NaN or a negative zero. */
export interface Formatters {
  readonly locale: string;
  /** `€1.25M`: for tiles and axes, three significant digits. */
  tile(money: Money | Unknown): string;
  /** `€1,250,000`: for tables, whole currency units. */
  amount(money: Money | Unknown): string;
  /** `€1,250,000.00`: every minor unit. */
  exact(money: Money | Unknown): string;
  number(n: number | Unknown, digits?: number): string;
  /** `12.4K`: for counts that may be large. */
  compact(n: number | Unknown): string;
  /** A fraction as a percentage: 0.125 → `12.5%`. */
  percent(fraction: number | Unknown, digits?: number): string;
  /** `23 Nov 2026` from `2026-11-23`, the same day in every time zone. */
  day(day: string | Unknown): string;
  /** `Nov 2026` from `2026-11`. */
  month(month: string | Unknown): string;
  /** `23 Nov 2026, 13:38 UTC`. */
  instant(instant: string | Unknown): string;
  /** `1 h 12 min`, `48 s` from seconds. */
  duration(seconds: number | Unknown): string;
  /** `12.4 months` from months. */
  months(n: number | Unknown): string;
  currencyName(code: string): string;
  countryName(code: string): string;
}

const units = (money: Money): number => money.amount / 10 ** minorDigits(money.currency);

/** Formatters of a locale; the same for a server and a browser. Build one per request and hand it on. */
export function formatters(locale: string): Formatters {
  const made = new Map<string, Intl.NumberFormat>();
  const number = (n: number | Unknown, options: Intl.NumberFormatOptions): string => {
    const key = JSON.stringify(options);
    let format = made.get(key);
    if (!format) made.set(key, (format = new Intl.NumberFormat(locale, { ...options, signDisplay: 'negative' })));
    return tidy(n, format);
  };
  const cash = (money: Money | Unknown, options: Intl.NumberFormatOptions): string =>
    money?.currency ? number(units(money), { style: 'currency', currency: money.currency, currencyDisplay: 'narrowSymbol', ...options }) : dash;
  const date = (text: string | Unknown, options: Intl.DateTimeFormatOptions): string => {
    const at = text ? Date.parse(text) : Number.NaN;
    return Number.isNaN(at) ? dash : new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }).format(at);
  };
  const unit = (n: number | Unknown, name: string, digits: number) => number(n, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: digits });
  return {
    locale,
    tile: (money) => cash(money, { notation: 'compact', maximumSignificantDigits: 3 }),
    amount: (money) => cash(money, { minimumFractionDigits: 0, maximumFractionDigits: 0 }),
    exact: (money) => money?.currency ? cash(money, { minimumFractionDigits: minorDigits(money.currency), maximumFractionDigits: minorDigits(money.currency) }) : dash,
    number: (n, digits = 0) => number(n, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
    compact: (n) => number(n, { notation: 'compact', maximumSignificantDigits: 3 }),
    percent: (fraction, digits = 1) => number(fraction, { style: 'percent', maximumFractionDigits: digits }),
    day: (day) => date(day, { dateStyle: 'medium' }),
    month: (month) => date(month && `${month}-01`, { year: 'numeric', month: 'short' }),
    instant: (instant) => date(instant, { dateStyle: 'medium', timeStyle: 'short' }) + (instant ? ' UTC' : ''),
    duration: (seconds) => {
      if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return dash;
      const whole = Math.round(seconds);
      if (whole < 60) return unit(seconds, 'second', seconds < 10 ? 1 : 0);
      if (whole < 3600) return [unit(Math.floor(whole / 60), 'minute', 0), whole % 60 ? unit(whole % 60, 'second', 0) : ''].join(' ').trim();
      return [unit(Math.floor(whole / 3600), 'hour', 0), unit(Math.floor((whole % 3600) / 60), 'minute', 0)].join(' ');
    },
    months: (n) => number(n, { style: 'unit', unit: 'month', unitDisplay: 'long', maximumFractionDigits: 1 }),
    currencyName: (code) => new Intl.DisplayNames([locale], { type: 'currency' }).of(code) ?? code,
    countryName: (code) => new Intl.DisplayNames([locale], { type: 'region' }).of(code) ?? code,
  };
}

/** The exact decimal text of money, for the clipboard: `1250000.00`. */
export function plain(money: Money): string {
  const digits = minorDigits(money.currency);
  const all = String(Math.abs(money.amount)).padStart(digits + 1, '0');
  const text = digits === 0 ? all : `${all.slice(0, -digits)}.${all.slice(-digits)}`;
  return money.amount < 0 ? `-${text}` : text;
}
