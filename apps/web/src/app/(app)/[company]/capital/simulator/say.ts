import { exact, minorDigits, type Money, type Rational } from '@capstan/kernel';
import type { Formatters } from '@capstan/ui';

const PRICE_DIGITS = 4;

/** An exact amount in whole currency units as money to read; rounded to minor units, never calculated on. */
export const asMoney = (units: Rational, currency: string): Money => ({ amount: Number(exact.round(exact.mul(units, exact.rational(10 ** minorDigits(currency))), 'half-up')), currency });
export const price = (of: Rational, f: Formatters): string => f.number(exact.toNumber(of), PRICE_DIGITS);
export const whole = (shares: Rational, f: Formatters): string => f.number(Number(exact.round(shares, 'floor')));
/** A part as a percentage with two places, for a column whose header carries the sign. */
export const hundredths = (part: Rational | null, f: Formatters): string => f.number(part && exact.toNumber(part) * 100, 2);
