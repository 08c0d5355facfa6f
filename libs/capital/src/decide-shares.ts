import { keyed, type Refusal } from '@capstan/kernel';
import { issuedShares, poolOn, stakesOn } from './capitalisation.ts';
import type { CommandOf } from './commands.ts';
import type { CapitalFact } from './events.ts';
import { happened, holderOf, sameCurrency } from './rules.ts';
import { refuse } from './refusals.ts';
import type { CapitalState } from './state.ts';

type Decision = CapitalFact[] | Refusal;
const LATEST = '9999-12-31';

/** Founders and others get shares outside of a round. */
export function issueShares({ holding, newHolder, holder, class: name, shares, issuedOn, paid, today }: CommandOf<'IssueShares'>, state: CapitalState): Decision {
  const refused = happened(issuedOn, today, 'issuedOn', state.foundedOn) ?? (paid && sameCurrency(state, paid, 'paid'));
  if (refused) return refused;
  if (issuedShares(stakesOn(keyed.values(state.stakes), LATEST)) + poolOn(state.pool, LATEST) + shares > Number.MAX_SAFE_INTEGER) return refuse('shares-too-many', {}, 'shares');
  return [{ type: 'SharesIssued', data: { holding, holder: holderOf(state, holder, newHolder), holderName: holder, class: name, shares, issuedOn, ...(paid && { paid }) }, effective: issuedOn }];
}

/** Shares are taken back: a mistake, or a repurchase. Those of a round go only with the round. */
export function cancelShares({ holding, cancelledOn, reason, today }: CommandOf<'CancelShares'>, state: CapitalState): Decision {
  const stake = keyed.at(state.stakes, holding);
  if (!stake) return refuse('holding-unknown');
  if (stake.round) return refuse('shares-from-round');
  if (stake.gone) return refuse('shares-cancelled');
  return happened(cancelledOn, today, 'cancelledOn', stake.since) ?? [{ type: 'SharesCancelled', data: { holding, cancelledOn, reason }, effective: cancelledOn }];
}

/** The unallocated option pool gets a new size. */
export function setPool({ shares, setOn, today }: CommandOf<'SetPool'>, state: CapitalState): Decision {
  const refused = happened(setOn, today, 'setOn', state.foundedOn);
  if (refused) return refused;
  if (poolOn(state.pool, setOn) === shares) return refuse('pool-unchanged', {}, 'shares');
  if (issuedShares(stakesOn(keyed.values(state.stakes), LATEST)) + shares > Number.MAX_SAFE_INTEGER) return refuse('shares-too-many', {}, 'shares');
  return [{ type: 'PoolSet', data: { shares, setOn }, effective: setOn }];
}
