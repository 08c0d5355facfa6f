import { exact, type Rational } from '@capstan/kernel';
import type { Convertible } from './convertible.ts';
import { type Fixed, fixedPoint } from './fixed-point.ts';
import { type RoundingPolicy, roundings, roundPrice, roundShares } from './rounding.ts';

/**
 * What the pre-money value buys (Cooley GO, "Calculating share price with outstanding convertible notes").
 * `percentage-ownership`: the pre-money capitalisation holds the converted shares, so new money owns new/(pre + new).
 * `pre-money-method`: it does not; new money and convertibles dilute one another.
 * `dollars-invested`: post-money = pre-money + new money + dollars put into the convertibles.
 */
export const conventions = ['percentage-ownership', 'pre-money-method', 'dollars-invested'] as const;
export type Convention = (typeof conventions)[number];

/** The pool of the round: unallocated shares as a part of everything after it, or shares added. */
export type PoolTerm = { readonly target: Rational } | { readonly increase: Rational };

/** A priced round in one currency; amounts, caps and prices in the same unit, shares as exact fractions. */
export interface RoundTerms {
  /** Everything fully diluted before the round: issued shares, options, promised options, unallocated pool. Without SAFEs. */
  readonly existing: Rational;
  /** The part of `existing` that is pool nobody was granted. */
  readonly unallocated: Rational;
  readonly convertibles: readonly Convertible[];
  readonly preMoney: Rational;
  readonly investments: readonly { readonly id: string; readonly amount: Rational }[];
  readonly pool: PoolTerm;
  readonly convention?: Convention;
  readonly rounding?: RoundingPolicy;
}

export interface Conversion { readonly id: string; readonly price: Rational; readonly shares: Rational; readonly by: 'cap' | 'discount' | 'round' }

export interface PricedRound {
  readonly kind: 'priced';
  readonly price: Rational;
  readonly conversions: readonly Conversion[];
  readonly issued: readonly { readonly id: string; readonly shares: Rational }[];
  readonly poolIncrease: Rational;
  /** Company capitalisation of the post-money SAFE: everything before the round with the SAFEs converted. */
  readonly capitalisation: Rational;
  /** All shares, fully diluted, after the round. */
  readonly total: Rational;
  /** Price times everything after the round, before any rounding: pre-money and new money under `percentage-ownership`. */
  readonly postMoney: Rational;
  /** The option-pool shuffle: what the pre-money is worth to those already in, and the price had the pool not grown. */
  readonly shuffle: { readonly effectivePreMoney: Rational; readonly priceWithoutIncrease: Rational };
}

/** No price makes the round work: the pool leaves nothing to sell, or the SAFEs already own everything. */
export interface Unpriceable { readonly kind: 'pool-impossible' | 'convertibles-own-everything' | 'nothing-issued' }

/**
 * Prices a round: price, SAFE conversions and pool meet in one exact fixed point; only then are prices and shares rounded
 * by the named policy (default: exact prices, shares down). Each SAFE converts at the lower of its cap price and its
 * discounted round price. Sources: YC Post-Money SAFE User Guide v1.2, Appendix II; Cooley GO for the conventions.
 */
export function priceRound(terms: RoundTerms): PricedRound | Unpriceable {
  if (terms.existing.num <= 0n) return { kind: 'nothing-issued' };
  const solved = fixedPoint(terms);
  if ('kind' in solved) return solved;
  const policy = terms.rounding ?? roundings['floor-shares'];
  const price = roundPrice(solved.price, policy);
  const issued = terms.investments.map(({ id, amount }) => ({ id, shares: roundShares(exact.div(amount, price), policy) }));
  const conversions = terms.convertibles.map((one, i) => convert(one, solved, i, price, policy));
  const poolIncrease = roundShares(solved.poolIncrease, policy);
  const capitalisation = exact.add(terms.existing, exact.sum(conversions.map((c) => c.shares)));
  const total = exact.sum([capitalisation, poolIncrease, ...issued.map((i) => i.shares)]);
  return { kind: 'priced', price, conversions, issued, poolIncrease, capitalisation, total, postMoney: solved.postMoney, shuffle: shuffle(terms, solved) };
}

function convert(one: Convertible, solved: Fixed, index: number, price: Rational, policy: RoundingPolicy): Conversion {
  const by = solved.by[index]!;
  const own = by === 'cap' ? roundPrice(exact.div(one.cap!, solved.capBase[one.kind]), policy)
    : by === 'discount' ? roundPrice(exact.mul(price, exact.sub(exact.ONE, one.discount!)), policy) : price;
  return { id: one.id, price: own, by, shares: roundShares(exact.div(one.amount, own), policy) };
}

function shuffle(terms: RoundTerms, solved: Fixed): PricedRound['shuffle'] {
  const without = fixedPoint({ ...terms, pool: { increase: exact.ZERO } });
  return {
    effectivePreMoney: exact.sub(terms.preMoney, exact.mul(solved.price, solved.poolIncrease)),
    priceWithoutIncrease: 'kind' in without ? solved.price : without.price,
  };
}
