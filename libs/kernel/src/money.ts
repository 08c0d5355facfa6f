import { z } from 'zod';
import { currencies } from './currency.ts';
import { type Rational, type Rounding, round } from './rational.ts';
import { failing } from './refusal.ts';

/** Amounts stay within ±2^51 minor units: four of them still add up exactly in a double. */
export const MOST_MINOR_UNITS = 2 ** 51;

const known = new Set(currencies);

export const Currency = z.string().refine((c) => known.has(c), failing('currency-unknown')).meta({ id: 'Currency', description: 'ISO 4217 code' });
export type Currency = string;

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
