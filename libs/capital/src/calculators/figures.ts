import { Decimal, exact, Fraction, type Rational } from '@capstan/kernel';
import { z } from 'zod';
import { calculatorFailing } from './refusals.ts';

const MOST_DIGITS = 40;
type Written = string | [string, string] | number;
function isExact(given: Written): boolean {
  if (typeof given === 'number') return Number.isSafeInteger(given);
  return typeof given === 'string' ? Decimal.safeParse(given).success : Fraction.safeParse(given).success && given.every((part) => part.length <= MOST_DIGITS);
}

/** A number that stays exact: decimal text, a fraction, or a whole number. A float is refused: it is not what was meant. */
export const Exact = z.union([z.string(), z.tuple([z.string(), z.string()]), z.number()]).refine(isExact, { ...calculatorFailing('number-invalid'), abort: true })
  .meta({ id: 'ExactNumber', description: 'Decimal text ("0.2"), an exact fraction (["1", "3"]) or a whole number' });
export type Exact = z.output<typeof Exact>;

/** The exact value of what was given. */
export const valueOf = (given: Exact): Rational => (typeof given === 'number' ? exact.rational(given) : typeof given === 'string' ? exact.parseDecimal(given)! : exact.fromFraction(given));
/** The same for what may be left out. */
export const givenAs = <K extends string>(name: K, given: Exact | undefined): Partial<Record<K, Rational>> => (given === undefined ? {} : { [name]: valueOf(given) } as Record<K, Rational>);

export const NotNegative = Exact.refine((x) => valueOf(x).num >= 0n, calculatorFailing('number-negative'));
export const Positive = Exact.refine((x) => valueOf(x).num > 0n, calculatorFailing('number-not-positive'));

const PLACES = 10;
/** An answer: exact, and as decimal text with ten places (half-up). */
export const Answered = z.object({ fraction: Fraction, decimal: z.string() }).meta({ id: 'ExactAnswer' });
export type Answered = z.output<typeof Answered>;
export const answered = (x: Rational): Answered => ({ fraction: exact.toFraction(x), decimal: exact.toDecimal(x, PLACES) });
