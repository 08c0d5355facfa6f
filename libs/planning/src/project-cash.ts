import { type Day, type Month, addDays, addMonths, daysBetween, lastDay, monthOf } from '@capstan/kernel';
import type { CostKind } from './events.ts';

/**
 * One line of the plan, month by month in minor units of the company's currency: costs below zero, revenue above.
 * `amounts[0]` is what the month of `start` still brings after that day; a month beyond the list repeats the last one when it `goesOn`.
 */
export interface PlanLine { readonly id: string; readonly name: string; readonly kind: CostKind | 'revenue'; readonly amounts: readonly number[]; readonly goesOn: boolean }

export interface ProjectedMonth { readonly month: Month; readonly opening: number; readonly inflow: number; readonly outflow: number; readonly closing: number }
export interface Projection {
  readonly months: readonly ProjectedMonth[];
  /** The first day on which cash is below zero; null when that does not happen within the months asked for. */
  readonly cashOut: Day | null;
}
export interface Plan { readonly start: Day; /** Cash at the end of `start`, minor units. */ readonly cash: number; readonly lines: readonly PlanLine[]; readonly horizon?: number }

/** How far a plan is played forward: past ten years a cash-out date says nothing. */
export const HORIZON_MONTHS = 120;

/** What a line brings in the i-th month of the plan (0 is the month of the start). */
export const amountAt = (line: PlanLine, i: number): number => line.amounts[i] ?? (line.goesOn ? (line.amounts.at(-1) ?? 0) : 0);

/**
 * The plan played forward from the end of `start`. Flows of a month are spread evenly over its days that are left,
 * which makes the cash-out date exact to the day. Cash is conserved: closing − opening = inflow − outflow, every month.
 */
export function projectCash({ start, cash, lines, horizon = HORIZON_MONTHS }: Plan): Projection {
  const rows: ProjectedMonth[] = [];
  let opening = cash;
  let cashOut: Day | null = cash < 0 ? start : null;
  for (let i = 0; i < horizon; i++) {
    const month = addMonths(monthOf(start), i);
    let [inflow, outflow] = [0, 0];
    for (const line of lines) {
      const amount = amountAt(line, i);
      if (amount >= 0) inflow += amount; else outflow -= amount;
    }
    const closing = opening + inflow - outflow;
    cashOut ??= closing < 0 ? crossing(opening, inflow - outflow, i === 0 ? start : addDays(`${month}-01`, -1), lastDay(month)) : null;
    rows.push({ month, opening, inflow, outflow, closing });
    opening = closing;
  }
  return { months: rows, cashOut };
}

/** The first day after `before` on which opening + net · days gone / days is below zero. Whole numbers, so no day is lost to rounding. */
function crossing(opening: number, net: number, before: Day, last: Day): Day {
  const days = Math.max(1, daysBetween(before, last));
  const gone = Number((BigInt(opening) * BigInt(days)) / BigInt(-net)) + 1;
  return addDays(before, Math.min(days, gone));
}

export interface Contribution { readonly id: string; readonly name: string; readonly kind: PlanLine['kind']; readonly amount: number }

/** What moves cash most between the start and the i-th month (both counted): largest outflows first, at most `most`. */
export const largestOutflows = (lines: readonly PlanLine[], i: number, most = 5): Contribution[] =>
  lines.map(({ id, name, kind, amounts, goesOn }) => ({ id, name, kind, amount: Array.from({ length: i + 1 }, (_, m) => amountAt({ id, name, kind, amounts, goesOn }, m)).reduce((a, b) => a + b, 0) }))
    .filter((c) => c.amount < 0).sort((a, b) => a.amount - b.amount).slice(0, most);
