import { type LoanCash, loanCash, loanCost, type LoanEnd, loanSchedule, type LoanTerms, type LoansView, type LoanView, owedOn, type RevenueLoanTerms, revenueLoanCash, revenueSchedule, xirr } from '@capstan/capital';
import type { Views } from '@capstan/event-log';
import { type Day, exact, money, type Month } from '@capstan/kernel';
import { type LoanRow, loanRows } from './loans.view.ts';

type RevenueOf = (month: Month) => number | null;
const endOf = ({ repaidOn, paid }: LoanRow): LoanEnd => (repaidOn !== null && paid !== null ? { repaidOn, paid } : null);
const cashOf = (row: LoanRow, revenueOf: RevenueOf): LoanCash[] => (row.kind === 'scheduled' ? loanCash(row.terms, endOf(row)) : revenueLoanCash(row.terms, revenueOf, endOf(row)));

/** All cash of all loans that were not taken back: what the plan plays forward. */
export const loanFlows = (views: Views, company: string, revenueOf: RevenueOf) =>
  loanRows(views, company).filter((row) => row.situation !== 'cancelled')
    .flatMap((row) => cashOf(row, revenueOf).map((f) => ({ ...f, loan: row.loan, name: row.terms.lender, fact: row.fact })));

/** What would settle each running loan at the end of a day, after the payments due by then. */
export const debtsOn = (views: Views, company: string, day: Day, revenueOf: RevenueOf) =>
  loanRows(views, company).filter((row) => row.terms.drawnOn <= day && (row.situation === 'running' || (row.repaidOn !== null && row.repaidOn > day))).map((row) => {
    if (row.kind === 'revenue') return { loan: row.loan, name: row.terms.lender, amount: money(remainingOn(row.terms, day, revenueOf), row.terms.advance.currency) };
    const { principal, interest, fee } = owedOn(row.terms, day);
    return { loan: row.loan, name: row.terms.lender, amount: money(principal + interest + fee, row.terms.principal.currency) };
  });

function remainingOn(terms: RevenueLoanTerms, day: Day, revenueOf: RevenueOf): number {
  const { payments, total } = revenueSchedule(terms, revenueOf);
  return payments.findLast((p) => p.on <= day)?.remaining ?? total;
}

/** Loans with their schedules, what is owed on a day, and what they cost in all. */
export const loans = (views: Views, company: string, today: Day, revenueOf: RevenueOf): LoansView =>
  ({ on: today, loans: loanRows(views, company).map((row) => (row.kind === 'scheduled' ? scheduled(row, row.terms, today) : byRevenue(row, row.terms, today, revenueOf))) });

function scheduled(row: LoanRow, terms: LoanTerms & { lender: string }, today: Day): LoanView {
  const { currency } = terms.principal;
  const worth = (amount: number) => money(amount, currency);
  const payments = loanSchedule(terms).map((p) => ({ on: p.on, interest: worth(p.interest), principal: worth(p.principal), fee: worth(p.fee), amount: worth(p.amount), balance: worth(p.balance) }));
  const cost = loanCost(terms);
  const over = row.situation !== 'running';
  return {
    ...(terms as Omit<Extract<LoanView, { kind: 'scheduled' }>, keyof ReturnType<typeof standing>>), ...standing(row), kind: 'scheduled', payments,
    balance: over ? worth(0) : payments.findLast((p) => p.on <= today)?.balance ?? terms.principal, next: over ? null : payments.find((p) => p.on > today) ?? null,
    cost: {
      interest: worth(cost.interest), fees: worth(cost.fees), warrantShares: cost.warrants && exact.toFraction(cost.warrants.shares), warrants: cost.warrants && worth(cost.warrants.cost),
      total: worth(cost.total), effectiveRate: listed(cost.effectiveRate), effectiveRateWithWarrants: listed(cost.effectiveRateWithWarrants),
    },
  };
}

function byRevenue(row: LoanRow, terms: RevenueLoanTerms & { lender: string }, today: Day, revenueOf: RevenueOf): LoanView {
  const { currency } = terms.advance;
  const worth = (amount: number) => money(amount, currency);
  const { payments, total, paidOn } = revenueSchedule(terms, revenueOf);
  const rate = xirr([{ on: terms.drawnOn, amount: terms.advance.amount }, ...payments.map((p) => ({ on: p.on, amount: -p.amount }))]);
  const { minimumMonthly, ...rest } = terms;
  return {
    ...rest, ...standing(row), ...(minimumMonthly && { minimumMonthly }), kind: 'revenue', total: worth(total), paidBackOn: paidOn, effectiveRate: paidOn === null ? { kind: 'none', because: 'outside-range' } : listed(rate),
    balance: worth(row.situation === 'running' ? remainingOn(terms, today, revenueOf) : 0),
    payments: payments.map((p) => ({ on: p.on, revenue: p.revenue === null ? null : worth(p.revenue), amount: worth(p.amount), remaining: worth(p.remaining) })),
  };
}

const listed = (rate: ReturnType<typeof xirr>) => (rate.kind === 'several' ? { kind: rate.kind, rates: [...rate.rates] } : rate);
const standing = ({ loan, situation, repaidOn, paid, reason, actor, at, fact }: LoanRow) => ({ loan, situation, repaidOn, paid, reason, actor, at, fact });
