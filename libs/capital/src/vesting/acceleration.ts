import { addMonthsToDay, type Day, exact, Shares } from '@capstan/kernel';
import { z } from 'zod';
import type { Installment } from './installments.ts';
import { VestingPart } from './terms.ts';

/**
 * How much vests at once. `all`: everything not yet vested. `part`: an exact part of what is not yet vested, rounded down. `months`: what
 * would have vested within so many months. `shares`: a number, as a document states it.
 */
export const AccelerationRule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('part'), part: VestingPart }),
  z.object({ kind: z.literal('months'), months: z.number().int().min(1).max(600) }),
  z.object({ kind: z.literal('shares'), shares: Shares }),
]).meta({ id: 'AccelerationRule' });
export type AccelerationRule = z.infer<typeof AccelerationRule>;

/** From which later tranches accelerated shares are taken: each alike, the next ones, or the last ones. `months` always takes the next. */
export const accelerationOrders = ['pro-rata', 'next', 'last'] as const;
export type AccelerationOrder = (typeof accelerationOrders)[number];

const sharesOf = (all: readonly Installment[]): number => all.reduce((sum, one) => sum + one.shares, 0);

/**
 * How many shares a rule lets vest at the end of a day. Whole, and never more than have not vested; `granted` counts those too
 * whose day is not known, because a condition is still to be met.
 */
export function accelerated(all: readonly Installment[], rule: AccelerationRule, on: Day, granted = sharesOf(all)): number {
  const later = all.filter((one) => one.on > on);
  const open = granted - sharesOf(all.filter((one) => one.on <= on));
  switch (rule.kind) {
    case 'all': return open;
    case 'shares': return Math.min(rule.shares, open);
    case 'part': return Number(exact.round(exact.mul(exact.rational(open), exact.fromFraction(rule.part)), 'floor'));
    case 'months': {
      const until = addMonthsToDay(on, rule.months);
      return later.reduce((sum, one) => (one.on <= until ? sum + one.shares : sum), 0);
    }
  }
}

/** The schedule after so many shares have vested early on a day: they vest then, and later tranches shrink by as much, as far as their days are known. */
export function accelerate(all: readonly Installment[], shares: number, on: Day, order: AccelerationOrder): Installment[] {
  const [before, later] = [all.filter((one) => one.on <= on), all.filter((one) => one.on > on)];
  const rest = order === 'pro-rata' ? shrunk(later, shares) : order === 'next' ? without(later, shares) : without(later.toReversed(), shares).reverse();
  return merged([...before, ...(shares > 0 ? [{ on, shares }] : []), ...rest.filter((one) => one.shares > 0)]);
}

function without(later: readonly Installment[], shares: number): Installment[] {
  let left = shares;
  return later.map((one) => {
    const taken = Math.min(left, one.shares);
    left -= taken;
    return { ...one, shares: one.shares - taken };
  });
}

/** Later tranches keep their part of what remains; the running total is rounded down, so that they sum to exactly the rest. */
function shrunk(later: readonly Installment[], shares: number): Installment[] {
  const open = sharesOf(later);
  const kept = Math.max(0, open - shares);
  let [seen, given] = [0n, 0];
  return later.map((one) => {
    seen += BigInt(one.shares);
    const upTo = Number((seen * BigInt(kept)) / BigInt(open));
    const rest = upTo - given;
    given = upTo;
    return { ...one, shares: rest };
  });
}

function merged(all: readonly Installment[]): Installment[] {
  const byDay = new Map<Day, number>();
  for (const one of all) byDay.set(one.on, (byDay.get(one.on) ?? 0) + one.shares);
  return [...byDay].map(([on, shares]) => ({ on, shares }));
}

/** What sets acceleration off: a change of control alone, or one followed (or shortly preceded) by the end of the work. */
export type AccelerationTrigger =
  | { readonly kind: 'single' }
  | { readonly kind: 'double'; readonly monthsAfter: number; readonly monthsBefore?: number };

/** The day on which a trigger is complete; undefined while it is not, or when the work ended outside its window. */
export function triggeredOn(trigger: AccelerationTrigger, changeOfControl: Day, lastDay?: Day): Day | undefined {
  if (trigger.kind === 'single') return changeOfControl;
  if (lastDay === undefined) return undefined;
  const [first, last] = [addMonthsToDay(changeOfControl, -(trigger.monthsBefore ?? 0)), addMonthsToDay(changeOfControl, trigger.monthsAfter)];
  if (lastDay < first || lastDay > last) return undefined;
  return lastDay > changeOfControl ? lastDay : changeOfControl;
}
