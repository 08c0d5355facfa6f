import { Currency, Day, Fraction, Label, Money, query } from '@capstan/kernel';
import { z } from 'zod';
import { ClassTerms } from '../securities/facts.ts';

const shares = z.number().int();
const holder = { holder: z.string(), name: Label };

/** Everything that deciding who gets what in an exit takes, as plain JSON: the API answers it and the browser plays with it. */
export const ExitSheet = z.object({
  on: Day, currency: Currency, pool: shares.describe('unallocated: gets nothing'),
  classes: z.array(z.object({ class: Label, terms: ClassTerms.nullable().describe('null: common stock'), conversionRatio: Fraction, shares })),
  held: z.array(z.object({ ...holder, class: Label, shares })),
  options: z.array(z.object({ ...holder, kind: z.enum(['option', 'unit']), strike: Fraction, vested: shares.describe('and not exercised'), unvested: shares })),
  warrants: z.array(z.object({ ...holder, class: Label, shares, strike: Fraction })),
  unconverted: z.array(z.object({ id: z.string(), ...holder, kind: z.enum(['safe', 'note']), capKind: z.enum(['post-money', 'pre-money']), amount: Money.describe('of a note: principal and interest'), cap: Money.nullable() })),
  paid: z.array(z.object({ holder: z.string(), on: Day, amount: Money })).describe('what holders paid the company and when; without those who bought or sold shares among themselves, whose price nobody here knows'),
  debts: z.array(z.object({ loan: z.string(), name: Label, amount: Money.describe('what would settle it on the day') })),
}).meta({ id: 'ExitSheet' });
export type ExitSheet = z.infer<typeof ExitSheet>;

export const exitApi = {
  exitSheet: query('/companies/:company/capital/exit', { permission: 'capital:read', summary: 'What an exit is played on: classes, holders, vested options, what has not converted, debts', query: z.object({ on: Day.optional().describe('as it was at the end of this day; today if left out') }), answer: ExitSheet }),
} as const;
