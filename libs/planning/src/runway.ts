import { type Day, addDays, addMonthsToDay, daysBetween } from '@capstan/kernel';
import type { Projection } from './project-cash.ts';

/** A mean month, in days. */
const DAYS_PER_MONTH = 365.25 / 12;

/** How long the cash lasts, or in words why there is no such figure. It is never 0 for unknown and never endless for not burning. */
export type Runway =
  | { readonly kind: 'months'; readonly months: number; readonly cashOut: Day }
  | { readonly kind: 'not-burning' }
  | { readonly kind: 'beyond'; readonly months: number }
  | { readonly kind: 'unknown'; readonly missing: string[] };

export const unknownRunway = (...missing: string[]): Runway => ({ kind: 'unknown', missing });

/** Runway = cash / net burn, `netBurn` a median of complete months; a month is 365.25/12 days. Minor units of one currency. */
export function trailingRunway(cash: number | null, netBurn: number | null, today: Day, missing: readonly string[] = []): Runway {
  if (cash === null || netBurn === null) return { kind: 'unknown', missing: missing.length > 0 ? [...missing] : [cash === null ? 'cash' : 'complete-months'] };
  if (netBurn <= 0) return { kind: 'not-burning' };
  const months = Math.max(0, cash) / netBurn;
  return months > 1200 ? { kind: 'beyond', months: 1200 } : { kind: 'months', months, cashOut: addDays(today, Math.floor(months * DAYS_PER_MONTH)) };
}

/** Plan runway: the day on which the projection falls below zero; *not burning* when the plan earns its costs by its end. */
export function planRunway(projection: Projection, today: Day): Runway {
  const last = projection.months.at(-1);
  if (projection.cashOut) return { kind: 'months', months: daysBetween(today, projection.cashOut) / DAYS_PER_MONTH, cashOut: projection.cashOut };
  if (!last) return unknownRunway('plan');
  return last.inflow >= last.outflow ? { kind: 'not-burning' } : { kind: 'beyond', months: projection.months.length };
}

/** Months that raising a round takes: the default and the options of the field. */
export const DEFAULT_RAISE_MONTHS = 6;
export const raiseMonthOptions = [4, 5, 6] as const;

/** Decision runway: the plan's minus the months a round takes; the day by which to decide, in the past when it is overdue. */
export function decisionRunway(plan: Runway, raiseMonths: number = DEFAULT_RAISE_MONTHS): Runway {
  if (plan.kind === 'beyond') return { kind: 'beyond', months: plan.months - raiseMonths };
  return plan.kind === 'months' ? { kind: 'months', months: plan.months - raiseMonths, cashOut: addMonthsToDay(plan.cashOut, -raiseMonths) } : plan;
}
