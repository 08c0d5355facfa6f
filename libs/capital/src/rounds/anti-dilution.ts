import { exact, type Rational } from '@capstan/kernel';

/**
 * Price protection of a preferred class (NVCA model charter, 4.4.4). `broad`: weighted average over everything
 * outstanding as converted, options included. `narrow`: over common and preferred only. `ratchet`: down to the new price.
 */
export const protections = ['none', 'broad', 'narrow', 'ratchet'] as const;
export type Protection = (typeof protections)[number];

/** Shares outstanding just before an issue, preferred as converted. */
export interface Outstanding { readonly common: Rational; readonly preferred: Rational; readonly options: Rational; readonly reserve: Rational }

export interface Issue {
  readonly method: Protection;
  /** Whether the unallocated pool counts in a broad base; the model charter leaves it out. Default `without`. */
  readonly reserve?: 'with' | 'without';
  readonly outstanding: Outstanding;
  /** CP1: the conversion price before the issue. */
  readonly conversionPrice: Rational;
  readonly newShares: Rational;
  /** Everything paid for the new shares. */
  readonly consideration: Rational;
}

/** The conversion price after the issue, and how many times as many shares the class converts into. */
export interface Adjusted { readonly kind: 'adjusted' | 'unchanged'; readonly conversionPrice: Rational; readonly ratio: Rational }
/** A full ratchet to shares given away has no price to go down to; an issue needs shares and a class a price above zero. */
export interface NotAdjustable { readonly kind: 'ratchet-to-nothing' | 'issue-impossible' }

const { ONE, add, sub, mul, div, compare } = exact;

/** The A of the formula: what counts as outstanding before the issue. */
export const weighedBase = (method: Protection, { common, preferred, options, reserve }: Outstanding, counts: 'with' | 'without' = 'without'): Rational => {
  const stock = add(common, preferred);
  return method === 'narrow' ? stock : exact.sum([stock, options, counts === 'with' ? reserve : exact.ZERO]);
};

/**
 * The conversion price after shares were issued: CP2 = CP1 · (A + B) / (A + C), where B is the number of shares that the
 * money would have bought at CP1 and C the number it did buy; a ratchet goes to the price paid. Never above CP1.
 */
export function antiDilution(issue: Issue): Adjusted | NotAdjustable {
  const { method, conversionPrice: before, newShares, consideration } = issue;
  if (before.num <= 0n || newShares.num <= 0n || consideration.num < 0n) return { kind: 'issue-impossible' };
  const paid = div(consideration, newShares);
  if (method === 'none' || compare(paid, before) >= 0) return { kind: 'unchanged', conversionPrice: before, ratio: ONE };
  if (method === 'ratchet') return paid.num === 0n ? { kind: 'ratchet-to-nothing' } : { kind: 'adjusted', conversionPrice: paid, ratio: div(before, paid) };
  const base = weighedBase(method, issue.outstanding, issue.reserve);
  const after = mul(before, div(add(base, div(consideration, before)), add(base, newShares)));
  return { kind: 'adjusted', conversionPrice: after, ratio: div(before, after) };
}

/** A class that a round priced below its conversion price gives more shares. */
export interface Protected {
  readonly id: string;
  readonly method: Exclude<Protection, 'none'>;
  /** Shares the class converts into before the round. */
  readonly shares: Rational;
  readonly conversionPrice: Rational;
  /** The A of the weighted averages (`weighedBase`); a ratchet has none. */
  readonly base: Rational;
}

/** As a class of a round: how many times as many shares, as a line over shares per unit of money: `fixed + perUnit · q`. */
export function ratioLine({ method, conversionPrice, base }: Protected, newMoney: Rational): { fixed: Rational; perUnit: Rational } {
  if (method === 'ratchet') return { fixed: exact.ZERO, perUnit: conversionPrice };
  const bought = add(base, div(newMoney, conversionPrice));
  return { fixed: div(base, bought), perUnit: div(newMoney, bought) };
}

/** The same at one price: 1 at or above the conversion price. */
export function ratioAt(one: Protected, newMoney: Rational, price: Rational): Rational {
  if (compare(price, one.conversionPrice) >= 0) return ONE;
  const { fixed, perUnit } = ratioLine(one, newMoney);
  return add(fixed, div(perUnit, price));
}

/** The shares that a ratio adds to a class. */
export const extraShares = ({ shares }: Protected, ratio: Rational): Rational => mul(shares, sub(ratio, ONE));
