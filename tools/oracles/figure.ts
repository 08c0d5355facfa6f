import { exact, type Rational } from '@capstan/kernel';
import type { Shaped } from './case.ts';

/** What an engine answers, as it stands beside what a source prints. Lists and tables are compared entry by entry. */
export type Figure = Rational | number | string | boolean | null | undefined | Reading | readonly Figure[] | Figures;
export interface Figures { readonly [name: string]: Figure }

/** A figure to be read in a way of its own. */
export type Reading =
  /** Several readings of one name (a list, or its sum): one of them must agree. */
  | { readonly reading: 'either'; readonly of: readonly Figure[] }
  /** The source rounds what it prints: agreement to the last digit shown is enough. */
  | { readonly reading: 'printed'; readonly of: Figure }
  /** The source goes on with rounded figures: its tolerance is a part of the value, however many digits it shows. */
  | { readonly reading: 'approximate'; readonly of: Figure };

export const either = (...of: Figure[]): Reading => ({ reading: 'either', of });
export const printed = (of: Figure): Reading => ({ reading: 'printed', of });
export const approximate = (of: Figure): Reading => ({ reading: 'approximate', of });

export const isRational = (x: unknown): x is Rational => typeof x === 'object' && x !== null && typeof (x as Partial<Rational>).num === 'bigint';
export const isReading = (x: Figure): x is Reading => typeof x === 'object' && x !== null && 'reading' in x;

/** The exact value of a number as a case writes it; a pair of whole numbers is a fraction. Throws on anything else. */
export function written(x: unknown): Rational {
  if (typeof x === 'number') return decimal(x);
  if (Array.isArray(x) && x.length === 2 && x.every(Number.isInteger)) return exact.rational(BigInt(x[0] as number), BigInt(x[1] as number));
  const parsed = typeof x === 'string' ? exact.parseDecimal(x) : undefined;
  if (!parsed) throw new Error(`${JSON.stringify(x)} is not a number`);
  return parsed;
}

/** A double as its shortest decimal text, which is what stands in the file. */
function decimal(n: number): Rational {
  const [digits, power = '0'] = n.toString().split('e') as [string, string?];
  const value = exact.parseDecimal(digits);
  if (!value) throw new Error(`${n} is not a number`);
  const shift = exact.rational(10n ** BigInt(Math.abs(Number(power))));
  return Number(power) < 0 ? exact.div(value, shift) : exact.mul(value, shift);
}

/** A number of the input that may be left out. */
export const numberIn = (input: Shaped, ...names: readonly string[]): Rational | undefined => {
  const name = names.find((n) => input[n] !== undefined && input[n] !== null);
  return name === undefined ? undefined : written(input[name]);
};

/** The same figure under every name it goes by. */
export const named = (figure: Figure, ...names: readonly string[]): Figures => Object.fromEntries(names.map((name) => [name, figure]));
