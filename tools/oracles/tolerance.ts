import { exact, type Rational } from '@capstan/kernel';
import { written } from './figure.ts';

/** How far a figure may lie from what a source prints. */
export interface Tolerance {
  /**
   * `exact`: not at all. `printed`: half a unit of the last digit shown. `part`: that part of the larger of the two
   * values, as in Python's `math.isclose` (PEP 485). `points`: percentage points. `units`: so many units, or, where the
   * source shows fewer digits than that, that part of the value but no more than half a unit of its last digit.
   */
  readonly kind: 'exact' | 'printed' | 'part' | 'points' | 'units';
  readonly value: Rational;
}

/** Half a unit of the last digit shown. */
export const toTheLastDigit: Tolerance = { kind: 'printed', value: exact.ZERO };

const NUMBER = /\d+(?:\.\d+)?(?:e-?\d+)?/;

/** The tolerance that the words of a case name: `exact`, `printed rounding` (or nothing), `10%`, `0.1pp`, `1e-6`, `1`. */
export function toleranceOf(words: string): Tolerance {
  if (/^exact$/i.test(words.trim())) return { kind: 'exact', value: exact.ZERO };
  const found = NUMBER.exec(words)?.[0];
  if (found === undefined) return toTheLastDigit;
  const value = written(Number(found));
  const unit = words.slice(words.indexOf(found) + found.length).trimStart();
  if (unit.startsWith('%')) return { kind: 'part', value: exact.div(value, exact.rational(100)) };
  return { kind: /^pp\b/i.test(unit) ? 'points' : 'units', value };
}

export const abs = (value: Rational): Rational => (value.num < 0n ? exact.neg(value) : value);

/** The same after the source calculated on with rounded figures: a part of the value, however many digits it shows. */
export const approximately = ({ kind, value }: Tolerance): Tolerance => ({ kind: kind === 'units' ? 'part' : kind, value });

/** The most that the two may differ. */
export function allowed({ kind, value }: Tolerance, got: Rational, want: Rational): Rational {
  const part = exact.mul(value, exact.max(abs(got), abs(want)));
  switch (kind) {
    case 'exact': return exact.ZERO;
    case 'printed': return halfDigit(want);
    case 'part': return part;
    // A part of one is asked for in hundredths of the figure in per cent.
    case 'points': return exact.compare(abs(want), exact.ONE) <= 0 ? exact.div(value, exact.rational(100)) : value;
    case 'units': return exact.max(value, exact.min(part, halfDigit(want)));
  }
}

const BILLION = 10n ** 9n;
const TEN = exact.rational(10);

/**
 * Half a unit of the last digit of a number as it is written. The zeros at the end of a whole number are digits below a
 * billion; above it nobody prints the units.
 */
export function halfDigit(value: Rational): Rational {
  let unit = exact.ONE;
  if (value.den > 1n) while (!isWhole(exact.div(value, unit))) unit = exact.div(unit, TEN);
  else if (abs(value).num >= BILLION) while (isWhole(exact.div(value, exact.mul(unit, TEN)))) unit = exact.mul(unit, TEN);
  return exact.div(unit, exact.rational(2));
}

const isWhole = (value: Rational) => value.den === 1n;
