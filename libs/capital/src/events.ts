import { Day, Decimal, fact, type FactOf, Fraction, id, Label, Money, Note, Shares } from '@capstan/kernel';
import { z } from 'zod';
import type { CompanyFact } from './company.ts';
import { debtFacts } from './debt/facts.ts';
import { conventions } from './round-price.ts';
import type { RoundingName } from './rounding.ts';
import { grantsFacts } from './grants/facts.ts';
import { ocfFacts } from './ocf/facts.ts';
import { ClassTerms, NoteId, securitiesFacts } from './securities/facts.ts';
import { scenarioFacts } from './rounds/scenario-facts.ts';
import { usualTerms } from './securities/round-terms.ts';

export const HoldingId = id('holding');
export const HolderId = id('holder');
export const SafeId = id('safe');
export const RoundId = id('round');
export const CommitmentId = id('commitment');

export const SafeKind = z.enum(['post-money', 'pre-money']).meta({ id: 'SafeKind' });
export const ConventionName = z.enum(conventions).meta({ id: 'PricingConvention' });
/** The policies that end in whole shares: only those can be recorded. */
export const RoundingPolicyName = z.enum(['floor-shares', 'lawyers', 'spreadsheet', 'yc-guide'] satisfies RoundingName[]).meta({ id: 'ShareRounding' });
const Pool = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

/** Shares that came out of a round, to whom. */
export const Issue = z.object({ holding: HoldingId, commitment: CommitmentId, holder: HolderId, investor: Label, class: Label, shares: z.number().int().min(0), amount: Money });
export const ConvertedSafe = z.object({ safe: SafeId, holding: HoldingId, holder: HolderId, investor: Label, class: Label, shares: z.number().int().min(0), amount: Money, price: Fraction, by: z.enum(['cap', 'discount', 'round']) });

export const ConvertedNote = z.object({
  note: NoteId, holding: HoldingId, holder: HolderId, investor: Label, class: Label, shares: z.number().int().min(0), amount: Money.describe('principal and interest'), interest: Money, price: Fraction, by: z.enum(['cap', 'discount', 'round']),
});

const RoundClosed = z.object({
  round: RoundId, name: Label, closedOn: Day, preMoney: Money, raised: Money, postMoney: Money,
  pricePerShare: Fraction.describe('whole currency units (not cents) per share, exact'),
  convention: ConventionName, rounding: RoundingPolicyName,
  issued: z.array(Issue), converted: z.array(ConvertedSafe), convertedNotes: z.array(ConvertedNote), poolIncrease: Pool,
  classes: z.array(ClassTerms).describe('terms of the share classes that came with the round'),
  adjusted: z.array(z.object({ class: Label, conversionPrice: Fraction })).optional().describe('earlier classes whose conversion price the round lowered'),
  senior: z.boolean().optional().describe('its classes are paid before all earlier ones, which move one place back'),
  totalAfter: z.number().int().describe('fully diluted shares after the round'),
});

type RoundClosedBefore = Omit<z.infer<typeof RoundClosed>, 'classes' | 'convertedNotes'>;
/** Rounds that were closed before classes had terms gave them the usual ones. */
const withTerms = (old: RoundClosedBefore): z.infer<typeof RoundClosed> => ({ ...old, convertedNotes: [], classes: usualTerms(old) });

/** The facts of shares, SAFEs and rounds. All of them are true from the day they name, not from the day they are recorded. */
export const capitalFacts = [
  ...securitiesFacts,
  ...debtFacts,
  ...grantsFacts,
  ...ocfFacts,
  ...scenarioFacts,
  fact('SharesIssued', z.object({ holding: HoldingId, holder: HolderId, holderName: Label, class: Label, shares: Shares, issuedOn: Day, paid: Money.optional() })),
  fact('SharesCancelled', z.object({ holding: HoldingId, shares: Shares.optional().describe('all of them if left out'), rest: HoldingId.optional(), cancelledOn: Day, reason: Note })),
  fact('PoolSet', z.object({ shares: Pool, setOn: Day })),
  fact('SafeSigned', z.object({ safe: SafeId, holder: HolderId, investor: Label, amount: Money, kind: SafeKind, cap: Money.optional(), discount: Decimal.optional(), mfn: z.boolean(), signedOn: Day })),
  fact('SafeCancelled', z.object({ safe: SafeId, cancelledOn: Day, reason: Note })),
  fact('RoundOpened', z.object({ round: RoundId, name: Label, preMoney: Money, target: Money, poolTarget: Decimal.optional(), openedOn: Day })),
  fact('CommitmentMade', z.object({ round: RoundId, commitment: CommitmentId, holder: HolderId, investor: Label, amount: Money, committedOn: Day })),
  fact('CommitmentWithdrawn', z.object({ round: RoundId, commitment: CommitmentId, withdrawnOn: Day })),
  fact('RoundClosed', RoundClosed, { version: 2, upcasts: { 1: withTerms } }),
  fact('RoundCloseReversed', z.object({ round: RoundId, reason: Note })),
  fact('RoundAbandoned', z.object({ round: RoundId, abandonedOn: Day, reason: Note })),
] as const;
export type CapitalFact = FactOf<typeof capitalFacts> | CompanyFact;
export type RoundClosed = z.infer<typeof RoundClosed>;
