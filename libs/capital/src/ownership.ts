import { exact, type Fraction, type Rational } from '@capstan/kernel';

/** What a post-money SAFE owns before the round that converts it: its amount over its cap (YC Post-Money SAFE User Guide). */
export const ownershipOfCap = (amount: Rational, cap: Rational): Rational => exact.div(amount, cap);

/** Shares as an exact part of all shares; null where there are none to be a part of. */
export const partOf = (shares: number, all: number): Fraction | null => (all > 0 ? exact.toFraction(exact.rational(shares, all)) : null);

export interface Held { readonly holder: string; readonly name: string; readonly class: string; readonly shares: number }

export interface OwnershipRow {
  readonly holder: string;
  readonly name: string;
  readonly shares: number;
  readonly classes: readonly { readonly class: string; readonly shares: number }[];
  readonly ofIssued: Fraction | null;
  readonly ofFullyDiluted: Fraction | null;
}
export interface ClassRow { readonly class: string; readonly shares: number; readonly ofIssued: Fraction | null; readonly ofFullyDiluted: Fraction | null }

export interface Ownership {
  readonly issued: number;
  readonly pool: number;
  readonly fullyDiluted: number;
  readonly holders: readonly OwnershipRow[];
  readonly classes: readonly ClassRow[];
  readonly poolOfFullyDiluted: Fraction | null;
}

/**
 * Who owns what, as exact parts: of the issued shares, and of the fully diluted ones (issued and unallocated pool;
 * SAFEs count only once converted). Biggest holders first. Rows and pool sum to exactly 1.
 */
export function ownership(held: readonly Held[], pool: number): Ownership {
  const issued = held.reduce((sum, h) => sum + h.shares, 0);
  const fullyDiluted = issued + pool;
  const parts = (shares: number) => ({ shares, ofIssued: partOf(shares, issued), ofFullyDiluted: partOf(shares, fullyDiluted) });
  const byClass = grouped(held, (h) => h.class);
  const byHolder = grouped(held, (h) => h.holder);
  return {
    issued, pool, fullyDiluted, poolOfFullyDiluted: partOf(pool, fullyDiluted),
    holders: [...byHolder.values()].map((own) => ({ holder: own[0]!.holder, name: own[0]!.name, classes: perClass(own), ...parts(sharesOf(own)) })).sort((a, b) => b.shares - a.shares || (a.name < b.name ? -1 : 1)),
    classes: [...byClass].map(([name, own]) => ({ class: name, ...parts(sharesOf(own)) })),
  };
}

const sharesOf = (held: readonly Held[]): number => held.reduce((sum, h) => sum + h.shares, 0);
const perClass = (held: readonly Held[]) => [...grouped(held, (h) => h.class)].map(([name, own]) => ({ class: name, shares: sharesOf(own) }));

function grouped<T>(all: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(key(one));
    if (group) group.push(one); else groups.set(key(one), [one]);
  }
  return groups;
}
