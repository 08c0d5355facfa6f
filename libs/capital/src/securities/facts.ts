import { Day, Decimal, fact, type FactOf, Fraction, id, Label, Money, Note, Shares } from '@capstan/kernel';
import { z } from 'zod';
import { capBases } from '../convertible.ts';
import { dayCounts } from '../rounds/day-count.ts';

export const WarrantId = id('warrant');
export const NoteId = id('note');
const HoldingId = id('holding');
const HolderId = id('holder');

/** What a class promises its holders. Nothing is understood: what is left out is not promised. */
export const ClassTerms = z.object({
  class: Label,
  kind: z.enum(['common', 'preferred']),
  seniority: z.number().int().min(1).max(1000).describe('who is paid first in an exit: 1 before 2; equal numbers are paid together, in proportion'),
  multiple: Decimal.describe('preference as a multiple of the original price: 1 is once the money'),
  participation: z.enum(['none', 'full', 'capped']),
  participationCap: Decimal.optional().describe('most that a capped participation pays, as a multiple of the original price, the preference included'),
  originalPrice: Fraction.optional().describe('whole currency units per share, exact'),
  conversionPrice: Fraction.optional().describe('one share converts into original price ÷ conversion price shares'),
  convertsInto: Label.optional().describe('the class its shares can be converted into'),
  antiDilution: z.enum(['none', 'broad', 'narrow', 'ratchet']),
  votesPerShare: z.number().int().min(0).max(1_000_000).optional(),
}).meta({ id: 'ClassTerms' });
export type ClassTerms = z.infer<typeof ClassTerms>;

export const DayCountName = z.enum(dayCounts).meta({ id: 'DayCount' });
export const CapBaseName = z.enum(capBases).meta({ id: 'CapBase' });
export const NoteTerms = z.object({
  note: NoteId, holder: HolderId, investor: Label, principal: Money, rate: Decimal.describe('a year: 0.08 means 8 %'),
  compounding: z.enum(['simple', 'annual', 'monthly']), dayCount: DayCountName, cap: Money.optional(), discount: Decimal.optional(), capBase: CapBaseName, signedOn: Day, maturesOn: Day,
});
export type NoteTerms = z.infer<typeof NoteTerms>;

/** How a split makes whole shares of each holding. */
export const SplitRounding = z.enum(['down', 'up', 'nearest']).meta({ id: 'SplitRounding' });
const Rest = HoldingId.optional().describe('what stays with the holder, as a holding of its own');
const Exercised = { holding: HoldingId, holder: HolderId, holderName: Label, class: Label, paid: Money.optional() };

/** The facts of share classes, of what happens to shares after their issue, of warrants and of convertible notes. */
export const securitiesFacts = [
  fact('ClassTermsSet', ClassTerms.extend({ setOn: Day })),
  fact('SharesTransferred', z.object({ holding: HoldingId, shares: Shares, to: HolderId, toName: Label, moved: HoldingId, rest: Rest, transferredOn: Day, paid: Money.optional().describe('between the two, not to the company') })),
  fact('SharesRepurchased', z.object({ holding: HoldingId, shares: Shares, rest: Rest, repurchasedOn: Day, paid: Money.optional(), reason: Note })),
  fact('SharesSplit', z.object({ class: Label, ratio: Fraction.describe('new shares per old share'), splitOn: Day, rounding: SplitRounding, pool: z.boolean().optional().describe('the unallocated pool is of this class and is split too') })),
  fact('SharesConverted', z.object({ holding: HoldingId, given: Shares.describe('shares given up'), into: HoldingId, class: Label, shares: Shares.describe('shares got'), rest: Rest, convertedOn: Day })),
  fact('WarrantIssued', z.object({ warrant: WarrantId, holder: HolderId, holderName: Label, class: Label, shares: Shares, strike: Fraction, issuedOn: Day, expiresOn: Day.optional().describe('the last day on which it can be exercised') })),
  fact('WarrantExercised', z.object({ warrant: WarrantId, shares: Shares, ...Exercised, exercisedOn: Day })),
  fact('WarrantCancelled', z.object({ warrant: WarrantId, cancelledOn: Day, reason: Note })),
  fact('NoteSigned', NoteTerms),
  fact('NoteRepaid', z.object({ note: NoteId, repaidOn: Day, paid: Money.optional().describe('principal and interest') })),
  fact('NoteCancelled', z.object({ note: NoteId, cancelledOn: Day, reason: Note })),
] as const;
export type SecuritiesFact = FactOf<typeof securitiesFacts>;
export type SecuritiesFactOf<T extends SecuritiesFact['type']> = Extract<SecuritiesFact, { type: T }>['data'];
