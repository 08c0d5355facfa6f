import { exact, type Fraction } from '@capstan/kernel';
import type { Formatters } from '@capstan/ui';

const PRICE_DIGITS = 4;
const fraction = (f: Fraction | null): number | null => (f === null ? null : exact.toNumber(exact.fromFraction(f)));

/** An exact part as a percentage to read, `—` when there is no whole. */
export const percent = (part: Fraction | null, f: Formatters): string => f.percent(fraction(part), 2);
/** The same for a column whose header carries the sign: always two places, so that the points stand below one another. */
export const hundredths = (part: Fraction | null, f: Formatters): string => f.number(part && fraction(part)! * 100, 2);
/** A price per share to read: four places, in whole currency units. */
export const price = (of: Fraction | null, f: Formatters): string => f.number(fraction(of), PRICE_DIGITS);
/** A part as a number for drawing only. */
export const share = (part: Fraction | null): number => fraction(part) ?? 0;
