import type { Rational } from '@capstan/kernel';

/** What a preferred class gets beside its preference: nothing, its part of the rest, or that part up to a cap. */
export type Participation = 'none' | 'full' | 'capped';

/** A preferred class. Amounts in the unit of the exit value (whole currency units), shares exact. */
export interface PreferredTerms {
  readonly id: string;
  readonly shares: Rational;
  readonly invested: Rational;
  /** Liquidation preference as a multiple of what was invested: 1 unless said otherwise. */
  readonly multiple?: Rational;
  readonly participation?: Participation;
  /** For `capped`: all that the class can get without converting, preference included, as a multiple of what was invested. */
  readonly participationCap?: Rational;
  /** 1 is paid first; classes of the same number share pro rata to their preferences (pari passu). 1 unless said otherwise. */
  readonly seniority?: number;
  /** Common shares that one share converts into: 1 unless said otherwise. */
  readonly conversionRatio?: Rational;
}

/** Vested options or warrants on common stock at one strike price per share. Unvested and unallocated ones get nothing: leave them out. */
export interface OptionTerms { readonly id: string; readonly shares: Rational; readonly strike: Rational }

/**
 * A SAFE or note that is still unconverted at the exit. `greater-of` (the usual): its money back, or the shares its cap
 * buys, whichever is worth more; `cash-out`: its money back; `convert`: the shares, whatever they are worth.
 */
export const unconvertedChoices = ['greater-of', 'cash-out', 'convert'] as const;
export interface UnconvertedTerms {
  readonly id: string;
  /** What was paid, for a note with its interest. */
  readonly amount: Rational;
  /** `post-money`: the cap counts everything that converts; `pre-money`: it counts only what was there before. */
  readonly kind: 'post-money' | 'pre-money';
  /** Without a cap it gets its money back. */
  readonly cap?: Rational;
  /** Times its money that a cash-out pays: 1 unless said otherwise. */
  readonly multiple?: Rational;
  readonly seniority?: number;
  readonly atExit?: (typeof unconvertedChoices)[number];
}

/**
 * How strike prices count. `added`: who exercises pays the strike, which joins the proceeds; this is the same as netting
 * (treasury method), since both leave each option worth price − strike. `ignored`: options count as shares.
 */
export const strikeConventions = ['added', 'ignored'] as const;
export type StrikeConvention = (typeof strikeConventions)[number];

/** Everything that decides who gets what when the company is sold. Ids are unique over all lists. */
export interface ExitTerms {
  /** Paid before any shareholder, in this order: debt, transaction costs, a carve-out. */
  readonly ahead?: readonly { readonly id: string; readonly amount: Rational }[];
  /** Common stock: founders, employees who exercised, preferred converted long ago. */
  readonly common: readonly { readonly id: string; readonly shares: Rational }[];
  readonly preferred?: readonly PreferredTerms[];
  readonly options?: readonly OptionTerms[];
  readonly unconverted?: readonly UnconvertedTerms[];
  readonly strikes?: StrikeConvention;
}
