import { Day, exact, Note, PositiveMoney, type Rational } from '@capstan/kernel';
import { z } from 'zod';
import { type CapitalRefusal, failingWith } from '../refusals.ts';
import { AgreedLoan, AgreedRevenueLoan, LoanWarrants } from './facts.ts';

const { ZERO, ONE, compare, rational } = exact;
const within = (text: string, fits: (x: Rational) => boolean): boolean => { const x = exact.parseDecimal(text); return x !== undefined && fits(x); };
const bounded = <S extends z.ZodType<string>>(schema: S, code: CapitalRefusal, fits: (x: Rational) => boolean) => schema.refine((text) => within(text, fits), failingWith(code));

const Paid = PositiveMoney.refine((m) => m.amount > 0, failingWith('amount-zero'));
const Rate = bounded(AgreedLoan.shape.rate, 'rate-out-of-range', (x) => x.num >= 0n && compare(x, rational(10)) < 0);
const aPart = (x: Rational): boolean => compare(x, ZERO) > 0 && compare(x, ONE) <= 0;
const Warrants = LoanWarrants.extend({
  coverage: bounded(LoanWarrants.shape.coverage, 'coverage-out-of-range', aPart), strike: LoanWarrants.shape.strike.refine(([num]) => BigInt(num) > 0n, failingWith('strike-not-positive')),
  volatility: bounded(LoanWarrants.shape.volatility.unwrap(), 'rate-out-of-range', (x) => x.num >= 0n && compare(x, rational(10)) < 0).optional(),
});

export const SignLoan = AgreedLoan.extend({
  principal: Paid, rate: Rate, dayCount: AgreedLoan.shape.dayCount.default('monthly'), interestOnlyMonths: AgreedLoan.shape.interestOnlyMonths.default(0), amortisation: AgreedLoan.shape.amortisation.default('equal-principal'),
  upFrontFee: PositiveMoney.optional(), finalPayment: PositiveMoney.optional(), warrants: Warrants.optional(),
}).refine((l) => l.interestOnlyMonths < l.months, { ...failingWith('interest-only-too-long'), path: ['interestOnlyMonths'] })
  .refine((l) => (l.upFrontFee?.amount ?? 0) < l.principal.amount, { ...failingWith('fee-too-large'), path: ['upFrontFee'] }).meta({ id: 'SignLoan' });
export type SignLoan = z.output<typeof SignLoan>;

export const SignRevenueLoan = AgreedRevenueLoan.extend({
  advance: Paid, multiple: bounded(AgreedRevenueLoan.shape.multiple, 'multiple-below-one', (x) => compare(x, ONE) >= 0 && compare(x, rational(100)) <= 0),
  revenueShare: bounded(AgreedRevenueLoan.shape.revenueShare, 'revenue-share-out-of-range', aPart), minimumMonthly: PositiveMoney.optional(),
}).meta({ id: 'SignRevenueLoan' });
export type SignRevenueLoan = z.output<typeof SignRevenueLoan>;

export const RepayLoan = z.object({ repaidOn: Day, paid: PositiveMoney.optional().describe('if left out: the balance, interest to the day and the final payment') }).meta({ id: 'RepayLoan' });
export type RepayLoan = z.output<typeof RepayLoan>;
export const CancelLoan = z.object({ reason: Note.min(1) }).meta({ id: 'CancelLoan' });
export type CancelLoan = z.output<typeof CancelLoan>;

export type DebtCommand =
  | ({ type: 'SignLoan'; loan: string; today: Day } & SignLoan)
  | ({ type: 'SignRevenueLoan'; loan: string; today: Day } & SignRevenueLoan)
  | ({ type: 'RepayLoan'; loan: string; today: Day } & RepayLoan)
  | ({ type: 'CancelLoan'; loan: string } & CancelLoan);
