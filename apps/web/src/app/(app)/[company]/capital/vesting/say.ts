import { exact, type Fraction } from '@capstan/kernel';
import type { Formatters } from '@capstan/ui';

const PRICE_DIGITS = 4;
/** A price per share to read, in whole currency units: at least two places, four at most. */
export const price = (of: Fraction | null, f: Formatters): string => {
  if (of === null) return f.number(null);
  const places = exact.toDecimal(exact.fromFraction(of), PRICE_DIGITS).endsWith('00') ? 2 : PRICE_DIGITS;
  return f.number(exact.toNumber(exact.fromFraction(of)), places);
};
