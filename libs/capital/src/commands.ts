import { Day, Decimal, exact, Label, Money, Note, PositiveMoney, Shares } from '@capstan/kernel';
import { z } from 'zod';
import { CommitmentId, ConventionName, HoldingId, RoundId, RoundingPolicyName, SafeId, SafeKind } from './events.ts';
import { failingWith } from './refusals.ts';
import type { GrantsCommand } from './grants/commands.ts';
import type { SecuritiesCommand } from './securities/commands.ts';
import { Preference } from './securities/round-terms.ts';

const Paid = PositiveMoney.refine((m) => m.amount > 0, failingWith('amount-zero'));
const Cap = Money.refine((m) => m.amount > 0, failingWith('cap-not-positive'));
const isPart = (text: string): boolean => {
  const part = exact.parseDecimal(text);
  return part !== undefined && part.num >= 0n && exact.compare(part, exact.ONE) < 0;
};
const Discount = Decimal.refine(isPart, failingWith('discount-out-of-range'));
export const PoolTarget = Decimal.refine(isPart, failingWith('pool-out-of-range'));
const PoolShares = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

export const IssueShares = z.object({ holder: Label, class: Label, shares: Shares, issuedOn: Day, paid: PositiveMoney.optional().describe('in all, not per share') }).meta({ id: 'IssueShares' });
export const CancelShares = z.object({ shares: Shares.optional().describe('all of them if left out'), cancelledOn: Day, reason: Note }).meta({ id: 'CancelShares' });
export const SetPool = z.object({ shares: PoolShares, setOn: Day }).meta({ id: 'SetPool' });

export const SignSafe = z.object({
  investor: Label, amount: Paid, kind: SafeKind, cap: Cap.optional(), mfn: z.boolean().default(false), signedOn: Day,
  discount: Discount.optional().describe('part of the round price taken off: 0.2 means 20 % off'),
}).meta({ id: 'SignSafe' });
export const CancelSafe = z.object({ cancelledOn: Day, reason: Note }).meta({ id: 'CancelSafe' });

export const OpenRound = z.object({ name: Label, preMoney: Paid, target: Paid, poolTarget: PoolTarget.optional().describe('unallocated pool as a part of everything after the round'), openedOn: Day }).meta({ id: 'OpenRound' });
export const MakeCommitment = z.object({ investor: Label, amount: Paid, committedOn: Day }).meta({ id: 'MakeCommitment' });
export const WithdrawCommitment = z.object({ withdrawnOn: Day }).meta({ id: 'WithdrawCommitment' });
export const AbandonRound = z.object({ abandonedOn: Day, reason: Note }).meta({ id: 'AbandonRound' });
export const ReverseRoundClose = z.object({ reason: Note }).meta({ id: 'ReverseRoundClose' });

/** The terms a round closes on; what is left out follows the round as opened and the usual conventions. */
export const ClosingTerms = z.object({
  poolTarget: PoolTarget.optional().describe('unallocated pool as a part of everything after the round'),
  poolIncrease: PoolShares.optional().describe('shares added to the pool; wins over a target'),
  promisedOptions: PoolShares.optional().describe('options promised and not yet granted: they are in the pool and no longer free'),
  convention: ConventionName.optional(),
  rounding: RoundingPolicyName.optional(),
  mfn: z.record(z.string(), z.enum(['cap', 'discount', 'none'])).optional().describe('per MFN SAFE, what its holder elects'),
});
export type ClosingTerms = z.infer<typeof ClosingTerms>;
export const CloseRound = ClosingTerms.extend({ closedOn: Day, class: Label.optional().describe('name of the new share class; the round\u2019s own name if left out'), preference: Preference.optional().describe('what the new class promises; once the money, not participating, if left out') }).meta({ id: 'CloseRound' });

type Made<T extends string, S extends z.ZodType, Rest = object> = { type: T; today: Day } & Rest & z.output<S>;
type Freshly = { newHolder: string };
type OfHolding = { holding: z.infer<typeof HoldingId> };
type OfSafe = { safe: z.infer<typeof SafeId> };
type OfRound = { round: z.infer<typeof RoundId> };
type OfCommitment = OfRound & { commitment: z.infer<typeof CommitmentId> };

export type CapitalCommand =
  | SecuritiesCommand
  | GrantsCommand
  | Made<'IssueShares', typeof IssueShares, OfHolding & Freshly>
  | Made<'CancelShares', typeof CancelShares, OfHolding & { rest: string }>
  | Made<'SetPool', typeof SetPool>
  | Made<'SignSafe', typeof SignSafe, OfSafe & Freshly>
  | Made<'CancelSafe', typeof CancelSafe, OfSafe>
  | Made<'OpenRound', typeof OpenRound, OfRound>
  | Made<'MakeCommitment', typeof MakeCommitment, OfCommitment & Freshly>
  | Made<'WithdrawCommitment', typeof WithdrawCommitment, OfCommitment>
  | Made<'CloseRound', typeof CloseRound, OfRound>
  | Made<'ReverseRoundClose', typeof ReverseRoundClose, OfRound>
  | Made<'AbandonRound', typeof AbandonRound, OfRound>;
export type CommandOf<T extends CapitalCommand['type']> = Extract<CapitalCommand, { type: T }>;
export type IssueShares = z.output<typeof IssueShares>;
export type CancelShares = z.output<typeof CancelShares>;
export type SetPool = z.output<typeof SetPool>;
export type SignSafe = z.output<typeof SignSafe>;
export type CancelSafe = z.output<typeof CancelSafe>;
export type OpenRound = z.output<typeof OpenRound>;
export type MakeCommitment = z.output<typeof MakeCommitment>;
export type WithdrawCommitment = z.output<typeof WithdrawCommitment>;
export type AbandonRound = z.output<typeof AbandonRound>;
export type ReverseRoundClose = z.output<typeof ReverseRoundClose>;
export type CloseRound = z.output<typeof CloseRound>;
