import { type Day, type Decimal, type Fact, type Keyed, keyed, type Money } from '@capstan/kernel';
import type { z } from 'zod';
import type { CapitalFact, RoundClosed } from './events.ts';

type DecimalText = z.infer<typeof Decimal>;

/** Shares in one hand. `gone` is the day from which they are no longer there. */
export interface Stake {
  readonly holding: string;
  readonly holder: string;
  readonly name: string;
  readonly class: string;
  readonly shares: number;
  readonly since: Day;
  readonly gone?: Day;
  readonly round?: string;
}

/** The pool is set to a number of shares, or a round adds some. */
export type PoolChange = { readonly on: Day; readonly set: number } | { readonly on: Day; readonly add: number; readonly round: string };

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
}

export const noCapital: CapitalState = { stakes: keyed.keyed(), pool: [], safes: keyed.keyed(), rounds: {}, holders: keyed.keyed() };

/** Two spellings of one name: case and spaces do not tell holders apart. */
export const nameKey = (name: string): string => name.trim().replace(/\s+/g, ' ').toLowerCase();

const known = (state: CapitalState, name: string, holder: string) => keyed.put(state.holders, nameKey(name), holder);
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
    case 'SharesIssued': {
      const stake: Stake = { holding: data.holding, holder: data.holder, name: data.holderName, class: data.class, shares: data.shares, since: data.issuedOn };
      return { ...state, stakes: keyed.put(state.stakes, data.holding, stake), holders: known(state, data.holderName, data.holder) };
    }
    case 'SharesCancelled': {
      const stake = keyed.at(state.stakes, data.holding);
      return stake ? { ...state, stakes: keyed.put(state.stakes, data.holding, { ...stake, gone: data.cancelledOn }) } : state;
    }
    case 'PoolSet': return { ...state, pool: [...state.pool, { on: data.setOn, set: data.shares }] };
    case 'SafeSigned': return { ...state, safes: keyed.put<Safe>(state.safes, data.safe, { ...data, situation: 'outstanding' }), holders: known(state, data.investor, data.holder) };
    case 'SafeCancelled': return withSafe(state, data.safe, 'cancelled', data.cancelledOn);
    case 'RoundOpened': return { ...state, rounds: { ...state.rounds, [data.round]: { ...data, situation: 'open', commitments: [] } } };
    case 'CommitmentMade': {
      const { round: _, ...commitment } = data;
      return { ...withRound(state, data.round, (r) => ({ ...r, commitments: [...r.commitments, commitment] })), holders: known(state, data.investor, data.holder) };
    }
    case 'CommitmentWithdrawn': return withRound(state, data.round, (r) => ({ ...r, commitments: r.commitments.map((c) => (c.commitment === data.commitment ? { ...c, withdrawnOn: data.withdrawnOn } : c)) }));
    case 'RoundClosed': return closed(state, data);
    case 'RoundCloseReversed': return reopened(state, data.round);
    case 'RoundAbandoned': return withRound(state, data.round, (r) => ({ ...r, situation: 'abandoned', on: data.abandonedOn }));
    default: return state;
  }
}

function closed(state: CapitalState, outcome: RoundClosed): CapitalState {
  const { round, closedOn } = outcome;
  const stakes = [...outcome.issued, ...outcome.converted].map((i): Stake => ({ holding: i.holding, holder: i.holder, name: i.investor, class: i.class, shares: i.shares, since: closedOn, round }));
  const next = withRound(state, round, (r) => ({ ...r, situation: 'closed', on: closedOn, outcome }));
  const converted = outcome.converted.reduce((s, c) => withSafe(s, c.safe, 'converted', closedOn), next);
  return { ...converted, stakes: stakes.reduce((all, s) => keyed.put(all, s.holding, s), converted.stakes), pool: [...converted.pool, { on: closedOn, add: outcome.poolIncrease, round }] };
}

function reopened(state: CapitalState, id: string): CapitalState {
  const round = state.rounds[id];
  if (round?.situation !== 'closed') return state;
  const back = round.outcome.converted.flatMap(({ safe }) => keyed.at(state.safes, safe) ?? []);
  const { situation: _, on: _on, outcome: _outcome, ...termsheet } = round;
  return {
    ...state, safes: back.reduce((all, safe) => keyed.put(all, safe.safe, outstanding(safe)), state.safes),
    stakes: [...round.outcome.issued, ...round.outcome.converted].reduce((all, i) => keyed.drop(all, i.holding), state.stakes), pool: state.pool.filter((p) => !('round' in p && p.round === id)),
    rounds: { ...state.rounds, [id]: { ...termsheet, situation: 'open' } },
  };
}

const outstanding = (safe: Safe): Safe => {
  const { safe: id, holder, investor, amount, kind, cap, discount, mfn, signedOn } = safe;
  return { safe: id, holder, investor, amount, kind, cap, discount, mfn, signedOn, situation: 'outstanding' };
};
