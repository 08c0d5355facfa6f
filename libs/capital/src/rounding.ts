import { exact, type Rational, type Rounding } from '@capstan/kernel';

/** How exact results become what stands in the documents: decimal places of prices (null: kept exact) and whole shares. */
export interface RoundingPolicy {
  readonly price: { readonly places: number; readonly policy: Rounding } | null;
  readonly shares: Rounding | null;
}

/**
 * Named policies. `floor-shares`: exact prices, shares rounded down. `lawyers`: prices rounded up to 5 places.
 * `yc-guide`: prices to 4 places, as the YC Post-Money SAFE User Guide prints them. `exact`: nothing is rounded.
 */
export const roundings = {
  'floor-shares': { price: null, shares: 'floor' },
  lawyers: { price: { places: 5, policy: 'ceil' }, shares: 'floor' },
  'yc-guide': { price: { places: 4, policy: 'half-up' }, shares: 'floor' },
  exact: { price: null, shares: null },
} as const satisfies Record<string, RoundingPolicy>;
export type RoundingName = keyof typeof roundings;

export const roundPrice = (price: Rational, { price: how }: RoundingPolicy): Rational => (how ? exact.toPlaces(price, how.places, how.policy) : price);
export const roundShares = (shares: Rational, { shares: how }: RoundingPolicy): Rational => (how ? exact.rational(exact.round(shares, how)) : shares);
