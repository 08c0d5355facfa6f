import { z } from 'zod';
import { type Rational, type Rounding, round } from './rational.ts';
import { failing } from './refusal.ts';

/** Amounts stay within ±2^51 minor units: four of them still add up exactly in a double. */
export const MOST_MINOR_UNITS = 2 ** 51;

/** Digits after the point of the currencies whose minor unit is not a hundredth (ISO 4217). */
const ODD_DIGITS: Readonly<Record<string, number>> = { BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0, BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3 };
const CODES = 'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG';
export const currencies: readonly string[] = CODES.split(' ');
const known = new Set(currencies);

export const Currency = z.string().refine((c) => known.has(c), failing('currency-unknown')).meta({ id: 'Currency', description: 'ISO 4217 code' });
export type Currency = string;

/** Digits of the minor unit: 2 for EUR, 0 for JPY, 3 for KWD. */
export const minorDigits = (currency: string): number => ODD_DIGITS[currency] ?? 2;

const amount = z.number()
  .refine(Number.isInteger, { ...failing('amount-not-whole'), abort: true })
  .refine((n) => Math.abs(n) <= MOST_MINOR_UNITS, failing('amount-too-large'));

/** Whole minor units of one currency; may be negative (a credit, an outflow). */
export const Money = z.object({ amount, currency: Currency }).meta({ id: 'Money', description: 'Whole minor units (cents) of one currency' });
export type Money = z.infer<typeof Money>;

/** Money that cannot be below zero: a salary, a price, a commitment. */
export const PositiveMoney = z.object({ amount: amount.refine((n) => n >= 0, failing('amount-negative')), currency: Currency }).meta({ id: 'PositiveMoney' });

export const money = (minorUnits: number, currency: string): Money => ({ amount: minorUnits, currency });

/** The sum of amounts of one currency. Throws on mixed currencies: convert first, never count another currency as zero. */
export function total(all: readonly Money[], currency: string): Money {
  let amount = 0;
  for (const one of all) {
    if (one.currency !== currency) throw new TypeError(`cannot add ${one.currency} to ${currency} without a rate`);
    amount += one.amount;
  }
  return { amount, currency };
}

/** Exact minor units as money, rounded by a named policy. */
export const moneyFrom = (minorUnits: Rational, currency: string, policy: Rounding = 'half-up'): Money => ({ amount: Number(round(minorUnits, policy)), currency });

/**
 * Splits whole units by weights so that the parts add up exactly to the total: largest remainders get the odd units,
 * earlier ones first among equals. Weights are at least zero and not all zero.
 */
export function split(units: number, weights: readonly number[]): number[] {
  const whole = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((w) => (units * w) / whole);
  const parts = exact.map(Math.floor);
  const order = exact.map((x, i) => [x - Math.floor(x), i] as const).sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  let left = units - parts.reduce((a, b) => a + b, 0);
  for (const [, i] of order) { if (left <= 0) break; parts[i]! += 1; left -= 1; }
  return parts;
}
