import { type Day, exact, type Money } from '@capstan/kernel';
import type { CapitalFact, RoundClosed } from '../events.ts';
import { splitShares } from './splits.ts';
import type { ShareCount } from './state.ts';

/** How shares came into a hand. */
export const origins = ['issue', 'round', 'safe', 'note', 'transfer', 'rest', 'conversion', 'warrant', 'grant', 'release'] as const;
export type Origin = (typeof origins)[number];
/** How they left it. */
export const endings = ['cancelled', 'transferred', 'repurchased', 'converted'] as const;
export type Ending = (typeof endings)[number];

/** Shares in one hand: `shares` of them from `since` on, other numbers after splits, none from `gone` on. */
export interface Stake {
  readonly holding: string;
  readonly holder: string;
  readonly name: string;
  readonly class: string;
  readonly shares: number;
  readonly since: Day;
  readonly gone?: Day | undefined;
  readonly ended?: Ending | undefined;
  /** The round that issued them, for as long as they are as it issued them. */
  readonly round?: string | undefined;
  readonly from?: Origin | undefined;
  /** The holding these shares were part of before. */
  readonly source?: string | undefined;
  /** What the company got for them, in all. */
  readonly paid?: Money | undefined;
  readonly steps?: readonly ShareCount[] | undefined;
}

/** What a fact does to holdings: some end on its day, others begin. */
export interface Movement { readonly on: Day; readonly ends: readonly string[]; readonly ended?: Ending; readonly begins: readonly Stake[] }

type Find = (holding: string) => Stake | undefined;

/** Shares of a holding at the end of a day on which it is there. */
export function sharesOn({ shares, steps }: Stake, on: Day): number {
  let now = shares;
  for (const step of steps ?? []) if (step.on <= on) now = step.shares;
  return now;
}
/** Shares of a holding as last recorded. */
export const sharesNow = ({ shares, steps }: Stake): number => steps?.at(-1)?.shares ?? shares;

/** What a fact moves; undefined for a fact that moves nothing. `find` gives the holding as it stood before. */
export function movementOf(fact: CapitalFact, find: Find): Movement | undefined {
  const { type, data } = fact;
  switch (type) {
    case 'SharesIssued': return begun(data.issuedOn, [{ holding: data.holding, holder: data.holder, name: data.holderName, class: data.class, shares: data.shares, since: data.issuedOn, from: 'issue', paid: data.paid }]);
    case 'RoundClosed': return begun(data.closedOn, stakesOfRound(data));
    case 'SharesCancelled': return parted(find(data.holding), data.cancelledOn, 'cancelled', data.shares, data.rest);
    case 'SharesRepurchased': return parted(find(data.holding), data.repurchasedOn, 'repurchased', data.shares, data.rest);
    case 'SharesTransferred': return parted(find(data.holding), data.transferredOn, 'transferred', data.shares, data.rest, { holding: data.moved, holder: data.to, name: data.toName, from: 'transfer' });
    case 'SharesConverted': return parted(find(data.holding), data.convertedOn, 'converted', data.given, data.rest, { holding: data.into, class: data.class, shares: data.shares, from: 'conversion' });
    case 'WarrantExercised': return begun(data.exercisedOn, [{ holding: data.holding, holder: data.holder, name: data.holderName, class: data.class, shares: data.shares, since: data.exercisedOn, from: 'warrant', paid: data.paid }]);
    case 'GrantExercised': return begun(data.exercisedOn, [{ holding: data.holding, holder: data.holder, name: data.holderName, class: data.class, shares: data.shares, since: data.exercisedOn, from: 'grant', paid: data.paid }]);
    case 'UnitsReleased': return begun(data.releasedOn, [{ holding: data.holding, holder: data.holder, name: data.holderName, class: data.class, shares: data.shares, since: data.releasedOn, from: 'release' }]);
    default: return undefined;
  }
}

const begun = (on: Day, begins: readonly Stake[]): Movement => ({ on, ends: [], begins });

const stakesOfRound = ({ round, closedOn, issued, converted, convertedNotes }: RoundClosed): Stake[] => [
  ...issued.map((i) => ({ ...i, from: 'round' as const })), ...converted.map((i) => ({ ...i, from: 'safe' as const })), ...convertedNotes.map((i) => ({ ...i, from: 'note' as const })),
].map((i) => ({ holding: i.holding, holder: i.holder, name: i.investor, class: i.class, shares: i.shares, since: closedOn, round, from: i.from, paid: i.amount }));

/** A holding ends; what of it went elsewhere and what stays begin as holdings of their own. */
function parted(whole: Stake | undefined, on: Day, ended: Ending, shares: number | undefined, rest: string | undefined, elsewhere?: Partial<Stake> & { holding: string; from: Origin }): Movement | undefined {
  if (!whole) return undefined;
  const { holder, name, class: of, holding } = whole;
  const part = { holder, name, class: of, since: on, source: holding };
  const all = sharesNow(whole);
  return {
    on, ended, ends: [holding],
    begins: [
      ...(elsewhere ? [{ ...part, shares: shares ?? all, ...elsewhere }] : []),
      ...(rest === undefined ? [] : [{ ...part, holding: rest, shares: all - (shares ?? all), from: 'rest' as const }]),
    ],
  };
}

type SplitFact = Extract<CapitalFact, { type: 'SharesSplit' }>['data'];
/** The holding after a split of its class; as it was when it is not there on that day. */
export function splitStake(stake: Stake, { splitOn: on, ratio, rounding }: SplitFact): Stake {
  if (stake.since > on || (stake.gone !== undefined && stake.gone <= on)) return stake;
  return { ...stake, steps: [...(stake.steps ?? []), { on, shares: splitShares(sharesNow(stake), exact.fromFraction(ratio), rounding) }] };
}
