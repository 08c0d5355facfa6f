import { addMonths, type Day, exact, lastDay, type Month, monthOf } from '@capstan/kernel';
import type { RevenueLoanTerms } from './loan-terms.ts';

/** Past this many months a loan that is not paid back is shown as open. */
export const LONGEST_REVENUE_LOAN = 120;

export interface RevenuePayment {
  readonly on: Day;
  /** Minor units of revenue that the share was taken of; null where nobody knows it. */
  readonly revenue: number | null;
  readonly amount: number;
  /** Still to pay after it. */
  readonly remaining: number;
}
export interface RevenueSchedule {
  readonly payments: readonly RevenuePayment[];
  /** What must be paid in all: advance × multiple. */
  readonly total: number;
  /** The day of the last payment; null when it is not paid back within `LONGEST_REVENUE_LOAN` months. */
  readonly paidOn: Day | null;
}

const units = (amount: number, part: string): number => Number(exact.round(exact.mul(exact.rational(amount), exact.parseDecimal(part)!), 'half-up'));

/**
 * The payments of a revenue-based loan, from the month after the draw on: the share of that month's revenue, at least the
 * minimum, at most what remains, on the month's last day. A month of unknown revenue pays the minimum.
 */
export function revenueSchedule(terms: RevenueLoanTerms, revenueOf: (month: Month) => number | null): RevenueSchedule {
  const total = units(terms.advance.amount, terms.multiple);
  const least = terms.minimumMonthly?.amount ?? 0;
  const payments: RevenuePayment[] = [];
  for (let [n, remaining] = [1, total]; remaining > 0 && n <= LONGEST_REVENUE_LOAN; n++) {
    const month = addMonths(monthOf(terms.drawnOn), n);
    const revenue = revenueOf(month);
    const amount = Math.min(remaining, Math.max(least, revenue === null ? 0 : units(Math.max(0, revenue), terms.revenueShare)));
    remaining -= amount;
    payments.push({ on: lastDay(month), revenue, amount, remaining });
  }
  return { payments, total, paidOn: payments.at(-1)?.remaining === 0 ? payments.at(-1)!.on : null };
}
