import { isRefusal, keyed, type Refusal } from '@capstan/kernel';
import { issuedShares, poolOn, stakesOn } from './capitalisation.ts';
import type { CommandOf } from './commands.ts';
import type { CapitalFact } from './events.ts';
import { happened, holderOf, sameCurrency } from './rules.ts';
import { leastUnallocated, unallocatedOn } from './grants/pool.ts';
import { refuse } from './refusals.ts';
import { spelled } from './securities/classes.ts';
import { partOfHolding, restOf, splitSince } from './securities/held.ts';
import type { CapitalState } from './state.ts';

type Decision = CapitalFact[] | Refusal;
const LATEST = '9999-12-31';

/** Founders and others get shares outside of a round. */
export function issueShares({ holding, newHolder, holder, class: given, shares, issuedOn, paid, today }: CommandOf<'IssueShares'>, state: CapitalState): Decision {
  const name = spelled(state.classes, given);
  const refused = happened(issuedOn, today, 'issuedOn', state.foundedOn) ?? splitSince(state, name, issuedOn, 'issuedOn') ?? (paid && sameCurrency(state, paid, 'paid'));
  if (refused) return refused;
  if (issuedShares(stakesOn(keyed.values(state.stakes), LATEST)) + poolOn(state.pool, LATEST) + shares > Number.MAX_SAFE_INTEGER) return refuse('shares-too-many', {}, 'shares');
  return [{ type: 'SharesIssued', data: { holding, holder: holderOf(state, holder, newHolder), holderName: holder, class: name, shares, issuedOn, ...(paid && { paid }) }, effective: issuedOn }];
}

/** Shares are taken back, all of a holding or some, because they were a mistake. Those of a round go only with the round. */
export function cancelShares({ holding, rest, shares: asked, cancelledOn, reason, today }: CommandOf<'CancelShares'>, state: CapitalState): Decision {
  if (keyed.at(state.stakes, holding)?.round !== undefined) return refuse('shares-from-round', { holding });
  const part = partOfHolding(state, holding, asked, cancelledOn, today, 'cancelledOn');
  if (isRefusal(part)) return part;
  return [{ type: 'SharesCancelled', data: { holding, ...(part.rest > 0 && { shares: part.shares }), ...restOf(part, rest), cancelledOn, reason }, effective: cancelledOn }];
}

/** The unallocated option pool gets a new size. */
export function setPool({ shares, setOn, today }: CommandOf<'SetPool'>, state: CapitalState): Decision {
  const refused = happened(setOn, today, 'setOn', state.foundedOn);
  if (refused) return refused;
  const after = [...state.pool, { on: setOn, set: shares }];
  if (unallocatedOn(after, state.grants, setOn) === unallocatedOn(state.pool, state.grants, setOn)) return refuse('pool-unchanged', {}, 'shares');
  const left = leastUnallocated(after, state.grants, setOn, today);
  if (left < 0) return refuse('pool-below-grants', { missing: -left }, 'shares');
  if (issuedShares(stakesOn(keyed.values(state.stakes), LATEST)) + shares > Number.MAX_SAFE_INTEGER) return refuse('shares-too-many', {}, 'shares');
  return [{ type: 'PoolSet', data: { shares, setOn }, effective: setOn }];
}
