import { addDays, addMonths, type Day, lastDay, monthOf } from '@capstan/kernel';

const fixed = Array.from({ length: 28 }, (_, i) => String(i + 1).padStart(2, '0'));
/** On which day of its month a tranche vests, by the names of Open Cap Format 1.2 (`VestingDayOfMonth`). */
export const daysOfMonth = [...fixed, '29_OR_LAST_DAY_OF_MONTH', '30_OR_LAST_DAY_OF_MONTH', '31_OR_LAST_DAY_OF_MONTH', 'VESTING_START_DAY_OR_LAST_DAY_OF_MONTH'] as const;
export type DayOfMonth = string;
export const START_DAY: DayOfMonth = 'VESTING_START_DAY_OR_LAST_DAY_OF_MONTH';

/** A length of time: so many days, or so many calendar months (a quarter is 3, a year 12). */
export interface Period { readonly length: number; readonly unit: 'days' | 'months' }

/**
 * The day so many periods after another. Months count from `from` itself, so that a start on the 31st vests on 28 February and
 * on 31 March again; `dayOfMonth` names the day, clamped to the month's end, and by default it is that of the vesting start:
 * a start on 28 February vests on the 28th, and on month ends only under `31_OR_LAST_DAY_OF_MONTH`.
 */
export function after(from: Day, { length, unit }: Period, times = 1, dayOfMonth: DayOfMonth = START_DAY, start: Day = from): Day {
  if (unit === 'days') return addDays(from, length * times);
  const month = addMonths(monthOf(from), length * times);
  const wanted = `${month}-${dayOfMonth === START_DAY ? start.slice(8) : dayOfMonth.slice(0, 2)}`;
  const last = lastDay(month);
  return wanted > last ? last : wanted;
}

/** The vesting days of a regular schedule: so many periods after the start, in order. */
export const vestingDates = (start: Day, every: Period, periods: number, dayOfMonth: DayOfMonth = START_DAY): Day[] =>
  Array.from({ length: periods }, (_, i) => after(start, every, i + 1, dayOfMonth));
