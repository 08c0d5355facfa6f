import { exact, type Rational, type Rounding } from '@capstan/kernel';

/** How exact results become what stands in the documents: decimal places of prices (null: kept exact) and whole shares. */
export interface RoundingPolicy {
  readonly price: { readonly places: number; readonly policy: Rounding } | null;
  readonly shares: Rounding | null;
  /**
   * When: `last` solves exactly and rounds what comes out; `throughout` rounds in every pass of the fixed point, as a
   * spreadsheet does, so that the printed figures agree with one another; only whole shares settle, so without a policy for
   * shares it is `last`. Default `last`.
   */
  readonly when?: 'last' | 'throughout';
}

/**
 * Named policies. `floor-shares`: exact prices, shares rounded down. `lawyers`: prices rounded up to 5 places.
 * `spreadsheet`: the same, rounded in every pass. `yc-guide`: prices to 4 places, as the YC Post-Money SAFE User Guide
 * prints them. `exact`: nothing is rounded.
 */
export const roundings = {
  'floor-shares': { price: null, shares: 'floor' },
  lawyers: { price: { places: 5, policy: 'ceil' }, shares: 'floor' },
  spreadsheet: { price: { places: 5, policy: 'ceil' }, shares: 'floor', when: 'throughout' },
  'yc-guide': { price: { places: 4, policy: 'half-up' }, shares: 'floor' },
  exact: { price: null, shares: null },
} as const satisfies Record<string, RoundingPolicy>;
export type RoundingName = keyof typeof roundings;

export const roundPrice = (price: Rational, { price: how }: RoundingPolicy): Rational => (how ? exact.toPlaces(price, how.places, how.policy) : price);
export const roundShares = (shares: Rational, { shares: how }: RoundingPolicy): Rational => (how ? exact.rational(exact.round(shares, how)) : shares);
