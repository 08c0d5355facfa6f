import type { LoanView } from '@capstan/capital';
import { addMonths, monthOf } from '@capstan/kernel';
import { type MoneyOverview, planRunway, projectCash, type Runway } from '@capstan/planning';

/** The plan's runway as it is and without what the loans still bring and take: the overview's own plan, played twice. */
export function runwayWithout({ start, lines }: MoneyOverview, today: string): Runway | null {
  if (!start || !lines.some((l) => l.source === 'loan')) return null;
  return planRunway(projectCash({ start: start.day, cash: start.cash, lines: lines.filter((l) => l.source !== 'loan') }), today);
}

const AHEAD = 24;

/** What running loans take in each of the next months, principal and the rest apart; minor units. */
export function paymentsAhead(loans: readonly LoanView[], today: string): { month: string; principal: number; interest: number }[] {
  const rows = Array.from({ length: AHEAD }, (_, i) => ({ month: addMonths(monthOf(today), i), principal: 0, interest: 0 }));
  const byMonth = new Map(rows.map((row) => [row.month, row]));
  for (const loan of loans) {
    if (loan.situation !== 'running') continue;
    for (const p of loan.payments) {
      const row = p.on > today ? byMonth.get(monthOf(p.on)) : undefined;
      if (!row) continue;
      const principal = loan.kind === 'scheduled' && 'principal' in p ? p.principal.amount : Math.round((p.amount.amount * (loan.kind === 'revenue' ? loan.advance.amount : 1)) / (loan.kind === 'revenue' ? loan.total.amount : 1));
      row.principal += principal;
      row.interest += p.amount.amount - principal;
    }
  }
  return rows;
}

/** The next payment of any running loan, with its lender. */
export function nextPayment(loans: readonly LoanView[], today: string): { lender: string; on: string; amount: LoanView['balance'] } | null {
  const ahead = loans.filter((l) => l.situation === 'running').flatMap((l) => l.payments.filter((p) => p.on > today && p.amount.amount > 0).slice(0, 1).map((p) => ({ lender: l.lender, on: p.on, amount: p.amount })));
  return ahead.toSorted((a, b) => (a.on < b.on ? -1 : 1))[0] ?? null;
}
