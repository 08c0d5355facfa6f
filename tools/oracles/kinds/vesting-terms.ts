import { VestingTerms } from '@capstan/capital';
import { daysBetween, exact } from '@capstan/kernel';
import type { Shaped } from '../case.ts';
import { numberIn, written } from '../figure.ts';

/** A whole number of the input; not a number where it is left out. */
export const whole = (input: Shaped, name: string): number => Number(input[name]);
const howOf = (input: Shaped) => ({ ...(input['allocation_type'] !== undefined && { allocation: input['allocation_type'] }), ...(input['day_of_month'] !== undefined && { dayOfMonth: input['day_of_month'] }) });

const frequencies: Readonly<Record<string, number>> = { monthly: 1, quarterly: 3, semiannually: 6, annual: 12, annually: 12, yearly: 12 };
/** Months from one installment to the next, whatever a case calls them; one where it says nothing. */
export function monthsApart(input: Shaped): number {
  const counted = ['every_months', 'period_months', 'interval_months', 'months_per_installment'].map((name) => input[name]).find((value) => value !== undefined);
  const said = [input['frequency'], input['period'], input['vesting'], ...Object.keys(frequencies).filter((name) => input[name] === true)];
  const word = said.find((name): name is string => typeof name === 'string');
  if (counted === undefined && word !== undefined && !(word in frequencies)) throw new Error(`frequency not known: ${word}`);
  return Number(counted ?? (word === undefined ? said.find((value) => typeof value === 'number') ?? 1 : frequencies[word]));
}

/** How many installments: as written, or as many as fit into the months. */
export function periodsOf(input: Shaped, length: number): number {
  const [months, years, counted] = [input['months'], input['years'], input['installments'] ?? input['periods']];
  const all = months ?? (years === undefined ? undefined : Number(years) * 12);
  if (all === undefined && counted === undefined) throw new Error('no months in the input');
  if (all !== undefined && counted !== undefined && Number(all) !== Number(counted) * length) throw new Error(`${Number(counted)} installments of ${length} months are not ${Number(all)} months`);
  return all === undefined ? Number(counted) : Number(all) / length;
}

interface WrittenTranche { after_months?: number; after_days?: number; date?: string; fraction?: unknown; pct?: unknown }

/** Tranches after so many months or days of the start, or on a day of their own; parts are fractions, or per cent where they sum to more than one. */
function tranchesOf(start: unknown, all: readonly WrittenTranche[]) {
  const parts = all.map(({ fraction: part, pct }) => written(part ?? pct));
  const unit = exact.compare(exact.sum(parts), exact.ONE) > 0 ? exact.rational(100) : exact.ONE;
  return all.map(({ after_months: months, after_days: days, date }, i) => ({
    after: months === undefined ? { length: days ?? (date === undefined ? undefined : daysBetween(String(start), date)), unit: 'days' } : { length: months, unit: 'months' },
    part: exact.toFraction(exact.div(parts[i]!, unit)),
  }));
}

/** The terms of a case: a list of tranches, or even installments every so many months with a cliff. */
export function termsOf(input: Shaped): VestingTerms {
  const start = input['start'] ?? input['grant'] ?? input['grant_date'];
  if (Array.isArray(input['tranches'])) {
    return VestingTerms.parse({ kind: 'tranches', start, tranches: tranchesOf(start, input['tranches'] as WrittenTranche[]), ...howOf(input) });
  }
  const length = monthsApart(input);
  const named = numberIn(input, 'cliff_pct', 'cliff_fraction', 'cliff_percent');
  const part = named && exact.compare(named, exact.ONE) > 0 ? exact.div(named, exact.rational(100)) : named;
  const cliff = input['cliff_months'] ? { length: whole(input, 'cliff_months'), unit: 'months', ...(part && { part: exact.toFraction(part) }) } : undefined;
  return VestingTerms.parse({ kind: 'schedule', start, every: { length, unit: 'months' }, periods: periodsOf(input, length), ...(cliff && { cliff }), ...howOf(input) });
}
