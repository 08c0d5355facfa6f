import { exact, type Rational } from '@capstan/kernel';
import { type Claim, claimsOf, promisedByCaps } from './claims.ts';
import type { ExitTerms } from './terms.ts';

const { ZERO, add, mul, sub, compare } = exact;

/** What happens at an exit value: from here on the next euro is divided in another way. */
export interface BreakEvent { readonly id: string; readonly what: 'paid' | 'shares' | 'exercises' | 'converts' | 'capped' }

/** Between two exit values every claim grows in a straight line. */
export interface Segment {
  readonly from: Rational;
  /** Null: without end. */
  readonly to: Rational | null;
  /** The rank whose preferences are being paid; null once all are, and everyone shares by common shares. */
  readonly rank: number | null;
  /** Price of a common share at `from`; from there it rises by 1 / `total` per unit of exit value while `rank` is null. */
  readonly price: Rational;
  /** Who shares in each further unit (by place on the curve) and with what: `weight` / `total` of it. Weights sum to the total. */
  readonly sharing: readonly { readonly claim: number; readonly weight: Rational }[];
  readonly total: Rational;
  /** What happened at `from`. */
  readonly events: readonly BreakEvent[];
}

/** Payout per claim over exit value, exact: straight lines between break points. */
export interface WaterfallCurve { readonly kind: 'curve'; readonly claims: readonly Claim[]; readonly segments: readonly Segment[] }
/** `no-shares`: there is no one to pay what preferences leave; `convertibles-own-everything`: post-money caps that promise the whole company or more. */
export interface NothingToDivide { readonly kind: 'no-shares' | 'convertibles-own-everything' }

/**
 * Who gets what at every exit value when each class converts or not as suits it, given what all others do.
 *
 * The solution is the Nash equilibrium in pure choices. Once all preferences are paid, everyone who shares in the rest
 * gets one price per common share, and what each claim is worth rises with that price: a class gives up its preference
 * exactly when the price times its shares is above it. All claims together then rise with the price too, so every exit
 * value has one price, and the payouts are unique. While preferences are not fully paid the price is zero and nobody
 * converts. A class that is indifferent keeps its preference. Sorts the prices at which someone's choice changes, never tries
 * 2^classes.
 */
export function waterfallCurve(terms: ExitTerms): WaterfallCurve | NothingToDivide {
  if (compare(promisedByCaps(terms), exact.ONE) >= 0) return { kind: 'convertibles-own-everything' };
  const claims = claimsOf(terms);
  if (claims.every((c) => c.asCommon.num === 0n || c.kind === 'ahead')) return { kind: 'no-shares' };
  const { segments, end, paid } = preferenceSegments(claims);
  return { kind: 'curve', claims, segments: joined([...segments, ...sharingSegments(claims, end, paid)]) };
}

type Open = Omit<Segment, 'to'>;

/** One segment per rank: its claims pro rata to their preferences. */
function preferenceSegments(claims: readonly Claim[]): { segments: Open[]; end: Rational; paid: BreakEvent[] } {
  const owed = claims.map((c, claim) => ({ claim, id: c.id, rank: c.rank, weight: c.preference })).filter((c) => c.weight.num > 0n);
  const segments: Open[] = [];
  let [from, events] = [ZERO, [] as BreakEvent[]];
  for (const [rank, due] of [...Map.groupBy(owed, (c) => c.rank)].sort(([a], [b]) => a - b)) {
    const total = exact.sum(due.map((d) => d.weight));
    segments.push({ from, rank, price: ZERO, sharing: due.map(({ claim, weight }) => ({ claim, weight })), total, events });
    from = add(from, total);
    events = due.map(({ id }) => ({ id, what: 'paid' as const }));
  }
  return { segments, end: from, paid: events };
}

/** One segment per price at which someone starts or stops to share: pro rata to the shares that take part. */
function sharingSegments(claims: readonly Claim[], start: Rational, paid: readonly BreakEvent[]): Open[] {
  const steps = claims.flatMap((c, claim) => c.steps.map((s) => ({ ...s, claim, id: c.id }))).sort((a, b) => compare(a.at, b.at));
  const sharing = new Map<number, Rational>();
  const segments: Open[] = [];
  let [from, price, total, before] = [start, ZERO, ZERO, paid];
  for (let next = 0; next < steps.length;) {
    const at = steps[next]!.at;
    from = add(from, mul(sub(at, price), total));
    price = at;
    const events = [...before];
    before = [];
    for (; next < steps.length && exact.equal(steps[next]!.at, at); next++) {
      const { claim, id, shares, event } = steps[next]!;
      total = add(total, sub(shares, sharing.get(claim) ?? ZERO));
      if (shares.num === 0n) sharing.delete(claim); else sharing.set(claim, shares);
      events.push({ id, what: event });
    }
    segments.push({ from, rank: null, price, sharing: [...sharing].map(([claim, weight]) => ({ claim, weight })), total, events });
  }
  return segments;
}

/** Segments of no length fall away; what happened at their start happens at the next one's. */
function joined(open: readonly Open[]): Segment[] {
  const result: Segment[] = [];
  let waiting: BreakEvent[] = [];
  open.forEach((one, n) => {
    const next = open[n + 1];
    const events = [...waiting, ...one.events];
    if (next && exact.equal(next.from, one.from)) { waiting = events; return; }
    waiting = [];
    result.push({ ...one, to: next?.from ?? null, events: distinct(events) });
  });
  return result;
}

/** A claim that both starts and stops at one point did nothing there but the last. */
const distinct = (events: readonly BreakEvent[]): BreakEvent[] => events.filter((e, i) => !events.some((other, j) => j > i && other.id === e.id && other.what !== 'paid' && e.what !== 'paid'));

/** The exit values at which some claim's part of the next unit changes, smallest first, with what happens there. */
export const breakPoints = ({ segments }: WaterfallCurve): { exit: Rational; price: Rational; events: readonly BreakEvent[] }[] =>
  segments.filter((s, n) => n > 0 && !sameParts(segments[n - 1]!, s)).map(({ from: exit, price, events }) => ({ exit, price, events }));

/** Whether two segments divide a unit alike: the same claims, with weights in the same proportion. */
function sameParts(a: Segment, b: Segment): boolean {
  if (a.sharing.length !== b.sharing.length) return false;
  const weights = new Map(a.sharing.map((s) => [s.claim, s.weight]));
  return b.sharing.every(({ claim, weight }) => {
    const before = weights.get(claim);
    return before !== undefined && ((before === weight && a.total === b.total) || exact.equal(mul(before, b.total), mul(weight, a.total)));
  });
}
