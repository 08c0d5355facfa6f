import { type Day, exact, isRefusal, keyed, moneyFrom, type Refusal } from '@capstan/kernel';
import { safesOn } from './capitalisation.ts';
import type { CommandOf } from './commands.ts';
import type { CapitalFact } from './events.ts';
import { type NoteOnSheet, proposeClose, type RoundSheet } from './proposal.ts';
import { refuse } from './refusals.ts';
import { happened, holderOf, sameCurrency } from './rules.ts';
import { noteAccrual } from './rounds/note.ts';
import { capitalisationOn } from './securities/cap-table.ts';
import { classNamed, classTermsOn, commonClass, spelled } from './securities/classes.ts';
import { protectedOn } from './rounds/closing.ts';
import { shortPool } from './securities/countable.ts';
import { laterThanRound, splitAfter } from './securities/held.ts';
import { notesOn } from './securities/outstanding.ts';
import { contradictory, usualTerms } from './securities/round-terms.ts';
import type { ConvertibleNote } from './securities/state.ts';
import type { CapitalState, Round } from './state.ts';

type Decision = CapitalFact[] | Refusal;
type OpenRound = Round & { situation: 'open' };
type ClosedRound = Round & { situation: 'closed' };

/** Ids come from outside: only what was recorded is a round. */
const roundOf = (state: CapitalState, id: string): Round | undefined => (Object.hasOwn(state.rounds, id) ? state.rounds[id] : undefined);

/** The round, if it is open; else why nothing can be done with it. */
function opened(state: CapitalState, id: string): OpenRound | Refusal {
  const round = roundOf(state, id);
  if (!round) return refuse('round-unknown', { round: id });
  return round.situation === 'open' ? round : refuse(`round-${round.situation}`, { round: id, name: round.name, day: round.on });
}

export const lastClosed = (state: CapitalState): ClosedRound | undefined =>
  Object.values(state.rounds).filter((r): r is ClosedRound => r.situation === 'closed').reduce<ClosedRound | undefined>((last, r) => (!last || r.on >= last.on ? r : last), undefined);

export function openRound({ round, name, preMoney, target, poolTarget, openedOn, today }: CommandOf<'OpenRound'>, state: CapitalState): Decision {
  const refused = happened(openedOn, today, 'openedOn', state.foundedOn) ?? sameCurrency(state, preMoney, 'preMoney') ?? sameCurrency(state, target, 'target');
  return refused ?? [{ type: 'RoundOpened', data: { round, name, preMoney, target, ...(poolTarget && { poolTarget }), openedOn }, effective: openedOn }];
}

export function makeCommitment({ round: id, commitment, newHolder, investor, amount, committedOn, today }: CommandOf<'MakeCommitment'>, state: CapitalState): Decision {
  const round = opened(state, id);
  if (isRefusal(round)) return round;
  const refused = happened(committedOn, today, 'committedOn', round.openedOn) ?? sameCurrency(state, amount, 'amount');
  return refused ?? [{ type: 'CommitmentMade', data: { round: id, commitment, holder: holderOf(state, investor, newHolder), investor, amount, committedOn }, effective: committedOn }];
}

export function withdrawCommitment({ round: id, commitment, withdrawnOn, today }: CommandOf<'WithdrawCommitment'>, state: CapitalState): Decision {
  const round = opened(state, id);
  if (isRefusal(round)) return round;
  const made = round.commitments.find((c) => c.commitment === commitment);
  if (!made) return refuse('commitment-unknown', { round: id, commitment });
  if (made.withdrawnOn) return refuse('commitment-withdrawn', { round: id, commitment, day: made.withdrawnOn });
  return happened(withdrawnOn, today, 'withdrawnOn', made.committedOn) ?? [{ type: 'CommitmentWithdrawn', data: { round: id, commitment, withdrawnOn }, effective: withdrawnOn }];
}

/** What pricing an open round on a day takes: who holds what then, which SAFEs and notes convert, who has committed. */
export function sheetOf(state: CapitalState, round: Round, on: Day, shareClass = round.name): RoundSheet {
  const { held, promised, pool } = capitalisationOn(state, on);
  const isCommon = (name: string) => classTermsOn(state.classes, name, on)?.kind !== 'preferred';
  return {
    class: shareClass, preMoney: round.preMoney, commitments: round.commitments.filter((c) => !c.withdrawnOn && c.committedOn <= on), held, promised, pool,
    protected: protectedOn(state, on), safes: safesOn(keyed.values(state.safes), on), notes: notesOn(keyed.values(state.notes), on).map((note) => accrued(note, on)),
    common: held.reduce((sum, h) => sum + (isCommon(h.class) ? h.shares : 0), 0),
  };
}

