import { type Day, type Decimal, type Fact, type Fraction, type Keyed, keyed, type Money } from '@capstan/kernel';
import type { z } from 'zod';
import type { CapitalFact, RoundClosed } from './events.ts';
import { withGrants } from './grants/evolve.ts';
import { type Grants, noGrants } from './grants/state.ts';
import { evolveSecurities, withHolder, withMovement, withNote, withoutTermsOfRound, withTermsOfRound } from './securities/evolve.ts';
import type { SplitRounding } from './securities/facts.ts';
import type { Stake } from './securities/movements.ts';
import type { ConvertibleNote, ShareClass, Warrant } from './securities/state.ts';

type DecimalText = z.infer<typeof Decimal>;

/** The pool is set to a number of shares, a round adds some, or a split multiplies it. */
export type PoolChange =
  | { readonly on: Day; readonly set: number }
  | { readonly on: Day; readonly add: number; readonly round?: string }
  | { readonly on: Day; readonly ratio: Fraction; readonly rounding: z.infer<typeof SplitRounding> };

export interface SafeTerms {
  readonly safe: string; readonly holder: string; readonly investor: string; readonly amount: Money; readonly kind: 'post-money' | 'pre-money';
  readonly cap?: Money; readonly discount?: DecimalText; readonly mfn: boolean; readonly signedOn: Day;
}
export type Safe = SafeTerms & ({ readonly situation: 'outstanding' } | { readonly situation: 'cancelled' | 'converted'; readonly on: Day });

export interface Commitment { readonly commitment: string; readonly holder: string; readonly investor: string; readonly amount: Money; readonly committedOn: Day; readonly withdrawnOn?: Day }

interface RoundTermsheet { readonly round: string; readonly name: string; readonly preMoney: Money; readonly target: Money; readonly poolTarget?: DecimalText; readonly openedOn: Day; readonly commitments: readonly Commitment[] }
export type Round = RoundTermsheet & ({ readonly situation: 'open' } | { readonly situation: 'closed'; readonly on: Day; readonly outcome: RoundClosed } | { readonly situation: 'abandoned'; readonly on: Day });

/** All that deciding about capital needs to know. */
export interface CapitalState {
  readonly currency?: string;
  readonly foundedOn?: Day;
  readonly stakes: Keyed<Stake>;
  readonly pool: readonly PoolChange[];
  readonly safes: Keyed<Safe>;
  readonly rounds: Readonly<Record<string, Round>>;
  /** The id of everyone who holds or has promised something, by name as one would compare it. */
  readonly holders: Keyed<string>;
  /** Share classes by name as one would compare it. */
  readonly classes: Keyed<ShareClass>;
  readonly warrants: Keyed<Warrant>;
  readonly notes: Keyed<ConvertibleNote>;
  readonly grants: Grants;
}

export const noCapital: CapitalState = { stakes: keyed.keyed(), pool: [], safes: keyed.keyed(), rounds: {}, holders: keyed.keyed(), classes: keyed.keyed(), warrants: keyed.keyed(), notes: keyed.keyed(), grants: noGrants };

const withRound = (state: CapitalState, id: string, change: (round: Round) => Round): CapitalState => {
  const round = state.rounds[id];
  return round ? { ...state, rounds: { ...state.rounds, [id]: change(round) } } : state;
};
const withSafe = (state: CapitalState, id: string, situation: 'cancelled' | 'converted', on: Day): CapitalState => {
  const safe = keyed.at(state.safes, id);
  return safe ? { ...state, safes: keyed.put(state.safes, id, { ...safe, situation, on }) } : state;
};

/** The state after one more fact. Facts of other contexts leave it as it is. */
export function evolve(state: CapitalState, one: CapitalFact | Fact): CapitalState {
  const { type, data } = one as CapitalFact;
  switch (type) {
    case 'CompanyFounded': return { ...state, currency: data.currency, foundedOn: data.foundedOn };
    case 'PoolSet': return { ...state, pool: [...state.pool, { on: data.setOn, set: data.shares }] };
    case 'SafeSigned': return { ...state, safes: keyed.put<Safe>(state.safes, data.safe, { ...data, situation: 'outstanding' }), holders: withHolder(state, data.investor, data.holder) };
    case 'SafeCancelled': return withSafe(state, data.safe, 'cancelled', data.cancelledOn);
    case 'RoundOpened': return { ...state, rounds: { ...state.rounds, [data.round]: { ...data, situation: 'open', commitments: [] } } };
    case 'CommitmentMade': {
      const { round: _, ...commitment } = data;
      return { ...withRound(state, data.round, (r) => ({ ...r, commitments: [...r.commitments, commitment] })), holders: withHolder(state, data.investor, data.holder) };
    }
    case 'CommitmentWithdrawn': return withRound(state, data.round, (r) => ({ ...r, commitments: r.commitments.map((c) => (c.commitment === data.commitment ? { ...c, withdrawnOn: data.withdrawnOn } : c)) }));
    case 'RoundClosed': return closed(state, data);
    case 'RoundCloseReversed': return reopened(state, data.round);
    case 'RoundAbandoned': return withRound(state, data.round, (r) => ({ ...r, situation: 'abandoned', on: data.abandonedOn }));
    default: return withGrants(evolveSecurities(withMovement(state, one as CapitalFact), one as CapitalFact), one as CapitalFact);
  }
}

function closed(before: CapitalState, outcome: RoundClosed): CapitalState {
  const { round, closedOn } = outcome;
  const state = withMovement(withTermsOfRound(before, outcome), { type: 'RoundClosed', data: outcome });
  const next = withRound(state, round, (r) => ({ ...r, situation: 'closed', on: closedOn, outcome }));
  const converted = outcome.converted.reduce((s, c) => withSafe(s, c.safe, 'converted', closedOn), next);
  const all = outcome.convertedNotes.reduce((s, c) => withNote(s, c.note, 'converted', closedOn), converted);
  return { ...all, pool: [...all.pool, { on: closedOn, add: outcome.poolIncrease, round }] };
}

function reopened(state: CapitalState, id: string): CapitalState {
  const round = state.rounds[id];
  if (round?.situation !== 'closed') return state;
  const back = round.outcome.converted.flatMap(({ safe }) => keyed.at(state.safes, safe) ?? []);
  const { situation: _, on: _on, outcome: _outcome, ...termsheet } = round;
  return {
    ...withoutTermsOfRound(state, id), safes: back.reduce((all, safe) => keyed.put(all, safe.safe, outstanding(safe)), state.safes), notes: round.outcome.convertedNotes.reduce((all, { note }) => reopenedNote(all, note), state.notes),
    stakes: keyed.values(state.stakes).filter((s) => s.round === id).reduce((all, s) => keyed.drop(all, s.holding), state.stakes), pool: state.pool.filter((p) => !('round' in p && p.round === id)),
    rounds: { ...state.rounds, [id]: { ...termsheet, situation: 'open' } },
  };
}

function reopenedNote(notes: CapitalState['notes'], id: string): CapitalState['notes'] {
  const { situation: _, on: _on, ...terms } = keyed.at(notes, id) as Extract<ConvertibleNote, { on: Day }>;
  return keyed.put(notes, id, { ...terms, situation: 'outstanding' as const });
}

const outstanding = (safe: Safe): Safe => {
  const { safe: id, holder, investor, amount, kind, cap, discount, mfn, signedOn } = safe;
  return { safe: id, holder, investor, amount, kind, cap, discount, mfn, signedOn, situation: 'outstanding' };
};
