import { isRefusal, keyed, type Refusal } from '@capstan/kernel';
import type { CapitalFact } from '../events.ts';
import { refuse } from '../refusals.ts';
import { happened, holderOf, sameCurrency } from '../rules.ts';
import type { CapitalState } from '../state.ts';
import { spelled } from './classes.ts';
import type { SecuritiesCommandOf } from './commands.ts';
import { splitSince } from './held.ts';
import type { Warrant } from './state.ts';

type Decision = CapitalFact[] | Refusal;

/** Somebody gets the right to buy shares at a fixed price. */
export function issueWarrant({ warrant, newHolder, holder, class: given, shares, strike, issuedOn, expiresOn, today }: SecuritiesCommandOf<'IssueWarrant'>, state: CapitalState): Decision {
  const name = spelled(state.classes, given);
  const refused = happened(issuedOn, today, 'issuedOn', state.foundedOn) ?? splitSince(state, name, issuedOn, 'issuedOn');
  if (refused) return refused;
  if (expiresOn !== undefined && expiresOn <= issuedOn) return refuse('expires-before-issued', {}, 'expiresOn');
  return [{ type: 'WarrantIssued', data: { warrant, holder: holderOf(state, holder, newHolder), holderName: holder, class: name, shares, strike, issuedOn, ...(expiresOn !== undefined && { expiresOn }) }, effective: issuedOn }];
}

/** The warrant, if shares can still be had under it; else why not. */
function outstanding(state: CapitalState, id: string): Warrant | Refusal {
  const warrant = keyed.at(state.warrants, id);
  if (!warrant) return refuse('warrant-unknown', { warrant: id });
  if (warrant.cancelledOn !== undefined) return refuse('warrant-not-outstanding', { warrant: id, what: 'cancelled', day: warrant.cancelledOn });
  const last = warrant.left.at(-1)!;
  return last.shares > 0 ? warrant : refuse('warrant-not-outstanding', { warrant: id, what: 'exercised', day: last.on });
}

/** Shares under a warrant are bought, all that are left or some. */
export function exerciseWarrant({ warrant: id, holding, shares: asked, exercisedOn, paid, today }: SecuritiesCommandOf<'ExerciseWarrant'>, state: CapitalState): Decision {
  const warrant = outstanding(state, id);
  if (isRefusal(warrant)) return warrant;
  const { on, shares: left } = warrant.left.at(-1)!;
  const refused = happened(exercisedOn, today, 'exercisedOn', on) ?? (paid && sameCurrency(state, paid, 'paid'));
  if (refused) return refused;
  if (warrant.expiresOn !== undefined && exercisedOn > warrant.expiresOn) return refuse('warrant-expired', { warrant: id, day: warrant.expiresOn }, 'exercisedOn');
  const shares = asked ?? left;
  if (shares > left) return refuse('warrant-over-exercised', { warrant: id, left, asked: shares }, 'shares');
  const { holder, name, class: of } = warrant;
  return [{ type: 'WarrantExercised', data: { warrant: id, shares, holding, holder, holderName: name, class: of, ...(paid && { paid }), exercisedOn }, effective: exercisedOn }];
}

/** What is left of a warrant ends without shares. */
export function cancelWarrant({ warrant: id, cancelledOn, reason, today }: SecuritiesCommandOf<'CancelWarrant'>, state: CapitalState): Decision {
  const warrant = outstanding(state, id);
  if (isRefusal(warrant)) return warrant;
  return happened(cancelledOn, today, 'cancelledOn', warrant.left.at(-1)!.on) ?? [{ type: 'WarrantCancelled', data: { warrant: id, cancelledOn, reason }, effective: cancelledOn }];
}
