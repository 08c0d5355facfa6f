import { allocateEvenly, type AllocationType, type Installment, installments, vestedBy, vestingDates, VestingTerms } from '@capstan/capital';
import { exact } from '@capstan/kernel';
import type { OracleCase, Shaped } from '../case.ts';
import type { Engine } from '../engines.ts';
import { either, type Figure, named, numberIn, written } from '../figure.ts';

const whole = (input: Shaped, name: string): number => Number(input[name]);
const fraction = (x: unknown) => exact.toFraction(written(x));
const howOf = (input: Shaped) => ({ ...(input['allocation_type'] !== undefined && { allocation: input['allocation_type'] }), ...(input['day_of_month'] !== undefined && { dayOfMonth: input['day_of_month'] }) });

interface WrittenTranche { after_months?: number; after_days?: number; fraction: unknown }

/** The terms of a case: a list of tranches, or even installments every so many months with a cliff. */
function termsOf(input: Shaped): VestingTerms {
  const start = input['start'] ?? input['grant'];
  if (Array.isArray(input['tranches'])) {
    const tranches = (input['tranches'] as WrittenTranche[]).map((t) => ({ after: t.after_days === undefined ? { length: t.after_months, unit: 'months' } : { length: t.after_days, unit: 'days' }, part: fraction(t.fraction) }));
    return VestingTerms.parse({ kind: 'tranches', start, tranches, ...howOf(input) });
  }
  const length = whole({ every_months: 1, ...input }, 'every_months');
  const part = numberIn(input, 'cliff_pct', 'cliff_fraction');
  const cliff = input['cliff_months'] ? { length: whole(input, 'cliff_months'), unit: 'months', ...(part && { part: exact.toFraction(part) }) } : undefined;
  return VestingTerms.parse({ kind: 'schedule', start, every: { length, unit: 'months' }, periods: whole(input, 'months') / length, ...(cliff && { cliff }), ...howOf(input) });
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const row = (one: Installment | undefined): Figure => (one ? [one.on, one.shares] : undefined);

/** What a source may say about a schedule: its ends, its sums, the days it names. */
export function figuresOf(all: readonly Installment[], shares: number, expected: unknown): Figure {
  if (Array.isArray(expected)) return all.map(row);
  const days = Object.keys(expected as Shaped).filter((name) => DAY.test(name));
  const later = new Set(all.slice(1).map((one) => one.shares));
  const on = (day: string): Figure => {
    const vested = vestedBy(all, day);
    return either({ vested, installment: all.find((one) => one.on === day)?.shares ?? 0, unvested: shares - vested }, vested);
  };
  return {
    ...named(all.length, 'events', 'count', 'installments'), ...named(row(all[0]), 'first', 'cliff'), ...named(row(all[1]), 'next', 'second'), last: row(all.at(-1)),
    first_date: all[0]?.on, last_date: all.at(-1)?.on, ...named(all.reduce((sum, one) => sum + one.shares, 0), 'sum', 'total'),
    ...(later.size === 1 && named(all[1]!.shares, 'monthly_after', 'each_after')), schedule: all.map(row), ...Object.fromEntries(days.map((day) => [day, on(day)])),
  };
}

function vesting({ input, expected }: OracleCase): Figure {
  const shares = whole(input, 'shares');
  return figuresOf(installments({ shares, terms: termsOf(input) }), shares, expected);
}

function dates(input: Shaped): Figure {
  const { start, day_of_month: day } = input;
  const length = whole({ every_months: 1, ...input }, 'every_months');
  return vestingDates(typeof start === 'string' ? start : '', { length, unit: 'months' }, whole(input, 'months') / length, ...(typeof day === 'string' ? [day] : []));
}

/** Vesting: which days, how many shares. */
export const vestingKinds: Readonly<Record<string, Engine>> = {
  vesting, vesting_dates: ({ input }) => dates(input),
  vesting_rounding: ({ input }) => allocateEvenly(whole(input, 'shares'), whole(input, 'installments'), input['allocation_type'] as AllocationType),
};
