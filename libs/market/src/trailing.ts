import { type Money, type Month, addMonths, months } from '@capstan/kernel';
import type { UnitInputs } from './unit-economics.ts';

/** What one month says; amounts in minor units of the company's currency, null where unknown or without a rate. */
export interface MarketMonth {
  readonly month: Month;
  readonly recurring: number | null;
  readonly customers: number | null;
  readonly newCustomers: number | null;
  readonly churned: number | null;
  readonly acquisition: number | null;
  readonly costOfRevenue: number | null;
}

const add = (a: number | null, b: number | null) => (a === null || b === null ? null : a + b);
const sumOf = (rows: readonly MarketMonth[], key: keyof Omit<MarketMonth, 'month'>): number | null =>
  rows.length === 0 ? null : rows.reduce<number | null>((n, r) => add(n, r[key]), 0);
const over = (a: number | null, b: number | null) => (a === null || b === null || b === 0 ? null : a / b);

/**
 * Unit-economics inputs over the last three complete months before `current` (the running month never counts).
 * ARPA and margin are means over customers and revenue; churn is customers lost / customers at the start of each month.
 */
export function trailingInputs(rows: readonly MarketMonth[], current: Month): UnitInputs {
  const wanted = months(addMonths(current, -3), addMonths(current, -1));
  const window = rows.filter((r) => wanted.includes(r.month));
  const full = window.length === wanted.length ? window : [];
  const revenue = sumOf(full, 'recurring');
  const customers = sumOf(full, 'customers');
  const lost = sumOf(full, 'churned');
  const atStart = add(add(customers, lost), sumOf(full, 'newCustomers') === null ? null : -sumOf(full, 'newCustomers')!);
  const served = sumOf(full, 'costOfRevenue');
  return {
    arpa: over(revenue, customers), grossMargin: over(add(revenue, served === null ? null : -served), revenue), churn: over(lost, atStart),
    salesAndMarketing: sumOf(full, 'acquisition'), newCustomers: sumOf(full, 'newCustomers'),
  };
}

/** Annual recurring revenue: twelve times the recurring revenue of a month. */
export const arr = (monthly: Money | null): Money | null => monthly && { amount: monthly.amount * 12, currency: monthly.currency };
