import { type Day, exact, type Rational } from '@capstan/kernel';
import { type DayCount, yearsBetween } from './day-count.ts';

export const compoundings = ['simple', 'annual', 'monthly'] as const;
export type Compounding = (typeof compoundings)[number];

/** Interest of a convertible note: rate per year as a part (0.06 = 6 %), from the day of signing. */
export interface NoteInterest {
  readonly principal: Rational;
  readonly rate: Rational;
  /** Default `simple`. */
  readonly compounding?: Compounding;
}

const { ONE, add, mul, sub, rational } = exact;
const PERIODS: Record<Exclude<Compounding, 'simple'>, bigint> = { annual: 1n, monthly: 12n };

/**
 * Principal and interest after so many years, exact and in the unit of the principal. Simple: principal · (1 + rate · years).
 * Compound: whole periods compound; what is left of a period bears simple interest on that, so that the result stays exact.
 */
export function noteAfter({ principal, rate, compounding = 'simple' }: NoteInterest, years: Rational): Rational {
  if (compounding === 'simple') return mul(principal, add(ONE, mul(rate, years)));
  const perYear = PERIODS[compounding];
  const periods = mul(years, rational(perYear));
  const whole = exact.round(periods, 'floor');
  const perPeriod = exact.div(rate, rational(perYear));
  const compounded = power(add(ONE, perPeriod), whole);
  return mul(mul(principal, compounded), add(ONE, mul(perPeriod, sub(periods, rational(whole)))));
}

/** A power of a fraction in lowest terms is in lowest terms. */
const power = (base: Rational, times: bigint): Rational => ({ num: base.num ** times, den: base.den ** times });

/** What a note converts on a day: principal and the interest accrued from its signing, exact. Nothing accrues before it is signed. */
export const noteAccrual = (terms: NoteInterest & { readonly signedOn: Day; readonly dayCount?: DayCount }, on: Day): Rational =>
  noteAfter(terms, yearsBetween(terms.signedOn, on, terms.dayCount ?? 'act/365f'));
