import { addDays, type Day } from '@capstan/kernel';
import { type Grant, grantAt, type Plan } from './state.ts';

const soonest = (...days: readonly (Day | undefined)[]): Day | undefined => days.reduce<Day | undefined>((first, day) => (day !== undefined && (first === undefined || day < first) ? day : first), undefined);
/** Shares exercised or released by the end of a day. */
export const takenBy = ({ taken }: Grant, on: Day): number => taken.reduce((sum, t) => (t.on <= on ? sum + t.shares : sum), 0);
/** The last day on which anything can still come of a grant; undefined where nothing ends it. */
export const lastDayOf = ({ expiresOn, termination }: Grant): Day | undefined => soonest(expiresOn, termination?.exercisableUntil);

/** Shares of a grant that may still become somebody's at the end of a day: neither exercised, released, forfeited, lapsed nor cancelled. Needs no schedule. */
export function outstandingOn(grant: Grant, on: Day): number {
  const there = grantAt(grant, on);
  const { shares, grantedOn, cancelledOn, termination } = there;
  const end = lastDayOf(there);
  if (on < grantedOn || (cancelledOn !== undefined && on >= cancelledOn) || (end !== undefined && on > end)) return 0;
  const forfeited = termination && on >= termination.lastDay ? termination.forfeited : 0;
  return Math.max(0, shares - forfeited - takenBy(there, on));
}

/** What one grant or plan adds to the unallocated pool on a day, or takes from it. */
export interface Allocation { readonly on: Day; readonly add: number; readonly of: string }

/**
 * Every change that plans and grants make to the unallocated pool up to a day: a plan adds its shares, a grant takes its
 * own, and what is forfeited, cancelled or not exercised in time comes back, unless its plan retires it. Linear in grants.
 */
export function allocations(plans: readonly Plan[], grants: readonly Grant[], on: Day): Allocation[] {
  const retiring = new Set(plans.filter((p) => p.cancelled === 'retired').map((p) => p.plan));
  return [
    ...plans.filter((p) => p.adoptedOn <= on).map((p) => ({ on: p.adoptedOn, add: p.shares, of: p.plan })),
    ...grants.filter((g) => !g.outsidePool && g.grantedOn <= on).flatMap((g) => [
      { on: g.grantedOn, add: -grantAt(g, g.grantedOn).shares, of: g.grant },
      ...(g.plan !== undefined && retiring.has(g.plan) ? [] : returned(g, on)),
    ]),
  ];
}

function returned(grant: Grant, on: Day): Allocation[] {
  const { termination, cancelledOn, grant: of } = grant;
  const end = lastDayOf(grant);
  const back = (day: Day, add: number): Allocation[] => (add > 0 && day <= on ? [{ on: day, add, of }] : []);
  const over = soonest(cancelledOn, end && addDays(end, 1));
  return [
    ...(termination && (over === undefined || termination.lastDay < over) ? back(termination.lastDay, grantAt(grant, termination.lastDay).termination?.forfeited ?? termination.forfeited) : []),
    ...(over === undefined ? [] : back(over, outstandingOn(grant, addDays(over, -1)))),
  ];
}

/** Grants with shares outstanding on a day, as holders of options beside those of shares. Linear in grants. */
export const grantsOn = (grants: readonly Grant[], on: Day): { readonly grant: Grant; readonly shares: number }[] =>
  grants.flatMap((grant) => {
    const shares = outstandingOn(grant, on);
    return shares > 0 ? [{ grant: grantAt(grant, on), shares }] : [];
  });
