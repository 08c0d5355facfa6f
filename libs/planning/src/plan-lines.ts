import { type Day, type Month, addMonths, daysBetween, daysInMonth, firstDay, lastDay, monthOf, monthsBetween } from '@capstan/kernel';
import type { PlanLine } from './project-cash.ts';

const length = (month: Month) => daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5, 7)));

/** The part of a month's amount that falls on the days after `start`, when it is spread evenly over the month. Both parts add up exactly. */
export const afterDay = (amount: number, month: Month, start: Day): number => {
  const gone = Math.min(length(month), Math.max(0, daysBetween(firstDay(month), start) + 1));
  return amount - Math.round((amount * gone) / length(month));
};

/** A share of a month's amount for the days from `from` to `to` (both counted, open-ended without `to`), spread evenly. */
export function withinMonth(amount: number, month: Month, from: Day, to: Day | null): number {
  const first = from > firstDay(month) ? from : firstDay(month);
  const last = to !== null && to < lastDay(month) ? to : lastDay(month);
  return Math.round((amount * Math.max(0, daysBetween(first, last) + 1)) / length(month));
}

export interface Monthly { readonly monthly: number; readonly from: Month; readonly to?: Month | null; /** Growth per month as a fraction, from the second month on. */ readonly growth?: number }

/** The amounts of something that is paid every month from `from` to `to`, as a plan that starts on `start` sees them: only what is still to come. */
export function monthlyAmounts({ monthly, from, to, growth = 0 }: Monthly, start: Day, horizon: number): number[] {
  return Array.from({ length: horizon }, (_, i) => {
    const month = addMonths(monthOf(start), i);
    if (month < from || (to && month > to)) return 0;
    const grown = Math.round(monthly * (1 + growth) ** monthsBetween(from, month));
    return i === 0 ? afterDay(grown, month, start) : grown;
  });
}

/** What if it started so many months later (earlier when below zero)? What would have come before the plan's start is gone. */
export const shifted = (line: PlanLine, by: number): PlanLine =>
  by >= 0 ? { ...line, amounts: [...Array<number>(by).fill(0), ...line.amounts] } : { ...line, amounts: line.amounts.length > -by ? line.amounts.slice(-by) : line.amounts.slice(-1) };

/** What if it cost (or earned) so many times as much? */
export const scaled = (line: PlanLine, factor: number): PlanLine => ({ ...line, amounts: line.amounts.map((a) => Math.round(a * factor)) });

export interface WhatIf { readonly shift?: Readonly<Record<string, number>>; readonly dropped?: readonly string[]; readonly scale?: Readonly<Record<string, number>> }

/** The plan's lines under a what-if: lines dropped, shifted by months, and kinds scaled (`compute: 0.8` is a GPU price 20 % lower). */
export const assuming = (lines: readonly PlanLine[], { shift = {}, dropped = [], scale = {} }: WhatIf): PlanLine[] =>
  lines.filter((l) => !dropped.includes(l.id)).map((l) => {
    const moved = shift[l.id] ? shifted(l, shift[l.id]!) : l;
    const factor = scale[l.kind] ?? 1;
    return factor === 1 ? moved : scaled(moved, factor);
  });
