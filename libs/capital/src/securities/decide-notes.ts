import { isRefusal, keyed, type Refusal } from '@capstan/kernel';
import type { CapitalFact } from '../events.ts';
import { refuse } from '../refusals.ts';
import { happened, holderOf, sameCurrency } from '../rules.ts';
import type { CapitalState } from '../state.ts';
import type { SecuritiesCommandOf } from './commands.ts';
import type { ConvertibleNote } from './state.ts';

type Decision = CapitalFact[] | Refusal;

/** A loan that turns into shares of the next priced round, with its interest. */
export function signNote(command: SecuritiesCommandOf<'SignNote'>, state: CapitalState): Decision {
  const { type: _, note, newHolder, today, ...terms } = command;
  const { principal, cap, signedOn, maturesOn, investor } = terms;
  const refused = happened(signedOn, today, 'signedOn', state.foundedOn) ?? sameCurrency(state, principal, 'principal') ?? (cap && sameCurrency(state, cap, 'cap'));
  if (refused) return refused;
  if (maturesOn <= signedOn) return refuse('matures-before-signed', {}, 'maturesOn');
  return [{ type: 'NoteSigned', data: { note, holder: holderOf(state, investor, newHolder), ...terms }, effective: signedOn }];
}

/** The note, if it is still owed; else why not. */
function owed(state: CapitalState, id: string): ConvertibleNote | Refusal {
  const note = keyed.at(state.notes, id);
  if (!note) return refuse('note-unknown', { note: id });
  return note.situation === 'outstanding' ? note : refuse('note-not-outstanding', { note: id, what: note.situation, day: note.on });
}

/** A note is paid back and will not convert. */
export function repayNote({ note: id, repaidOn, paid, today }: SecuritiesCommandOf<'RepayNote'>, state: CapitalState): Decision {
  const note = owed(state, id);
  if (isRefusal(note)) return note;
  const refused = happened(repaidOn, today, 'repaidOn', note.signedOn) ?? (paid && sameCurrency(state, paid, 'paid'));
  return refused ?? [{ type: 'NoteRepaid', data: { note: id, repaidOn, ...(paid && { paid }) }, effective: repaidOn }];
}

/** A note ends without money or shares: forgiven, or recorded by mistake. */
export function cancelNote({ note: id, cancelledOn, reason, today }: SecuritiesCommandOf<'CancelNote'>, state: CapitalState): Decision {
  const note = owed(state, id);
  if (isRefusal(note)) return note;
  return happened(cancelledOn, today, 'cancelledOn', note.signedOn) ?? [{ type: 'NoteCancelled', data: { note: id, cancelledOn, reason }, effective: cancelledOn }];
}
