import type { Rational } from '@capstan/kernel';
import type { Convertible } from '../convertible.ts';
import type { RoundingPolicy } from '../rounding.ts';
import type { Protected } from './anti-dilution.ts';

/**
 * What the pre-money value buys (Cooley GO, "Calculating share price with outstanding convertible notes").
 * `percentage-ownership`: the pre-money capitalisation holds the converted shares, so new money owns new/(pre + new).
 * `pre-money-method`: it does not; new money and convertibles dilute one another.
 * `dollars-invested`: post-money = pre-money + new money + dollars put into the convertibles, notes with their interest.
 */
export const conventions = ['percentage-ownership', 'pre-money-method', 'dollars-invested'] as const;
export type Convention = (typeof conventions)[number];

/** The pool of the round: unallocated shares as a part of everything after it, or shares added. */
export type PoolTerm = { readonly target: Rational } | { readonly increase: Rational };

/** A priced round in one currency; amounts, caps and prices in the same unit, shares as exact fractions. */
export interface RoundTerms {
  /** Everything fully diluted before the round: issued shares, options, promised options, unallocated pool. Without SAFEs and notes. */
  readonly existing: Rational;
  /** The part of `existing` that is pool nobody was granted. */
  readonly unallocated: Rational;
  /** Issued common shares, for notes whose cap counts those alone; all but the unallocated pool if left out. */
  readonly common?: Rational;
  readonly convertibles: readonly Convertible[];
  readonly preMoney: Rational;
  readonly investments: readonly { readonly id: string; readonly amount: Rational }[];
  readonly pool: PoolTerm;
  readonly convention?: Convention;
  readonly rounding?: RoundingPolicy;
  /** Existing holders who take their part of the new money. */
  readonly proRata?: ProRata;
  /**
   * Classes that get more shares when the round is priced below their conversion price. `inside` (default): the new money
   * is priced on the shares after the adjustment; `after`: the adjustment dilutes the new money too.
   */
  readonly protection?: { readonly classes: readonly Protected[]; readonly priced?: 'inside' | 'after' };
}

/**
 * Where the money of pro rata rights comes from. `within`: it is part of the raise, and new investors have that much less
 * room. `on-top`: the raise is all for new investors, and the rights add so much that each buys its part of everything new.
 */
export const proRataConventions = ['within', 'on-top'] as const;
export type ProRataConvention = (typeof proRataConventions)[number];

/** A holder who may buy its part of the new shares (NVCA investors' rights agreement, 4.1). */
export interface ProRataRight {
  readonly id: string;
  /** Shares fully diluted before the round; options and preferred as converted. */
  readonly shares: Rational;
  /** SAFEs and notes of this holder: what they convert into counts too. */
  readonly convertibles?: readonly string[];
  /** The most this holder will pay; the whole right if left out. */
  readonly atMost?: Rational;
}
export interface ProRata { readonly convention: ProRataConvention; readonly rights: readonly ProRataRight[] }

/** What a right comes to: its part of everything just before the new money, conversions included, and what it pays. */
export interface Entitlement { readonly id: string; readonly part: Rational; readonly amount: Rational }

export interface Conversion { readonly id: string; readonly price: Rational; readonly shares: Rational; readonly by: 'cap' | 'discount' | 'round' }
/** A class adjusted by the round: its new conversion price, how many times as many shares it converts into, and how many more. */
export interface Adjustment { readonly id: string; readonly conversionPrice: Rational; readonly ratio: Rational; readonly shares: Rational }

export interface PricedRound {
  readonly kind: 'priced';
  readonly price: Rational;
  readonly conversions: readonly Conversion[];
  /** Shares per investment; pro rata rights follow under the ids of their holders. */
  readonly issued: readonly { readonly id: string; readonly amount: Rational; readonly shares: Rational }[];
  /** What each pro rata right came to; empty without such rights. */
  readonly proRata: readonly Entitlement[];
  readonly adjustments: readonly Adjustment[];
  readonly poolIncrease: Rational;
  /** Company capitalisation of the post-money SAFE: everything before the round, adjusted, with SAFEs and notes converted. */
  readonly capitalisation: Rational;
  /** All shares, fully diluted, after the round. */
  readonly total: Rational;
  /** Price times everything after the round, before any rounding: pre-money and new money under `percentage-ownership`. */
  readonly postMoney: Rational;
  /** The option-pool shuffle: what the pre-money is worth to those already in, and the price had the pool not grown. */
  readonly shuffle: { readonly effectivePreMoney: Rational; readonly priceWithoutIncrease: Rational };
}

/** No price makes the round work, or the terms are not terms of a round. */
export const unpriceables = [
  'nothing-issued', 'pool-impossible', 'convertibles-own-everything', 'protection-owns-everything', 'pro-rata-impossible',
  'cap-not-positive', 'discount-out-of-range', 'pre-money-not-positive', 'round-money-negative', 'shares-inconsistent',
] as const;
export interface Unpriceable { readonly kind: (typeof unpriceables)[number] }
