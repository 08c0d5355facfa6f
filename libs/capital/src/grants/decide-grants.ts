import { keyed, type Refusal } from '@capstan/kernel';
import type { CapitalFact } from '../events.ts';
import { nameKey } from '../names.ts';
import { refuse } from '../refusals.ts';
import { happened, holderOf } from '../rules.ts';
import { classNamed, spelled } from '../securities/classes.ts';
import { type CapitalState, evolve } from '../state.ts';
import type { GrantsCommandOf } from './commands.ts';
import { leastUnallocated } from './pool.ts';
import { splitAfter } from './rules.ts';
import type { Plan } from './state.ts';

type Decision = CapitalFact[] | Refusal;
type MakeGrant = GrantsCommandOf<'MakeGrant'>;

/** The class that grants are for when neither the grant nor its plan names one. */
export const USUAL_CLASS = 'Common';

/** A plan is adopted: its shares are added to the unallocated pool. */
export function adoptPlan({ plan, name, class: given, shares, adoptedOn, cancelled, today }: GrantsCommandOf<'AdoptPlan'>, state: CapitalState): Decision {
  const refused = happened(adoptedOn, today, 'adoptedOn', state.foundedOn);
  if (refused) return refused;
  if (keyed.values(state.grants.plans).some((p) => nameKey(p.name) === nameKey(name))) return refuse('plan-taken', { name }, 'name');
  return [{ type: 'PlanAdopted', data: { plan, name, class: spelled(state.classes, given), shares, adoptedOn, cancelled }, effective: adoptedOn }];
}

/** Options or units are promised to somebody. A strike below the fair value is taken: screens warn of it. */
export function makeGrant(command: MakeGrant, state: CapitalState): Decision {
  const { type: _, today, newHolder, holder, class: asked, ...terms } = command;
  const plan = terms.plan === undefined ? undefined : keyed.at(state.grants.plans, terms.plan);
  if (terms.plan !== undefined && !plan) return refuse('plan-unknown', { plan: terms.plan }, 'plan');
  const of = spelled(state.classes, asked ?? plan?.class ?? USUAL_CLASS);
  const refused = wrongTerms(command) ?? happened(terms.grantedOn, today, 'grantedOn', state.foundedOn) ?? beforePlan(command, plan)
    ?? splitAfter(classNamed(state.classes, of)?.splits.at(-1)?.on, of, terms.grantedOn, 'grantedOn');
  if (refused) return refused;
  const fact: CapitalFact = { type: 'GrantMade', data: { ...terms, class: of, holder: holderOf(state, holder, newHolder), holderName: holder }, effective: terms.grantedOn };
  return beyondPool(command, fact, state) ?? [fact];
}

function wrongTerms({ kind, strike, grantedOn, expiresOn, vesting, shares }: MakeGrant): Refusal | undefined {
  if (kind === 'rsu' && strike) return refuse('unit-with-strike', {}, 'strike');
  if (kind !== 'rsu' && !strike) return refuse('grant-without-strike', {}, 'strike');
  if (expiresOn !== undefined && expiresOn <= grantedOn) return refuse('expires-before-granted', {}, 'expiresOn');
  if (vesting?.kind !== 'dates') return undefined;
  const listed = vesting.dates.reduce((sum, d) => sum + d.shares, 0);
  return listed === shares ? undefined : refuse('vesting-more-than-granted', { listed, shares }, 'vesting');
}

const beforePlan = ({ grantedOn }: MakeGrant, plan: Plan | undefined): Refusal | undefined =>
  plan && grantedOn < plan.adoptedOn ? refuse('grant-before-plan', { plan: plan.plan, name: plan.name, day: plan.adoptedOn }, 'grantedOn') : undefined;

/** What is granted on an earlier day must be there then and on every day since. */
function beyondPool({ outsidePool, shares, grantedOn, today }: MakeGrant, fact: CapitalFact, state: CapitalState): Refusal | undefined {
  if (outsidePool) return undefined;
  const least = ({ pool, grants }: CapitalState) => leastUnallocated(pool, grants, grantedOn, today);
  // A split since multiplies what is left by then: what it comes to is seen with the grant in place.
  const left = Math.min(least(state), shares + Math.min(0, least(evolve(state, fact))));
  return shares > left ? refuse('grant-beyond-pool', { left: Math.max(0, left), asked: shares }, 'shares') : undefined;
}
