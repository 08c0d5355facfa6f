import { exact, type Rational } from '@capstan/kernel';
import type { Claim } from './claims.ts';
import type { Segment, WaterfallCurve } from './curve.ts';

const { add, mul, sub, compare } = exact;

/** What a claim does at an exit value. Options that are out of the money lapse. */
export type Choice = 'paid' | 'preference' | 'participates' | 'converts' | 'shares' | 'exercises' | 'lapses';

/** One claim's payout: for options net of the strike. */
export interface Payout { readonly id: string; readonly kind: Claim['kind']; readonly amount: Rational; readonly choice: Choice }

export interface ExitPayouts {
  readonly exit: Rational;
  /** Of one common share. */
  readonly price: Rational;
  /** In the order of the curve's claims; amounts sum to exactly the exit value. */
  readonly payouts: readonly Payout[];
}

/** Who gets what at one exit value (zero or more). */
export function payoutsAt(curve: WaterfallCurve, exit: Rational): ExitPayouts {
  const segment = segmentAt(curve.segments, exit);
  const beyond = sub(exit, segment.from);
  const price = add(segment.price, mul(beyond, segment.priceSlope));
  const payouts = curve.claims.map((claim, i): Payout => ({ id: claim.id, kind: claim.kind, amount: add(segment.paid[i]!, mul(beyond, segment.slopes[i]!)), choice: choiceAt(claim, price) }));
  return { exit, price, payouts };
}

/** The last segment that starts at or below the exit value. */
function segmentAt(segments: readonly Segment[], exit: Rational): Segment {
  let [low, high] = [0, segments.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (compare(segments[middle]!.from, exit) <= 0) low = middle; else high = middle - 1;
  }
  return segments[low]!;
}

/** What suits a claim at a price of a common share; who is indifferent keeps the preference, or does not exercise. */
function choiceAt({ kind, strike, convertsAbove, participates, preference, steps }: Claim, price: Rational): Choice {
  if (kind === 'ahead') return 'paid';
  if (kind === 'common') return 'shares';
  if (kind === 'option') return compare(price, strike) > 0 ? 'exercises' : 'lapses';
  if (convertsAbove !== null && compare(price, convertsAbove) > 0) return 'converts';
  if (kind === 'unconverted' && preference.num === 0n && steps.length > 0) return 'converts';
  return participates ? 'participates' : 'preference';
}
