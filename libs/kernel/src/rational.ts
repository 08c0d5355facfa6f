import { gcd } from './gcd.ts';

/** An exact fraction in lowest terms; the denominator is above zero. */
export interface Rational { readonly num: bigint; readonly den: bigint }

/** num/den in lowest terms. Throws RangeError on a zero denominator: callers refuse before they divide. */
export function rational(num: bigint | number, den: bigint | number = 1n): Rational {
  let [n, d] = [BigInt(num), BigInt(den)];
  if (d === 0n) throw new RangeError('a fraction needs a denominator other than zero');
  if (d < 0n) [n, d] = [-n, -d];
  const g = gcd(n, d) || 1n;
  return { num: n / g, den: d / g };
}

export const ZERO = rational(0n);
export const ONE = rational(1n);

export const add = (a: Rational, b: Rational): Rational => (a.den === b.den ? rational(a.num + b.num, a.den) : rational(a.num * b.den + b.num * a.den, a.den * b.den));
export const neg = (a: Rational): Rational => ({ num: -a.num, den: a.den });
export const sub = (a: Rational, b: Rational): Rational => add(a, neg(b));
export const mul = (a: Rational, b: Rational): Rational => rational(a.num * b.num, a.den * b.den);
export const div = (a: Rational, b: Rational): Rational => rational(a.num * b.den, a.den * b.num);
export const compare = (a: Rational, b: Rational): -1 | 0 | 1 => {
  const d = a.num * b.den - b.num * a.den;
  return d < 0n ? -1 : d > 0n ? 1 : 0;
};
export const equal = (a: Rational, b: Rational): boolean => a.num === b.num && a.den === b.den;
export const min = (a: Rational, b: Rational): Rational => (compare(a, b) <= 0 ? a : b);
export const max = (a: Rational, b: Rational): Rational => (compare(a, b) >= 0 ? a : b);
export const sum = (all: Iterable<Rational>): Rational => {
  let total = ZERO;
  for (const one of all) total = add(total, one);
  return total;
};

export type Rounding = 'floor' | 'ceil' | 'half-up' | 'half-even';

/** The whole number that a policy makes of a fraction; `half-up` rounds halves away from zero. */
export function round(a: Rational, policy: Rounding): bigint {
  const floor = a.num >= 0n ? a.num / a.den : -((-a.num + a.den - 1n) / a.den);
  if (a.den === 1n || policy === 'floor') return floor;
  if (policy === 'ceil') return floor + 1n;
  const twice = 2n * (a.num - floor * a.den);
  if (twice !== a.den) return twice > a.den ? floor + 1n : floor;
  return policy === 'half-even' ? (floor % 2n === 0n ? floor : floor + 1n) : a.num >= 0n ? floor + 1n : floor;
}

/** A fraction rounded to so many decimal places, still exact. */
export const toPlaces = (a: Rational, places: number, policy: Rounding): Rational => {
  const unit = 10n ** BigInt(places);
  return rational(round(mul(a, rational(unit)), policy), unit);
};

const DECIMAL = /^-?\d{1,30}(\.\d{1,30})?$/;

/** The exact value of a decimal string such as "0.0000008"; undefined when it is not one. */
export function parseDecimal(text: string): Rational | undefined {
  if (!DECIMAL.test(text)) return undefined;
  const [whole, frac = ''] = text.split('.') as [string, string?];
  return rational(BigInt(whole + frac), 10n ** BigInt(frac.length));
}

/** Decimal text with so many places (half-up). */
export function toDecimal(a: Rational, places: number): string {
  const n = round(mul(a, rational(10n ** BigInt(places))), 'half-up');
  const digits = (n < 0n ? -n : n).toString().padStart(places + 1, '0');
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return n < 0n ? `-${text}` : text;
}

/** The nearest double, for drawing and for statistics only: never for what is recorded. */
export const toNumber = (a: Rational): number => {
  const excess = Math.max(a.num.toString(2).length, a.den.toString(2).length) - 1000;
  return excess > 0 ? Number(a.num >> BigInt(excess)) / Number(a.den >> BigInt(excess)) : Number(a.num) / Number(a.den);
};

/** A fraction as it stands in JSON; its schema is `Fraction`. */
type Written = [string, string];
export const toFraction = (a: Rational): Written => [a.num.toString(), a.den.toString()];
export const fromFraction = ([num, den]: readonly [string, string]): Rational => rational(BigInt(num), BigInt(den));
