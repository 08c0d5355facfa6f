import { exact, type Rational } from '@capstan/kernel';
import { priceRound, type Convention, type Convertible, type MfnElection, type PoolTerm, roundings, type RoundingPolicy, type RoundTerms, settleMfn, type Signed } from '../src/index.ts';

type Shaped = Readonly<Record<string, unknown>>;
export interface OracleCase { readonly id: string; readonly kind: string; readonly input: Shaped; readonly expected: Shaped; readonly source: string }

/** The exact value of a number as it is written in a case. */
export const written = (n: number): Rational => exact.parseDecimal(n.toString()) ?? exact.parseDecimal(n.toFixed(20))!;
const number = (input: Shaped, name: string): Rational => written((input[name] as number | undefined) ?? 0);

interface Written { id?: string; amount: number; cap?: number | null; discount?: number; type?: string; elects?: MfnElection }
const asWritten = (s: Written | readonly (number | string)[]): Written => ('amount' in s ? s : { amount: s[0] as number, cap: s[1] as number, type: (s[2] as string | undefined) ?? 'post' });

function signed(input: Shaped): Signed[] {
  return ((input['safes'] ?? []) as (Written | number[])[]).map(asWritten).map((s, i) => ({
    id: s.id ?? `safe${i}`, amount: written(s.amount), kind: s.type === 'pre' ? 'pre-money' : 'post-money', signedOn: '2025-01-01', mfn: s.elects !== undefined,
    ...(s.cap && { cap: written(s.cap) }), ...(s.discount && { discount: written(s.discount) }),
  }));
}

const elections = (input: Shaped): Record<string, MfnElection> =>
  Object.fromEntries(((input['safes'] ?? []) as Written[]).flatMap((s) => (s.elects ? [[s.id!, s.elects]] : [])));

const convertibles = (input: Shaped): Convertible[] => settleMfn(signed(input), elections(input));

/** Shares of the case, whatever it calls them. A pool that is reserved counts whole; what was granted from it is allocated. */
function shares(input: Shaped): { existing: Rational; unallocated: Rational } {
  const names = ['founders', 'common', 'shares', 'existing_shares', 'options_outstanding', 'promised_options', 'unissued_pool', 'unused_options', 'pool_reserved'];
  const unallocated = exact.sum(['unissued_pool', 'unused_options'].map((n) => number(input, n)));
  return { existing: exact.sum(names.map((n) => number(input, n))), unallocated: exact.add(unallocated, exact.sub(number(input, 'pool_reserved'), number(input, 'pool_granted'))) };
}

function pool(input: Shaped): PoolTerm {
  const target = input['pool_target_unallocated'] ?? input['pool_pct_post'] ?? input['target_pool'];
  return typeof target === 'number' ? { target: written(target) } : { increase: number(input, 'pool_increase_shares') };
}

function rounding(input: Shaped): RoundingPolicy {
  const asked = input['rounding'];
  if (typeof asked !== 'object' || asked === null) return roundings.exact;
  const { pps_places: places } = asked as { pps_places: number };
  return { price: { places, policy: 'half-up' }, shares: 'half-up' };
}

export function roundOf(input: Shaped): RoundTerms {
  const series = (input['series'] ?? [input['new_money']]) as number[];
  const convention = ((input['convention'] as string | undefined) ?? 'percentage_ownership').replaceAll('_', '-') as Convention;
  return {
    ...shares(input), convertibles: convertibles(input), preMoney: number(input, 'pre_money'),
    investments: series.map((amount, i) => ({ id: `series${i}`, amount: written(amount) })), pool: pool(input), convention, rounding: rounding(input),
  };
}

export const played = (input: Shaped, rounding?: RoundingPolicy) => {
  const result = priceRound({ ...roundOf(input), ...(rounding && { rounding }) });
  if (result.kind !== 'priced') throw new Error(result.kind);
  return result;
};