/** What converts on an earlier day must not have ended on a later one: a SAFE cancelled since, a note repaid since. */
function endedSince(state: CapitalState, { safes, notes }: RoundSheet): Refusal | undefined {
  const safe = safes.map((s) => keyed.at(state.safes, s.safe)!).find((s) => s.situation !== 'outstanding');
  if (safe) return refuse('safe-not-outstanding', { safe: safe.safe, what: safe.situation, day: safe.on }, 'closedOn');
  const note = notes.map((n) => keyed.at(state.notes, n.note)!).find((n) => n.situation !== 'outstanding');
  return note && refuse('note-not-outstanding', { note: note.note, what: note.situation, day: note.on }, 'closedOn');
}

function accrued({ note, holder, investor, principal, rate, compounding, dayCount, signedOn, cap, discount, capBase }: ConvertibleNote, on: Day): NoteOnSheet {
  const grown = noteAccrual({ principal: exact.rational(principal.amount), rate: exact.parseDecimal(rate)!, compounding, signedOn, dayCount }, on);
  return { note, holder, investor, principal, amount: moneyFrom(grown, principal.currency), capBase, ...(cap && { cap }), ...(discount && { discount }) };
}

/** Prices the round and turns commitments and SAFEs into shares; what follows is decided from the state of the closing day. */
export function closeRound({ round: id, closedOn, class: given, preference, today, ...terms }: CommandOf<'CloseRound'>, state: CapitalState): Decision {
  const round = opened(state, id);
  if (isRefusal(round)) return round;
  if (closedOn < round.openedOn) return refuse('round-closed-before-opened', { round: id, name: round.name, day: round.openedOn }, 'closedOn');
  const last = lastClosed(state);
  if (last && closedOn < last.on) return refuse('round-not-in-order', { round: last.round, name: last.name, day: last.on }, 'closedOn');
  const refused = happened(closedOn, today, 'closedOn') ?? splitAfter(state, closedOn, 'closedOn') ?? contradictory(preference);
  if (refused) return refused;
  const sheet = sheetOf(state, round, closedOn, spelled(state.classes, given ?? round.name));
  if (sheet.commitments.length === 0) return refuse('round-without-commitments', { round: id });
  const over = endedSince(state, sheet);
  if (over) return over;
  const strange = Object.keys(terms.mfn ?? {}).find((safe) => !sheet.safes.some((s) => s.safe === safe));
  if (strange !== undefined) return refuse('safe-unknown', { safe: strange }, 'mfn');
  const proposal = proposeClose(sheet, { poolTarget: round.poolTarget, ...terms });
  if (proposal.kind !== 'priced') return refuse(proposal.kind, { round: id });
  const { convention, rounding, pricePerShare, raised, postMoney, poolIncrease, totalAfter } = proposal;
  const adjusted = proposal.adjusted.map(({ class: of, conversionPrice }) => ({ class: of, conversionPrice }));
  const issued = proposal.issued.map(({ commitment, holder, investor, class: of, shares, amount }) => ({ holding: holdingOf(commitment), commitment, holder, investor, class: of, shares, amount }));
  const converted = proposal.converted.map((c) => ({ holding: holdingOf(c.safe), ...c }));
  const convertedNotes = proposal.convertedNotes.map((c) => ({ holding: holdingOf(c.note), ...c }));
  const classes = usualTerms({ pricePerShare, issued, converted, convertedNotes }, preference, commonClass(state.classes, closedOn)).filter((c) => !classNamed(state.classes, c.class));
  return [{ type: 'RoundClosed', data: { round: id, name: round.name, closedOn, preMoney: round.preMoney, raised, postMoney, pricePerShare, convention, rounding, issued, converted, convertedNotes, poolIncrease, totalAfter, classes, ...(adjusted.length > 0 && { adjusted }), ...(preference?.standing === 'senior' && { senior: true }) }, effective: closedOn }];
}

/** The holding that a commitment or a SAFE becomes: its own id under another kind (`c…`, `s…`), so that it can be found again. */
const holdingOf = (source: string): string => source.replace(/^([a-z])[a-z]*-/, 'holding-$1');

/** The last close was a mistake: its shares, conversions and pool are gone and the round is open again. */
export function reverseRoundClose({ round: id, reason, today }: CommandOf<'ReverseRoundClose'>, state: CapitalState): Decision {
  const round = roundOf(state, id);
  if (!round) return refuse('round-unknown', { round: id });
  if (round.situation !== 'closed') return refuse('round-not-closed', { round: id, name: round.name });
  if (lastClosed(state)?.round !== id) return refuse('round-not-last', { round: id });
  const since = laterThanRound(state, round.round);
  if (since) return since;
  const facts: CapitalFact[] = [{ type: 'RoundCloseReversed', data: { round: id, reason }, effective: round.on }];
  return shortPool(state, facts, round.on, today, undefined, { round: id }) ?? facts;
}

export function abandonRound({ round: id, abandonedOn, reason, today }: CommandOf<'AbandonRound'>, state: CapitalState): Decision {
  const round = opened(state, id);
  if (isRefusal(round)) return round;
  return happened(abandonedOn, today, 'abandonedOn', round.openedOn) ?? [{ type: 'RoundAbandoned', data: { round: id, abandonedOn, reason }, effective: abandonedOn }];
}
