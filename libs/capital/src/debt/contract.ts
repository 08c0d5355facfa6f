import { command, Day, Fraction, Instant, Money, Note, query } from '@capstan/kernel';
import { z } from 'zod';
import { CancelLoan, RepayLoan, SignLoan, SignRevenueLoan } from './commands.ts';
import { AgreedLoan, AgreedRevenueLoan, LoanId } from './facts.ts';

const here = '/companies/:company/capital';
const record = 'capital:record' as const;
const read = 'capital:read' as const;

const recorded = { actor: z.string(), at: Instant, fact: z.string() };
/** A rate that solves an equation, or in words why there is none. */
export const EffectiveRate = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('one'), rate: z.number() }),
  z.object({ kind: z.literal('none'), because: z.enum(['one-way', 'outside-range']) }),
  z.object({ kind: z.literal('several'), rates: z.array(z.number()) }),
]).meta({ id: 'InternalRate' });

export const LoanPaymentView = z.object({ on: Day, interest: Money, principal: Money, fee: Money, amount: Money, balance: Money });
const standing = { loan: LoanId, situation: z.enum(['running', 'repaid', 'cancelled']), repaidOn: Day.nullable(), paid: Money.nullable(), reason: Note.nullable(), ...recorded };
export const ScheduledLoanView = AgreedLoan.extend({
  ...standing, kind: z.literal('scheduled'), payments: z.array(LoanPaymentView), balance: Money.describe('principal owed today'), next: LoanPaymentView.nullable(),
  cost: z.object({ interest: Money, fees: Money, warrantShares: Fraction.nullable(), warrants: Money.nullable(), total: Money, effectiveRate: EffectiveRate, effectiveRateWithWarrants: EffectiveRate }),
});
export const RevenueLoanView = AgreedRevenueLoan.extend({
  ...standing, kind: z.literal('revenue'), payments: z.array(z.object({ on: Day, revenue: Money.nullable(), amount: Money, remaining: Money })), total: Money, balance: Money.describe('still to pay today'), paidBackOn: Day.nullable(),
  effectiveRate: EffectiveRate,
});
export const LoanView = z.discriminatedUnion('kind', [ScheduledLoanView, RevenueLoanView]).meta({ id: 'Loan' });
export type LoanView = z.output<typeof LoanView>;
export const LoansView = z.object({ on: Day, loans: z.array(LoanView) }).meta({ id: 'Loans' });
export type LoansView = z.output<typeof LoansView>;

export const debtApi = {
  signLoan: command(`${here}/loans`, { permission: record, summary: 'Record a loan that was drawn', body: SignLoan }),
  signRevenueLoan: command(`${here}/revenue-loans`, { permission: record, summary: 'Record a revenue-based loan that was drawn', body: SignRevenueLoan }),
  repayLoan: command(`${here}/loans/:loan/repay`, { permission: record, summary: 'Settle a loan before its time', body: RepayLoan }),
  cancelLoan: command(`${here}/loans/:loan/cancel`, { permission: record, summary: 'Take back a loan recorded by mistake', body: CancelLoan }),
  loans: query(`${here}/loans`, { permission: read, summary: 'Loans with their schedules and what they cost', answer: LoansView }),
} as const;
