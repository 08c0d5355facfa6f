import { type Day, isRefusal, type Keyed, keyed, type Refusal } from '@capstan/kernel';
import { poolOn, safesOn, stakesOn } from './capitalisation.ts';
import type { CommandOf } from './commands.ts';
import type { CapitalFact } from './events.ts';
import { proposeClose, type RoundSheet } from './proposal.ts';
import { refuse } from './refusals.ts';
import { happened, holderOf, sameCurrency } from './rules.ts';
import { asConverted, classNamed, commonClass, spelled, termsOn } from './securities/classes.ts';
import { laterThanRound, splitAfter } from './securities/held.ts';
import type { Stake } from './securities/movements.ts';
import { contradictory, usualTerms } from './securities/round-terms.ts';
import type { ShareClass } from './securities/state.ts';
import type { CapitalState, PoolChange, Round, Safe } from './state.ts';

type Decision = CapitalFact[] | Refusal;
type OpenRound = Round & { situation: 'open' };
type ClosedRound = Round & { situation: 'closed' };

/** The round, if it is open; else why nothing can be done with it. */
function opened(state: CapitalState, id: string): OpenRound | Refusal {
  const round = state.rounds[id];
  if (!round) return refuse('round-unknown', { round: id });
  return round.situation === 'open' ? round : refuse(`round-${round.situation}`, { name: round.name, day: round.on });
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
  if (!made) return refuse('commitment-unknown');
  if (made.withdrawnOn) return refuse('commitment-withdrawn');
  return happened(withdrawnOn, today, 'withdrawnOn', made.committedOn) ?? [{ type: 'CommitmentWithdrawn', data: { round: id, commitment, withdrawnOn }, effective: withdrawnOn }];
}

interface There { readonly stakes: readonly Stake[]; readonly safes: readonly Safe[]; readonly pool: readonly PoolChange[]; readonly classes: Keyed<ShareClass> }

/** What pricing an open round on a day takes: who holds what then, as converted; which SAFEs convert; who has committed. */
export const sheetOf = (there: There, round: Round, on: Day, shareClass = round.name): RoundSheet => ({
  class: shareClass, preMoney: round.preMoney, commitments: round.commitments.filter((c) => !c.withdrawnOn && c.committedOn <= on),
  safes: safesOn(there.safes, on), pool: poolOn(there.pool, on),
  held: stakesOn(there.stakes, on).map((s) => ({ ...s, shares: asConverted(s.shares, termsOn(there.classes, s.class, on)) })),
});

const thereIn = ({ stakes, safes, pool, classes }: CapitalState): There => ({ stakes: keyed.values(stakes), safes: keyed.values(safes), pool, classes });

/** Prices the round and turns commitments and SAFEs into shares; what follows is decided from the state of the closing day. */
export function closeRound({ round: id, closedOn, class: given, preference, today, ...terms }: CommandOf<'CloseRound'>, state: CapitalState): Decision {
  const round = opened(state, id);
  if (isRefusal(round)) return round;
  if (closedOn < round.openedOn) return refuse('round-closed-before-opened', { name: round.name, day: round.openedOn }, 'closedOn');
  const last = lastClosed(state);
  if (last && closedOn < last.on) return refuse('round-not-in-order', { name: last.name, day: last.on }, 'closedOn');
  const refused = happened(closedOn, today, 'closedOn') ?? splitAfter(state, closedOn, 'closedOn') ?? contradictory(preference);
  if (refused) return refused;
  const sheet = sheetOf(thereIn(state), round, closedOn, spelled(state.classes, given ?? round.name));
  if (sheet.commitments.length === 0) return refuse('round-without-commitments');
  const proposal = proposeClose(sheet, { poolTarget: round.poolTarget, ...terms });
  if (proposal.kind !== 'priced') return refuse(proposal.kind);
  const { convention, rounding, pricePerShare, raised, postMoney, poolIncrease, totalAfter } = proposal;
  const issued = proposal.issued.map(({ commitment, holder, investor, class: of, shares, amount }) => ({ holding: holdingOf(commitment), commitment, holder, investor, class: of, shares, amount }));
  const converted = proposal.converted.map((c) => ({ holding: holdingOf(c.safe), ...c }));
  const classes = usualTerms({ pricePerShare, issued, converted }, preference, commonClass(state.classes, closedOn)).filter((c) => !classNamed(state.classes, c.class));
  return [{ type: 'RoundClosed', data: { round: id, name: round.name, closedOn, preMoney: round.preMoney, raised, postMoney, pricePerShare, convention, rounding, issued, converted, convertedNotes: [], poolIncrease, totalAfter, classes, ...(preference?.standing === 'senior' && { senior: true }) }, effective: closedOn }];
}

/** The holding that a commitment or a SAFE becomes: its own id under another kind (`c…`, `s…`), so that it can be found again. */
const holdingOf = (source: string): string => source.replace(/^([a-z])[a-z]*-/, 'holding-$1');

/** The last close was a mistake: its shares, conversions and pool are gone and the round is open again. */
export function reverseRoundClose({ round: id, reason }: CommandOf<'ReverseRoundClose'>, state: CapitalState): Decision {
  const round = state.rounds[id];
  if (!round) return refuse('round-unknown', { round: id });
  if (round.situation !== 'closed') return refuse('round-not-closed', { name: round.name });
  if (lastClosed(state)?.round !== id) return refuse('round-not-last', { round: id });
  const since = laterThanRound(state, round.round);
  if (since) return since;
  return [{ type: 'RoundCloseReversed', data: { round: id, reason }, effective: round.on }];
}

export function abandonRound({ round: id, abandonedOn, reason, today }: CommandOf<'AbandonRound'>, state: CapitalState): Decision {
  const round = opened(state, id);
  if (isRefusal(round)) return round;
  return happened(abandonedOn, today, 'abandonedOn', round.openedOn) ?? [{ type: 'RoundAbandoned', data: { round: id, abandonedOn, reason }, effective: abandonedOn }];
}
