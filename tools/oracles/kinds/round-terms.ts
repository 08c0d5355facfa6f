import { type Convention, type MfnElection, type PoolTerm, roundings, type RoundingPolicy, type RoundTerms, settleMfn, type Signed } from '@capstan/capital';
import { exact, type Rational } from '@capstan/kernel';
import type { Shaped } from '../case.ts';
import { numberIn, written } from '../figure.ts';

/** A SAFE as cases write it: a table, or `[amount, cap]` with `pre` or `post` behind; a cap of 0 or null is none. */
interface Written { id?: string; amount: number; cap?: number | null; discount?: number; type?: string; elects?: MfnElection | null; mfn?: boolean }
/** As 1984's library writes it: a table of its own names, or `[amount, cap, discount, 'post']`. */
type Listed = readonly (number | string)[] | (Partial<Written> & { investment?: number; conversionType?: string });

function asWritten(one: Listed): Written {
  if (!('length' in one)) {
    const { id, amount, investment, cap, discount, type, conversionType = type, elects, mfn } = one;
    return { amount: amount ?? investment ?? Number.NaN, ...(id !== undefined && { id }), ...(cap && { cap }), ...(discount && { discount }), ...(conversionType && { type: conversionType }), ...(elects !== undefined && { elects }), ...(mfn !== undefined && { mfn }) };
  }
  const [discount] = one.slice(2).filter((entry) => typeof entry === 'number');
  return { amount: one[0] as number, cap: one[1] as number, type: one.find((entry) => typeof entry === 'string') ?? 'post', ...(discount && { discount }) };
}

export const safesOf = (input: Shaped): Written[] => ((input['safes'] ?? []) as Listed[]).map(asWritten);
const idOf = (safe: Written, i: number): string => safe.id ?? `safe${i}`;

const signed = (safe: Written, i: number): Signed => ({
  id: idOf(safe, i), amount: written(safe.amount), kind: safe.type?.startsWith('pre') ? 'pre-money' : 'post-money', signedOn: '2025-01-01', mfn: safe.elects !== undefined || safe.mfn === true || safe.type === 'mfn',
  ...(safe.cap && { cap: written(safe.cap) }), ...(safe.discount && { discount: written(safe.discount) }),
});

const electionsOf = (input: Shaped): Record<string, MfnElection> => Object.fromEntries(safesOf(input).flatMap((safe, i) => (safe.elects === undefined ? [] : [[idOf(safe, i), safe.elects ?? 'none']])));

const held = ['founders', 'common', 'shares', 'existing_shares', 'preferred', 'options_outstanding', 'promised_options'] as const;
const pools = ['unissued_pool', 'unused_options', 'unallocated_pool'] as const;
const sumOf = (input: Shaped, names: readonly string[]): Rational => exact.sum(names.map((name) => numberIn(input, name) ?? exact.ZERO));

/** Shares before the round, whatever a case calls them. A pool that is reserved, or a part of everything, counts whole; what was granted from it is allocated. */
export function sharesOf(input: Shaped) {
  const holders = sumOf(input, held);
  const part = numberIn(input, 'pool_pct_pre');
  const reserved = part ? exact.sub(exact.div(holders, exact.sub(exact.ONE, part)), holders) : numberIn(input, 'pool_reserved', 'pool') ?? exact.ZERO;
  const unused = sumOf(input, pools);
  return {
    holders, pool: exact.add(unused, reserved), existing: exact.sum([holders, unused, reserved]),
    unallocated: exact.add(unused, exact.sub(reserved, numberIn(input, 'pool_granted', 'options_granted') ?? exact.ZERO)),
  };
}

function poolOf(input: Shaped): PoolTerm {
  const target = numberIn(input, 'pool_target_unallocated', 'pool_pct_post', 'pool_target_post', 'target_pool');
  return target ? { target } : { increase: numberIn(input, 'pool_increase_shares', 'pool_increase') ?? exact.ZERO };
}

/** `none` and silence are exact; a name is a policy of the engine; a table is a spreadsheet: it says decimal places of the price, rounded up, and what happens to shares, in every pass. */
function roundingOf(input: Shaped): RoundingPolicy {
  const asked = input['rounding'];
  if (typeof asked === 'string' && asked in roundings) return roundings[asked as keyof typeof roundings];
  if (typeof asked !== 'object' || asked === null) return roundings.exact;
  const { roundDownShares: down, roundPPSPlaces, pps_places: places = roundPPSPlaces, shares = down === true ? 'down' : undefined } = asked as { pps_places?: number; shares?: string; roundDownShares?: boolean; roundPPSPlaces?: number };
  return { when: 'throughout', price: places === undefined || places < 0 ? null : { places, policy: 'ceil' }, shares: shares === undefined || shares === 'none' ? null : shares === 'down' || shares === 'floor' ? 'floor' : shares === 'up' || shares === 'ceil' ? 'ceil' : 'half-up' };
}

const listOf = (x: unknown): readonly unknown[] => (Array.isArray(x) ? (x as unknown[]) : [x]);

/** The terms of the round of a case, for the engine. */
export function termsOf(input: Shaped): RoundTerms {
  const { existing, unallocated } = sharesOf(input);
  const money = input['series'] ?? input['new_money'];
  return {
    existing, unallocated, convertibles: settleMfn(safesOf(input).map(signed), electionsOf(input)), preMoney: numberIn(input, 'pre_money') ?? exact.ZERO, pool: poolOf(input),
    investments: (money === undefined ? [] : listOf(money).flat()).map((amount, i) => ({ id: `series${i}`, amount: written(amount) })),
    convention: ((input['convention'] as string | undefined) ?? 'percentage-ownership').replaceAll('_', '-').replace(/^(percentage-ownership|dollars-invested)-method$/, '$1') as Convention, rounding: roundingOf(input),
  };
}
