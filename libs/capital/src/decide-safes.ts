import { keyed, type Refusal } from '@capstan/kernel';
import type { CommandOf } from './commands.ts';
import type { CapitalFact } from './events.ts';
import { refuse } from './refusals.ts';
import { happened, holderOf, sameCurrency } from './rules.ts';
import type { CapitalState } from './state.ts';

type Decision = CapitalFact[] | Refusal;

/** An investor pays now for shares of the next priced round. */
export function signSafe({ safe, newHolder, investor, amount, kind, cap, discount, mfn, signedOn, today }: CommandOf<'SignSafe'>, state: CapitalState): Decision {
  const refused = happened(signedOn, today, 'signedOn', state.foundedOn) ?? sameCurrency(state, amount, 'amount') ?? (cap && sameCurrency(state, cap, 'cap'));
  if (refused) return refused;
  const terms = { ...(cap && { cap }), ...(discount && { discount }) };
  return [{ type: 'SafeSigned', data: { safe, holder: holderOf(state, investor, newHolder), investor, amount, kind, ...terms, mfn, signedOn }, effective: signedOn }];
}

/** A SAFE ends without shares: repaid, or recorded by mistake. */
export function cancelSafe({ safe: id, cancelledOn, reason, today }: CommandOf<'CancelSafe'>, state: CapitalState): Decision {
  const safe = keyed.at(state.safes, id);
  if (!safe) return refuse('safe-unknown', { safe: id });
  if (safe.situation !== 'outstanding') return refuse('safe-not-outstanding', { safe: id, what: safe.situation, day: safe.on });
  return happened(cancelledOn, today, 'cancelledOn', safe.signedOn) ?? [{ type: 'SafeCancelled', data: { safe: id, cancelledOn, reason }, effective: cancelledOn }];
}
