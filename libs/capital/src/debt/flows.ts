import type { Day, Money, Month } from '@capstan/kernel';
import { loanSchedule, owedOn } from './loan-schedule.ts';
import type { LoanTerms, RevenueLoanTerms } from './loan-terms.ts';
import { revenueSchedule } from './revenue-loan.ts';

/** How a loan stands: running, or settled on a day with a payment beside those due by then. */
export type LoanEnd = { readonly repaidOn: Day; readonly paid: Money } | null;

/** Cash that a loan moves, in minor units of its currency, in is positive: principal is financing, interest and fees are costs. */
export interface LoanCash { readonly on: Day; readonly kind: 'financing' | 'cost'; readonly amount: number }

const there = (flows: readonly LoanCash[]): LoanCash[] => flows.filter((f) => f.amount !== 0);
const before = (on: Day, end: LoanEnd): boolean => end === null || on <= end.repaidOn;

/** Everything that a loan with a schedule brings and takes, past and to come. */
export function loanCash(terms: LoanTerms, end: LoanEnd): LoanCash[] {
  const paid = loanSchedule(terms).filter((p) => before(p.on, end));
  const owed = end && owedOn(terms, end.repaidOn).principal;
  return there([
    { on: terms.drawnOn, kind: 'financing', amount: terms.principal.amount }, { on: terms.drawnOn, kind: 'cost', amount: 0 - (terms.upFrontFee?.amount ?? 0) },
    ...paid.flatMap((p): LoanCash[] => [{ on: p.on, kind: 'financing', amount: 0 - p.principal }, { on: p.on, kind: 'cost', amount: 0 - p.interest - p.fee }]),
    ...(end ? split(end.repaidOn, end.paid.amount, Math.min(end.paid.amount, owed!)) : []),
  ]);
}

const split = (on: Day, amount: number, principal: number): LoanCash[] => [{ on, kind: 'financing', amount: 0 - principal }, { on, kind: 'cost', amount: principal - amount }];

/** Everything that a revenue-based loan brings and takes: of each payment the advance's part of the total is principal. */
export function revenueLoanCash(terms: RevenueLoanTerms, revenueOf: (month: Month) => number | null, end: LoanEnd): LoanCash[] {
  const { payments, total } = revenueSchedule(terms, revenueOf);
  const principalBy = (paid: number): number => Math.round((terms.advance.amount / total) * paid);
  const made = payments.filter((p) => before(p.on, end));
  const back = made.flatMap((p) => { const until = total - p.remaining; return split(p.on, p.amount, principalBy(until) - principalBy(until - p.amount)); });
  const left = terms.advance.amount - principalBy(made.reduce((sum, p) => sum + p.amount, 0));
  return there([{ on: terms.drawnOn, kind: 'financing', amount: terms.advance.amount }, ...back, ...(end ? split(end.repaidOn, end.paid.amount, Math.min(end.paid.amount, left)) : [])]);
}
