import { Day, Decimal, fact, type FactOf, Fraction, id, Label, Money, Note } from '@capstan/kernel';
import { z } from 'zod';
import { amortisations, loanDayCounts } from './loan-terms.ts';

export const LoanId = id('loan');
export const AmortisationName = z.enum(amortisations).meta({ id: 'Amortisation' });
export const LoanDayCountName = z.enum(loanDayCounts).meta({ id: 'LoanDayCount' });
const Months = z.number().int().min(1).max(360);

export const LoanWarrants = z.object({
  coverage: Decimal.describe('part of the principal that the warrants may buy shares for: 0.1 means 10 %'), strike: Fraction.describe('whole currency units per share, exact'),
  years: z.number().min(0).max(30).optional().describe('until they lapse; 10 if left out'), volatility: Decimal.optional().describe('of the share, a year; 0.7 if left out'),
}).meta({ id: 'LoanWarrants' });

export const AgreedLoan = z.object({
  lender: Label, principal: Money, rate: Decimal.describe('a year: 0.11 means 11 %'), dayCount: LoanDayCountName, months: Months.describe('from the draw to the last payment'),
  interestOnlyMonths: z.number().int().min(0).max(359).describe('of these months, the first that pay interest only'), amortisation: AmortisationName,
  upFrontFee: Money.optional().describe('kept back at the draw'), finalPayment: Money.optional().describe('paid with the last payment'), warrants: LoanWarrants.optional(), drawnOn: Day,
});
export const AgreedRevenueLoan = z.object({
  lender: Label, advance: Money, multiple: Decimal.describe('what is paid back in all, as a multiple of the advance'), revenueShare: Decimal.describe('part of each month’s revenue'), minimumMonthly: Money.optional(), drawnOn: Day,
});

/** The facts of loans. The draw brings cash, the payments of the schedule take it, until the loan is settled or was a mistake. */
export const debtFacts = [
  fact('LoanSigned', AgreedLoan.extend({ loan: LoanId })),
  fact('RevenueLoanSigned', AgreedRevenueLoan.extend({ loan: LoanId })),
  fact('LoanRepaid', z.object({ loan: LoanId, repaidOn: Day, paid: Money.describe('in all, beside the payments due by that day') })),
  fact('LoanCancelled', z.object({ loan: LoanId, reason: Note })),
] as const;
export type DebtFact = FactOf<typeof debtFacts>;
