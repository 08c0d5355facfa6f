import { Day, Decimal, exact, Fraction, Label, Money, Note, PositiveMoney, Shares } from '@capstan/kernel';
import { z } from 'zod';
import { failingWith } from '../refusals.ts';
import { CapBaseName, ClassTerms, DayCountName, NoteTerms, SplitRounding } from './facts.ts';
import { Multiple } from './round-terms.ts';

const isPositive = (price: Fraction): boolean => BigInt(price[0]) > 0n;
/** A price per share in whole currency units, above zero. */
export const Price = Fraction.refine(isPositive, failingWith('price-not-positive'));
const rate = (text: string): boolean => {
  const part = exact.parseDecimal(text);
  return part !== undefined && part.num >= 0n && exact.compare(part, exact.rational(10)) < 0;
};
const Cap = Money.refine((m) => m.amount > 0, failingWith('cap-not-positive'));
const Principal = PositiveMoney.refine((m) => m.amount > 0, failingWith('amount-zero'));
const isDiscount = (text: string): boolean => {
  const part = exact.parseDecimal(text);
  return part !== undefined && part.num >= 0n && exact.compare(part, exact.ONE) < 0;
};
const Part = Shares.optional().describe('all of them if left out');

export const SetClassTerms = ClassTerms.extend({ multiple: Multiple.default('1'), participation: ClassTerms.shape.participation.default('none'), participationCap: Multiple.optional(), antiDilution: ClassTerms.shape.antiDilution.default('none'), seniority: ClassTerms.shape.seniority.default(1), originalPrice: Price.optional(), conversionPrice: Price.optional(), setOn: Day }).meta({ id: 'SetClassTerms' });
export const TransferShares = z.object({ to: Label, shares: Part, transferredOn: Day, paid: PositiveMoney.optional().describe('between the two, in all') }).meta({ id: 'TransferShares' });
export const RepurchaseShares = z.object({ shares: Part, repurchasedOn: Day, paid: PositiveMoney.optional().describe('in all, by the company'), reason: Note }).meta({ id: 'RepurchaseShares' });
export const SplitShares = z.object({ class: Label, ratio: Fraction.describe('new shares per old share: 3 for 1 is ["3","1"]'), splitOn: Day, rounding: SplitRounding.default('down'), pool: z.boolean().optional().describe('whether the unallocated pool is split too; it is with common stock if left out') }).meta({ id: 'SplitShares' });
export const ConvertShares = z.object({ shares: Part, convertedOn: Day }).meta({ id: 'ConvertShares' });

export const IssueWarrant = z.object({ holder: Label, class: Label, shares: Shares, strike: Price, issuedOn: Day, expiresOn: Day.optional() }).meta({ id: 'IssueWarrant' });
export const ExerciseWarrant = z.object({ shares: Part, exercisedOn: Day, paid: PositiveMoney.optional().describe('in all') }).meta({ id: 'ExerciseWarrant' });
export const CancelWarrant = z.object({ cancelledOn: Day, reason: Note }).meta({ id: 'CancelWarrant' });

export const SignNote = z.object({
  investor: Label, principal: Principal, rate: Decimal.refine(rate, failingWith('rate-out-of-range')).describe('a year: 0.08 means 8 %'), compounding: NoteTerms.shape.compounding.default('simple'), dayCount: DayCountName.default('act/365f'),
  cap: Cap.optional(), discount: Decimal.refine(isDiscount, failingWith('discount-out-of-range')).optional(), capBase: CapBaseName.default('with-pool'), signedOn: Day, maturesOn: Day,
}).meta({ id: 'SignNote' });
export const RepayNote = z.object({ repaidOn: Day, paid: PositiveMoney.optional().describe('principal and interest') }).meta({ id: 'RepayNote' });
export const CancelNote = z.object({ cancelledOn: Day, reason: Note }).meta({ id: 'CancelNote' });

type Made<T extends string, S extends z.ZodType, Ids extends string = never> = { type: T; today: Day } & Record<Ids, string> & z.output<S>;
export type SecuritiesCommand =
  | Made<'SetClassTerms', typeof SetClassTerms>
  | Made<'TransferShares', typeof TransferShares, 'holding' | 'newHolder' | 'moved' | 'rest'>
  | Made<'RepurchaseShares', typeof RepurchaseShares, 'holding' | 'rest'>
  | Made<'SplitShares', typeof SplitShares>
  | Made<'ConvertShares', typeof ConvertShares, 'holding' | 'into' | 'rest'>
  | Made<'IssueWarrant', typeof IssueWarrant, 'warrant' | 'newHolder'>
  | Made<'ExerciseWarrant', typeof ExerciseWarrant, 'warrant' | 'holding'>
  | Made<'CancelWarrant', typeof CancelWarrant, 'warrant'>
  | Made<'SignNote', typeof SignNote, 'note' | 'newHolder'>
  | Made<'RepayNote', typeof RepayNote, 'note'>
  | Made<'CancelNote', typeof CancelNote, 'note'>;
export type SecuritiesCommandOf<T extends SecuritiesCommand['type']> = Extract<SecuritiesCommand, { type: T }>;

export type SetClassTerms = z.output<typeof SetClassTerms>;
export type TransferShares = z.output<typeof TransferShares>;
export type RepurchaseShares = z.output<typeof RepurchaseShares>;
export type SplitShares = z.output<typeof SplitShares>;
export type ConvertShares = z.output<typeof ConvertShares>;
export type IssueWarrant = z.output<typeof IssueWarrant>;
export type ExerciseWarrant = z.output<typeof ExerciseWarrant>;
export type CancelWarrant = z.output<typeof CancelWarrant>;
export type SignNote = z.output<typeof SignNote>;
export type RepayNote = z.output<typeof RepayNote>;
export type CancelNote = z.output<typeof CancelNote>;
