import type { Views } from '@capstan/event-log';
import { type Day, type Month, monthOf, monthsBetween } from '@capstan/kernel';
import type { PlanLineView } from '@capstan/planning';

/** Cash that a loan brings or takes on a day, minor units of the company's currency, in is positive. */
export interface LoanFlow { readonly loan: string; readonly name: string; readonly fact: string; readonly on: Day; readonly kind: 'financing' | 'cost'; readonly amount: number }

/**
 * The one thing the plan asks of those who know the loans: everything each of them brings and takes, past and to come.
 * Revenue-based loans take their share of what `revenueOf` a month says. `rooms.ts` hands the answer over.
 */
export type LoanFlows = (views: Views, company: string, revenueOf: (month: Month) => number | null) => readonly LoanFlow[];
export const LOAN_FLOWS = Symbol('loan-flows');

/** What a loan's costs are in the cash of a month: principal is financing. */
export const cashKind = ({ kind }: LoanFlow): 'financing' | 'other' => (kind === 'financing' ? 'financing' : 'other');

/** One plan line per loan: what it still brings and takes after `start`. */
export function loanLines(flows: readonly LoanFlow[], start: Day): PlanLineView[] {
  const ahead = flows.filter((f) => f.on > start);
  return [...Map.groupBy(ahead, (f) => f.loan)].map(([id, own]): PlanLineView => {
    const first = monthOf(start);
    const amounts = Array<number>(Math.max(...own.map((f) => monthsBetween(first, monthOf(f.on)))) + 1).fill(0);
    for (const f of own) amounts[monthsBetween(first, monthOf(f.on))]! += f.amount;
    return { id, name: own[0]!.name, kind: 'other', source: 'loan', from: own.map((f) => monthOf(f.on)).sort()[0]!, amounts, goesOn: false };
  });
}
