import { exact, type Fraction, type Rational } from '@capstan/kernel';

/** What a post-money SAFE owns before the round that converts it: its amount over its cap (YC Post-Money SAFE User Guide). */
export const ownershipOfCap = (amount: Rational, cap: Rational): Rational => exact.div(amount, cap);

/** Shares as an exact part of all shares; null where there are none to be a part of. */
export const partOf = (shares: number, all: number): Fraction | null => (all > 0 ? exact.toFraction(exact.rational(shares, all)) : null);

/** Shares in a hand; `converted` is what they count as fully diluted, where that is another number. */
export interface Held { readonly holder: string; readonly name: string; readonly class: string; readonly shares: number; readonly converted?: number }
/** Shares that somebody has been promised: options and units not yet exercised or released, warrants. */
export interface Promised extends Held { readonly kind: 'grant' | 'warrant' }

interface Counted {
  readonly shares: number;
  readonly grants: number;
  readonly warrants: number;
  /** Shares as converted, grants and warrants. */
  readonly diluted: number;
  readonly ofIssued: Fraction | null;
  readonly ofFullyDiluted: Fraction | null;
}
export interface OwnershipRow extends Counted { readonly holder: string; readonly name: string; readonly classes: readonly { readonly class: string; readonly shares: number }[] }
export interface ClassRow extends Counted { readonly class: string }

export interface Ownership {
  readonly issued: number;
  readonly grants: number;
  readonly warrants: number;
  readonly pool: number;
  readonly fullyDiluted: number;
  readonly holders: readonly OwnershipRow[];
  readonly classes: readonly ClassRow[];
  readonly poolOfFullyDiluted: Fraction | null;
}

/**
 * Who owns what, as exact parts: of the issued shares, and of the fully diluted ones (issued as converted, outstanding
 * grants and warrants, unallocated pool; SAFEs and notes count only once converted). Biggest holders first. The holders'
 * parts of the issued shares sum to exactly 1, as do those of the fully diluted ones with the pool's. Linear in what is held.
 */
export function ownership(held: readonly Held[], pool: number, promised: readonly Promised[] = []): Ownership {
  const all = counted(held, promised);
  const fullyDiluted = all.diluted + pool;
  const row = (own: Own) => {
    const { shares, grants, warrants, diluted } = counted(own.held, own.promised);
    return { shares, grants, warrants, diluted, ofIssued: partOf(shares, all.shares), ofFullyDiluted: partOf(diluted, fullyDiluted) };
  };
  const byHolder = grouped(held, promised, (h) => h.holder);
  const byClass = grouped(held, promised, (h) => h.class);
  return {
    issued: all.shares, grants: all.grants, warrants: all.warrants, pool, fullyDiluted, poolOfFullyDiluted: partOf(pool, fullyDiluted),
    holders: [...byHolder].map(([holder, own]) => ({ holder, name: (own.held[0] ?? own.promised[0])!.name, classes: perClass(own.held), ...row(own) })).sort((a, b) => b.diluted - a.diluted || (a.name < b.name ? -1 : 1)),
    classes: [...byClass].map(([name, own]) => ({ class: name, ...row(own) })),
  };
}

interface Own { readonly held: Held[]; readonly promised: Promised[] }

function counted(held: readonly Held[], promised: readonly Promised[]) {
  const promise = (kind: Promised['kind']) => promised.reduce((sum, p) => sum + (p.kind === kind ? p.shares : 0), 0);
  const diluted = [...held, ...promised].reduce((sum, h) => sum + (h.converted ?? h.shares), 0);
  return { shares: held.reduce((sum, h) => sum + h.shares, 0), grants: promise('grant'), warrants: promise('warrant'), diluted };
}

function perClass(held: readonly Held[]) {
  const classes = new Map<string, number>();
  for (const h of held) classes.set(h.class, (classes.get(h.class) ?? 0) + h.shares);
  return [...classes].map(([name, shares]) => ({ class: name, shares }));
}

function grouped(held: readonly Held[], promised: readonly Promised[], key: (one: Held) => string): Map<string, Own> {
  const groups = new Map<string, Own>();
  const at = (one: Held): Own => {
    const known = groups.get(key(one));
    if (known) return known;
    const fresh: Own = { held: [], promised: [] };
    groups.set(key(one), fresh);
    return fresh;
  };
  for (const one of held) at(one).held.push(one);
  for (const one of promised) at(one).promised.push(one);
  return groups;
}
