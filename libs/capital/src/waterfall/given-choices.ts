import { exact, type Rational } from '@capstan/kernel';
import { type Claim, claimsOf } from './claims.ts';
import type { ExitTerms } from './terms.ts';

const { ZERO, add, sub, mul, div, min, compare } = exact;

/**
 * What each claim gets when those named in `converting` convert and no one else does, wise or not: preferences by rank,
 * then one price for all who share in the rest, found by paying out step by step. For showing what another choice would
 * have brought, and for checking that nobody gains by it. What no one has a claim on is left over.
 */
export function payoutsGiven(terms: ExitTerms, exit: Rational, converting: ReadonlySet<string>): ReadonlyMap<string, Rational> {
  const claims = claimsOf(terms);
  const holding = claims.filter((c) => !converting.has(c.id));
  const preferred = payPreferences(holding, exit);
  const rest = sub(exit, exact.sum(preferred.values()));
  return share(claims.map((c) => stake(c, converting.has(c.id))), rest, preferred);
}

function payPreferences(holding: readonly Claim[], exit: Rational): Map<string, Rational> {
  let left = exit;
  const paid = new Map<string, Rational>();
  for (const [, tier] of [...Map.groupBy(holding.filter((c) => c.preference.num > 0n), (c) => c.rank)].sort(([a], [b]) => a - b)) {
    const due = exact.sum(tier.map((c) => c.preference));
    const part = min(left, due);
    for (const c of tier) paid.set(c.id, div(mul(part, c.preference), due));
    left = sub(left, part);
  }
  return paid;
}

/** Shares in the rest, beginning above a price, up to a most that they can take. */
interface Sharing { readonly id: string; readonly shares: Rational; readonly above: Rational; readonly most: Rational | null }

function stake(c: Claim, converts: boolean): Sharing {
  const part = { id: c.id, shares: c.asCommon, above: ZERO, most: null };
  if (converts || c.kind === 'common') return part;
  if (c.kind === 'option') return { ...part, above: c.strike };
  if (c.participates) return { ...part, most: c.cap && sub(c.cap, c.preference) };
  return c.convertsAbove === null && c.steps.length > 0 ? part : { ...part, shares: ZERO };
}

function share(all: readonly Sharing[], rest: Rational, paid: Map<string, Rational>): ReadonlyMap<string, Rational> {
  const prices = [...all.map((s) => s.above), ...all.flatMap((s) => (s.most && s.shares.num > 0n ? [div(s.most, s.shares)] : []))].sort(compare);
  let [price, left] = [ZERO, rest];
  for (let n = 0; left.num > 0n; n++) {
    const active = exact.sum(all.filter((s) => compare(s.above, price) <= 0 && !(s.most && compare(mul(s.shares, price), s.most) >= 0)).map((s) => s.shares));
    const next = prices.find((p) => compare(p, price) > 0);
    const rise = active.num === 0n ? null : div(left, active);
    if (next && (rise === null || compare(sub(next, price), rise) < 0)) { left = sub(left, mul(sub(next, price), active)); price = next; continue; }
    if (rise !== null) price = add(price, rise);
    break;
  }
  const worth = (s: Sharing) => { const gain = mul(s.shares, sub(price, min(price, s.above))); return s.most ? min(gain, s.most) : gain; };
  return new Map(all.map((s) => [s.id, add(paid.get(s.id) ?? ZERO, worth(s))]));
}
