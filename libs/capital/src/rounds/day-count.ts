import { type Day, daysBetween, exact, type Rational } from '@capstan/kernel';

/**
 * How many years lie between two days.
 * `act/365f`: days over 365, also in leap years. `act/360`: days over 360 (money market). `30/360`: months of 30 days (US
 * bond basis). `act/act`: the days of each calendar year over its own length (ISDA). Source: ISDA 2006 Definitions, 4.16.
 */
export const dayCounts = ['act/365f', 'act/360', '30/360', 'act/act'] as const;
export type DayCount = (typeof dayCounts)[number];

const { rational, sum } = exact;

/** Exact years from one day to a later one; zero when the later is not later. */
export function yearsBetween(from: Day, to: Day, count: DayCount): Rational {
  if (to <= from) return exact.ZERO;
  if (count === '30/360') return rational(thirties(from, to), 360n);
  return count === 'act/act' ? byCalendarYear(from, to) : rational(daysBetween(from, to), count === 'act/365f' ? 365n : 360n);
}

const parts = (day: Day) => day.split('-').map(Number) as [number, number, number];

/** A 31st counts as a 30th; at the end only when the beginning is at the end of its month too. */
function thirties(from: Day, to: Day): number {
  const [[y1, m1, d1], [y2, m2, d2]] = [parts(from), parts(to)];
  const start = Math.min(d1, 30);
  return (y2 - y1) * 360 + (m2 - m1) * 30 + (d2 === 31 && start === 30 ? 30 : d2) - start;
}

function byCalendarYear(from: Day, to: Day): Rational {
  const [[first], [last]] = [parts(from), parts(to)];
  const years = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return sum(years.map((year) => {
    const [start, end] = [`${year}-01-01`, `${year + 1}-01-01`];
    return rational(daysBetween(from > start ? from : start, to < end ? to : end), daysBetween(start, end));
  }));
}
