import { exact, type Rational } from '@capstan/kernel';
import { type Claim, claimsOf, promisedByCaps } from './claims.ts';
import type { ExitTerms } from './terms.ts';

const { ZERO, add, mul, div, sub, compare } = exact;

/** What happens at an exit value: from here on the next euro is divided in another way. */
export interface BreakEvent { readonly id: string; readonly what: 'paid' | 'shares' | 'exercises' | 'converts' | 'capped' }

/** Between two exit values every claim grows in a straight line. */
export interface Segment {
  readonly from: Rational;
  /** Null: without end. */
  readonly to: Rational | null;
  /** Price of a common share at `from`, and how much it rises per unit of exit value. */
  readonly price: Rational;
  readonly priceSlope: Rational;
  /** Per claim, in the curve's order: what it has at `from`, and its part of each further unit. Parts sum to exactly 1. */
  readonly paid: readonly Rational[];
  readonly slopes: readonly Rational[];
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
 * converts. A class that is indifferent keeps its preference. Linear in claims × break points, never 2^classes.
 */
export function waterfallCurve(terms: ExitTerms): WaterfallCurve | NothingToDivide {
  if (compare(promisedByCaps(terms), exact.ONE) >= 0) return { kind: 'convertibles-own-everything' };
  const claims = claimsOf(terms);
  if (claims.every((c) => c.asCommon.num === 0n || c.kind === 'ahead')) return { kind: 'no-shares' };
  const preferences = preferenceSegments(claims);
  return { kind: 'curve', claims, segments: joined([...preferences.segments, ...sharingSegments(claims, preferences.end)]) };
}

interface Open { from: Rational; price: Rational; priceSlope: Rational; paid: Rational[]; slopes: Rational[]; events: BreakEvent[] }

/** One segment per rank: its claims pro rata to their preferences. */
function preferenceSegments(claims: readonly Claim[]): { segments: Open[]; end: Rational } {
  const ranks = [...new Set(claims.filter((c) => c.preference.num > 0n).map((c) => c.rank))].sort((a, b) => a - b);
  const segments: Open[] = [];
  let [end, paid, events] = [ZERO, claims.map(() => ZERO), [] as BreakEvent[]];
  for (const rank of ranks) {
    const due = claims.map((c) => (c.rank === rank ? c.preference : ZERO));
    const all = exact.sum(due);
    segments.push({ from: end, price: ZERO, priceSlope: ZERO, paid, slopes: due.map((d) => div(d, all)), events });
    [end, paid] = [add(end, all), paid.map((p, i) => add(p, due[i]!))];
    events = claims.filter((c) => c.rank === rank && c.preference.num > 0n).map(({ id }) => ({ id, what: 'paid' as const }));
  }
  return { segments: [...segments, { from: end, price: ZERO, priceSlope: ZERO, paid, slopes: claims.map(() => ZERO), events }], end };
}

/** One segment per price at which someone starts or stops to share: pro rata to the shares that take part. */
function sharingSegments(claims: readonly Claim[], start: Rational): Open[] {
  const steps = claims.flatMap((c, i) => c.steps.map((s) => ({ ...s, i, id: c.id }))).sort((a, b) => compare(a.at, b.at));
  const shares = claims.map(() => ZERO);
  const segments: Open[] = [];
  let [from, price, paid, weight] = [start, ZERO, claims.map((c) => c.preference), ZERO];
  for (let next = 0; next < steps.length;) {
    const at = steps[next]!.at;
    const rise = sub(at, price);
    if (weight.num > 0n) paid = paid.map((p, i) => (shares[i]!.num === 0n ? p : add(p, mul(rise, shares[i]!))));
    [from, price] = [add(from, mul(rise, weight)), at];
    const here = [];
    for (; next < steps.length && exact.equal(steps[next]!.at, at); next++) { shares[steps[next]!.i] = steps[next]!.shares; here.push(steps[next]!); }
    weight = exact.sum(shares);
    const slopes = weight.num === 0n ? shares.map(() => ZERO) : shares.map((s) => div(s, weight));
    segments.push({ from, price, priceSlope: weight.num === 0n ? ZERO : div(exact.ONE, weight), paid, slopes, events: here.map(({ id, event }) => ({ id, what: event })) });
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
  segments.filter((s, n) => n > 0 && s.slopes.some((x, i) => !exact.equal(x, segments[n - 1]!.slopes[i]!))).map(({ from: exit, price, events }) => ({ exit, price, events }));
