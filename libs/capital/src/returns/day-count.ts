import { type Day, daysBetween, daysInMonth, exact, type Rational } from '@capstan/kernel';

/**
 * How days become years. `act/365F`: days / 365, also in leap years (Excel XIRR). `act/360`: days / 360 (money market).
 * `30/360`: months of 30 days by the US bond basis; `30E/360` by the Eurobond basis. `act/act`: days of each calendar
 * year over its own length (ISDA). Source: ISDA 2006 Definitions, section 4.16.
 */
export const dayCounts = ['act/365F', 'act/360', '30/360', '30E/360', 'act/act'] as const;
export type DayCount = (typeof dayCounts)[number];

const parts = (day: Day) => [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))] as const;
const daysIn = (year: number): number => 337 + daysInMonth(year, 2);

/** Years from one day to a later one, exact; below zero when the second comes first. */
export function yearFraction(from: Day, to: Day, count: DayCount): Rational {
  if (from > to) return exact.neg(yearFraction(to, from, count));
  switch (count) {
    case 'act/365F': return exact.rational(daysBetween(from, to), 365);
    case 'act/360': return exact.rational(daysBetween(from, to), 360);
    case '30/360': return thirty(from, to, isMonthEnd);
    case '30E/360': return thirty(from, to, () => true);
    case 'act/act': return byCalendarYear(from, to);
  }
}

const isMonthEnd = (startDay: number): boolean => startDay >= 30;

/** The 31st counts as the 30th: at the start always, at the end when the rule says so. */
function thirty(from: Day, to: Day, cutEnd: (startDay: number) => boolean): Rational {
  const [[y1, m1, d1], [y2, m2, d2]] = [parts(from), parts(to)];
  const start = Math.min(d1, 30);
  const end = d2 === 31 && cutEnd(start) ? 30 : d2;
  return exact.rational(360 * (y2 - y1) + 30 * (m2 - m1) + (end - start), 360);
}

function byCalendarYear(from: Day, to: Day): Rational {
  const [[first], [last]] = [parts(from), parts(to)];
  if (first === last) return exact.rational(daysBetween(from, to), daysIn(first));
  const head = exact.rational(daysBetween(from, `${first + 1}-01-01`), daysIn(first));
  const tail = exact.rational(daysBetween(`${last}-01-01`, to), daysIn(last));
  return exact.sum([head, exact.rational(last - first - 1), tail]);
}
