import { exact, type Rational } from '@capstan/kernel';
import type { Convertible } from '../convertible.ts';
import { priceRound } from '../round-price.ts';
import type { RoundingPolicy } from '../rounding.ts';
import type { Protection } from './anti-dilution.ts';
import { afterRound, openTable, protectedIn, sharesOf, type StartTable, type Table, usualRounding } from './table.ts';
import type { Convention, PoolTerm, PricedRound, ProRataConvention, RoundTerms, Unpriceable } from './terms.ts';

/** A round to come. Money and prices in whole currency units, exact; convertibles settled (`settleMfn`) and with their interest. */
export interface PlannedRound {
  readonly name: string;
  readonly preMoney: Rational;
  readonly investors: readonly { readonly holder: string; readonly name: string; readonly amount: Rational }[];
  readonly pool: PoolTerm;
  readonly convention?: Convention;
  readonly rounding?: RoundingPolicy;
  /** What converts in this round, and for whom. */
  readonly convertibles: readonly (Convertible & { readonly holder: string; readonly name: string })[];
  /** Who takes their part of the new money. */
  readonly proRata?: { readonly convention: ProRataConvention; readonly holders: readonly string[] };
  /** The price protection that the classes of this round get. */
  readonly protection: Protection;
  /** Whether earlier classes are adjusted inside the pre-money of this round (default) or after it. */
  readonly adjusting?: 'inside' | 'after';
  /** Whether a broad base counts the unallocated pool; default `without`. */
  readonly reserve?: 'with' | 'without';
}

/** A round as it came out, with what it was asked and everyone's shares after it; a round that has no price ends the sequence. */
export type PlayedRound =
  | { readonly kind: 'priced'; readonly plan: PlannedRound; readonly terms: RoundTerms; readonly round: PricedRound; readonly table: Table }
  | { readonly kind: Unpriceable['kind'] | 'not-reached'; readonly plan: PlannedRound };

export interface Sequence { readonly start: Table; readonly rounds: readonly PlayedRound[] }

/** Plays rounds one after the other, each on what the one before left. */
export function playRounds(start: StartTable, plans: readonly PlannedRound[]): Sequence {
  const opened = openTable(start);
  let table = opened;
  let going = true;
  const rounds = plans.map((plan): PlayedRound => {
    if (!going) return { kind: 'not-reached', plan };
    const terms = termsOn(table, plan);
    const round = priceRound(terms);
    going = round.kind === 'priced';
    if (round.kind !== 'priced') return { kind: round.kind, plan };
    table = afterRound(table, plan, round);
    return { kind: 'priced', plan, terms, round, table };
  });
  return { start: opened, rounds };
}

/** The terms of a planned round on the table that it meets. */
export function termsOn(table: Table, plan: PlannedRound): RoundTerms {
  const { preMoney, investors, pool, convention, rounding = usualRounding, convertibles, proRata, adjusting = 'inside', reserve = 'without' } = plan;
  const classes = protectedIn(table, reserve);
  return {
    existing: table.total, unallocated: table.pool, common: exact.rational(table.start.common), preMoney, pool, rounding, convertibles,
    investments: investors.map(({ holder, amount }) => ({ id: holder, amount })),
    ...(convention && { convention }), ...(classes.length > 0 && { protection: { classes, priced: adjusting } }),
    ...(proRata && { proRata: { convention: proRata.convention, rights: proRata.holders.map((id) => ({ id, shares: sharesOf(table, id), convertibles: convertibles.filter((c) => c.holder === id).map((c) => c.id) })) } }),
  };
}
