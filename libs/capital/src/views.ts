import { Currency, Day, Decimal, Explained, Fraction, Instant, Label, Money } from '@capstan/kernel';
import { z } from 'zod';
import { unpriceables } from './round-price.ts';
import { CapBaseName, NoteId } from './securities/facts.ts';
import { CommitmentId, ConventionName, HolderId, RoundId, RoundingPolicyName, SafeId, SafeKind } from './events.ts';

/** Who recorded it, when, and the event that says so. */
const recorded = { actor: z.string(), at: Instant, fact: z.string() };
const shares = z.number().int();
const part = Fraction.nullable().describe('exact part of the whole; null where there is no whole');

export const ClassShares = z.object({ class: Label, shares });
const Counted = z.object({ shares, grants: shares.describe('outstanding options and units'), warrants: shares, diluted: shares.describe('shares as converted, grants and warrants'), ofIssued: part, ofFullyDiluted: part });
export const HolderRow = Counted.extend({ holder: HolderId, name: Label, classes: z.array(ClassShares), why: Explained });
export const CapTable = z.object({
  on: Day, currency: Currency, issued: shares, grants: shares, warrants: shares, pool: shares, fullyDiluted: shares,
  holders: z.array(HolderRow), poolOfFullyDiluted: part,
  classes: z.array(Counted.extend({ class: Label })),
  safes: z.object({ count: z.number().int(), amount: Money }).describe('signed, not yet converted: not in the table'),
  notes: z.object({ count: z.number().int(), amount: Money }).describe('principal and interest of notes not yet converted: not in the table'),
}).meta({ id: 'CapTable' });
export type CapTable = z.infer<typeof CapTable>;

export const Owner = z.object({ holder: HolderId, name: Label, part: Fraction });
export const OwnershipStep = z.object({ on: Day, round: RoundId.nullable(), name: Label.nullable(), owners: z.array(Owner), pool: Fraction.nullable() });
export const OwnershipHistory = z.object({ steps: z.array(OwnershipStep) }).meta({ id: 'OwnershipHistory' });
export type OwnershipHistory = z.infer<typeof OwnershipHistory>;

export const SafeView = z.object({
  safe: SafeId, holder: HolderId, investor: Label, amount: Money, kind: SafeKind, cap: Money.nullable(), discount: Decimal.nullable(), mfn: z.boolean(), signedOn: Day,
  situation: z.enum(['outstanding', 'cancelled', 'converted']), on: Day.nullable(), ...recorded,
}).meta({ id: 'Safe' });
export type SafeView = z.infer<typeof SafeView>;

export const CommitmentView = z.object({ commitment: CommitmentId, holder: HolderId, investor: Label, amount: Money, committedOn: Day, withdrawnOn: Day.nullable(), ...recorded });
export const RoundView = z.object({
  round: RoundId, name: Label, preMoney: Money, target: Money, poolTarget: Decimal.nullable(), openedOn: Day,
  situation: z.enum(['open', 'closed', 'abandoned']), on: Day.nullable(), committed: Money.describe('without withdrawn commitments'),
  raised: Money.nullable(), pricePerShare: Fraction.nullable(), postMoney: Money.nullable(), poolIncrease: shares.nullable(), why: Explained.nullable(),
  commitments: z.array(CommitmentView), ...recorded,
}).meta({ id: 'Round' });
export type RoundView = z.infer<typeof RoundView>;

const Held = z.object({ holder: HolderId, name: Label, class: Label, shares, converted: shares.optional() });
export const RoundSheetView = z.object({
  class: Label, preMoney: Money, pool: shares, held: z.array(Held),
  commitments: z.array(z.object({ commitment: CommitmentId, holder: HolderId, investor: Label, amount: Money })),
  safes: z.array(z.object({ safe: SafeId, holder: HolderId, investor: Label, amount: Money, kind: SafeKind, cap: Money.optional(), discount: Decimal.optional(), mfn: z.boolean(), signedOn: Day })),
  notes: z.array(z.object({ note: NoteId, holder: HolderId, investor: Label, principal: Money, amount: Money.describe('with the interest of the day'), cap: Money.optional(), discount: Decimal.optional(), capBase: CapBaseName })),
  promised: z.array(Held.extend({ kind: z.enum(['grant', 'warrant']) })), common: shares,
  protected: z.array(z.object({ class: Label, method: z.enum(['broad', 'narrow', 'ratchet']), originalPrice: Fraction, conversionPrice: Fraction })),
}).meta({ id: 'RoundSheet' });

const Priced = z.object({
  kind: z.literal('priced'), convention: ConventionName, rounding: RoundingPolicyName, pricePerShare: Fraction, raised: Money, postMoney: Money,
  issued: z.array(z.object({ commitment: CommitmentId, holder: HolderId, investor: Label, class: Label, shares, amount: Money })),
  converted: z.array(z.object({ safe: SafeId, holder: HolderId, investor: Label, class: Label, shares, amount: Money, price: Fraction, by: z.enum(['cap', 'discount', 'round']) })),
  convertedNotes: z.array(z.object({ note: NoteId, holder: HolderId, investor: Label, class: Label, shares, amount: Money, interest: Money, price: Fraction, by: z.enum(['cap', 'discount', 'round']) })),
  adjusted: z.array(z.object({ class: Label, before: Fraction, conversionPrice: Fraction, shares })),
  poolIncrease: shares, poolAfter: shares, totalAfter: shares,
  shuffle: z.object({ effectivePreMoney: Money, priceWithoutIncrease: Fraction }),
  dilution: z.array(z.object({ holder: HolderId, name: Label, before: part, after: part, shares })), poolBeforePart: part, poolAfterPart: part,
});
const NotPriced = z.object({ kind: z.enum([...unpriceables, 'shares-too-many']) });
export const RoundPreview = z.object({
  on: Day, sheet: RoundSheetView, poolTarget: Decimal.nullable(), outcome: z.discriminatedUnion('kind', [Priced, NotPriced]), why: Explained.nullable(),
}).meta({ id: 'RoundPreview' });
export type RoundPreview = z.infer<typeof RoundPreview>;
