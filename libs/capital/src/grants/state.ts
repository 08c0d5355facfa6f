import { type Day, exact, type Fraction, type Keyed, keyed } from '@capstan/kernel';
import type { z } from 'zod';
import type { CapitalFact } from '../events.ts';
import type { AccelerationOrder } from '../vesting/acceleration.ts';
import type { ConditionMet } from '../vesting/conditions.ts';
import type { GrantTerms } from './facts.ts';
import { splitGrant } from './splits.ts';

export interface Plan { readonly plan: string; readonly name: string; readonly class: string; readonly shares: number; readonly adoptedOn: Day; readonly cancelled: 'to-pool' | 'retired' }
/** Shares that came of a grant, by exercise or release. */
export interface Taken { readonly on: Day; readonly shares: number; readonly holding: string }
export interface Early { readonly on: Day; readonly shares: number; readonly order: AccelerationOrder }

/** A grant with everything that happened to it. Numbers are shares as they were after its last split; `before` is the grant until then. */
export interface Grant extends z.output<typeof GrantTerms> {
  readonly grant: string;
  readonly holder: string;
  readonly name: string;
  readonly met: readonly ConditionMet[];
  readonly accelerated: readonly Early[];
  readonly taken: readonly Taken[];
  readonly termination?: { readonly lastDay: Day; readonly forfeited: number; readonly exercisableUntil?: Day | undefined };
  readonly cancelledOn?: Day;
  readonly before?: { readonly until: Day; readonly grant: Grant };
}

export interface Grants { readonly plans: Keyed<Plan>; readonly made: Keyed<Grant> }
export const noGrants: Grants = { plans: keyed.keyed(), made: keyed.keyed() };

/** Plans and grants after one more fact; facts of other things leave them as they are. */
export function evolveGrants(grants: Grants, { type, data }: CapitalFact): Grants {
  const change = (id: string, how: (grant: Grant) => Grant): Grants => {
    const grant = keyed.at(grants.made, id);
    return grant ? { ...grants, made: keyed.put(grants.made, id, how(grant)) } : grants;
  };
  switch (type) {
    case 'PlanAdopted': return { ...grants, plans: keyed.put(grants.plans, data.plan, data) };
    case 'GrantMade': {
      const { holderName, ...terms } = data;
      return { ...grants, made: keyed.put<Grant>(grants.made, data.grant, { ...terms, name: holderName, met: [], accelerated: [], taken: [] }) };
    }
    case 'VestingConditionMet': return change(data.grant, (g) => ({ ...g, met: [...g.met, { condition: data.condition, on: data.metOn }] }));
    case 'GrantAccelerated': return change(data.grant, (g) => ({ ...g, accelerated: [...g.accelerated, { on: data.acceleratedOn, shares: data.shares, order: data.order }] }));
    case 'GrantTerminated': return change(data.grant, (g) => ({ ...g, termination: { lastDay: data.lastDay, forfeited: data.forfeited, exercisableUntil: data.exercisableUntil } }));
    case 'GrantExercised': return change(data.grant, (g) => took(g, data.exercisedOn, data));
    case 'UnitsReleased': return change(data.grant, (g) => took(g, data.releasedOn, data));
    case 'GrantCancelled': return change(data.grant, (g) => ({ ...g, cancelledOn: data.cancelledOn }));
    case 'SharesSplit': return split(grants, data);
    default: return grants;
  }
}

const took = (grant: Grant, on: Day, { shares, holding }: { shares: number; holding: string }): Grant =>
  ({ ...grant, taken: [...grant.taken, { on, shares, holding }].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)) });

function split(grants: Grants, { class: of, ratio, splitOn }: { class: string; ratio: Fraction; splitOn: Day }): Grants {
  const there = keyed.values(grants.made).filter((g) => g.class === of && g.grantedOn <= splitOn);
  return there.length === 0 ? grants : { ...grants, made: there.reduce((made, g) => keyed.put(made, g.grant, splitGrant(g, exact.fromFraction(ratio), splitOn)), grants.made) };
}

/** The grant in the shares of a day: as it was before splits that came later. */
export function grantAt(grant: Grant, on: Day): Grant {
  let found = grant;
  while (found.before && on < found.before.until) found = found.before.grant;
  return found;
}
