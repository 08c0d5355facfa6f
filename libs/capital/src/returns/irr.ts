import { type Day, exact } from '@capstan/kernel';
import { type DayCount, yearsBetween } from '../rounds/day-count.ts';
import { type RateRange, ratesWorthNothing, signChanges, type TimedFlow } from './roots.ts';

/**
 * The internal rate of return, or in words why there is not one: money that only goes one way has none; flows that change
 * sign more than once can have several, and then none of them is *the* return (use MIRR). Never a guess among them.
 */
export type InternalRate =
  | { readonly kind: 'one'; readonly rate: number }
  | { readonly kind: 'none'; readonly because: 'one-way' | 'outside-range' }
  | { readonly kind: 'several'; readonly rates: readonly number[] };

export interface DatedFlow { readonly on: Day; readonly amount: number }

function rateOf(flows: readonly TimedFlow[], range?: RateRange): InternalRate {
  if (signChanges(flows) === 0) return { kind: 'none', because: 'one-way' };
  const rates = ratesWorthNothing(flows, range);
  if (rates.length === 0) return { kind: 'none', because: 'outside-range' };
  return rates.length === 1 ? { kind: 'one', rate: rates[0]! } : { kind: 'several', rates };
}

/** IRR per period of flows one period apart. All roots in the range are found. */
export const irr = (amounts: readonly number[], range?: RateRange): InternalRate => rateOf(amounts.map((amount, at) => ({ at, amount })), range);

/** Years of each flow after the earliest one. */
const timed = (flows: readonly DatedFlow[], count: DayCount): TimedFlow[] => {
  const first = flows.map((f) => f.on).sort()[0] ?? '';
  return flows.map(({ on, amount }) => ({ at: exact.toNumber(yearsBetween(first, on, count)), amount }));
};

/** IRR per year of dated flows, compounded yearly; day count `act/365f` as in Excel unless said otherwise. */
export const xirr = (flows: readonly DatedFlow[], count: DayCount = 'act/365f', range?: RateRange): InternalRate => rateOf(timed(flows, count), range);

/** What dated flows are worth on the day of the earliest, at a rate per year above −1. */
export const xnpv = (rate: number, flows: readonly DatedFlow[], count: DayCount = 'act/365f'): number =>
  timed(flows, count).reduce((sum, { at, amount }) => sum + amount * (1 + rate) ** -at, 0);
