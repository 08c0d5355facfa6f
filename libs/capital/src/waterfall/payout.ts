import { exact, type Rational } from '@capstan/kernel';
import type { Claim } from './claims.ts';
import type { Segment, WaterfallCurve } from './curve.ts';

const { add, sub, mul, div, compare } = exact;

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
  const price = segment.rank === null ? add(segment.price, div(beyond, segment.total)) : segment.price;
  const amountOf = segment.rank === null ? (claim: Claim) => worthAt(claim, price) : preferencesIn(segment, beyond);
  return { exit, price, payouts: curve.claims.map((claim, i): Payout => ({ id: claim.id, kind: claim.kind, amount: amountOf(claim, i), choice: choiceAt(claim, price) })) };
}

/** While preferences are paid: earlier ranks have theirs, the rank at its turn shares what is beyond, later ones wait. */
function preferencesIn({ rank, sharing, total }: Segment, beyond: Rational): (claim: Claim, i: number) => Rational {
  const due = new Map(sharing.map((s) => [s.claim, s.weight]));
  const part = div(beyond, total);
  return (claim, i) => (claim.rank < rank! ? claim.preference : due.has(i) ? mul(part, due.get(i)!) : exact.ZERO);
}

/** What a claim is worth at a price of a common share: its preference, and what its steps have let it share in. */
function worthAt({ preference, steps }: Claim, price: Rational): Rational {
  return steps.reduce((sum, step, n) => {
    const next = steps[n + 1];
    const until = next ? exact.min(next.at, price) : price;
    return step.shares.num === 0n || compare(until, step.at) <= 0 ? sum : add(sum, mul(step.shares, sub(until, step.at)));
  }, preference);
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
