import { exact, type Rational } from '@capstan/kernel';

/** How whole shares are made of exact parts, by the names Open Cap Format 1.2 gives them (`AllocationType`). */
export const allocationTypes = ['CUMULATIVE_ROUNDING', 'CUMULATIVE_ROUND_DOWN', 'FRONT_LOADED', 'BACK_LOADED', 'FRONT_LOADED_TO_SINGLE_TRANCHE', 'BACK_LOADED_TO_SINGLE_TRANCHE', 'FRACTIONAL'] as const;
export type AllocationType = (typeof allocationTypes)[number];

/**
 * The shares of each tranche, from its exact part of the grant; they sum to exactly the grant when the
 * parts sum to 1, and are whole unless `FRACTIONAL`.
 *
 * `CUMULATIVE_ROUNDING` and `CUMULATIVE_ROUND_DOWN` round the running total (halves up, or down) and take differences. The other
 * four round every tranche down and give the shares left over to the first tranches, the last ones, the first alone or the last
 * alone. `FRACTIONAL` rounds nothing.
 */
export function allocate(shares: number, parts: readonly Rational[], type: AllocationType): Rational[] {
  const exactly = parts.map((part) => exact.mul(part, exact.rational(shares)));
  switch (type) {
    case 'FRACTIONAL': return exactly;
    case 'CUMULATIVE_ROUNDING': return cumulative(exactly, 'half-up');
    case 'CUMULATIVE_ROUND_DOWN': return cumulative(exactly, 'floor');
    case 'FRONT_LOADED': return loaded(exactly, (i, left) => (i < left ? 1 : 0));
    case 'BACK_LOADED': return loaded(exactly, (i, left) => (i >= parts.length - left ? 1 : 0));
    case 'FRONT_LOADED_TO_SINGLE_TRANCHE': return loaded(exactly, (i, left) => (i === 0 ? left : 0));
    case 'BACK_LOADED_TO_SINGLE_TRANCHE': return loaded(exactly, (i, left) => (i === parts.length - 1 ? left : 0));
  }
}

/** A grant in so many equal tranches: 18 shares in 4, front loaded, are 5, 5, 4, 4. */
export const allocateEvenly = (shares: number, tranches: number, type: AllocationType): Rational[] =>
  allocate(shares, Array.from({ length: tranches }, () => exact.rational(1, tranches)), type);

function cumulative(exactly: readonly Rational[], rounding: 'half-up' | 'floor'): Rational[] {
  let [total, given] = [exact.ZERO, 0n];
  return exactly.map((one) => {
    total = exact.add(total, one);
    const upTo = exact.round(total, rounding);
    const shares = upTo - given;
    given = upTo;
    return exact.rational(shares);
  });
}

/** Every tranche rounded down; `extra` says how many of the shares left over the tranche at an index gets. */
function loaded(exactly: readonly Rational[], extra: (index: number, left: number) => number): Rational[] {
  const floors = exactly.map((one) => exact.round(one, 'floor'));
  const left = Number(exact.round(exact.sum(exactly), 'floor') - floors.reduce((a, b) => a + b, 0n));
  return floors.map((floor, i) => exact.rational(floor + BigInt(extra(i, left))));
}
