import { Day, exact, Fraction, Shares } from '@capstan/kernel';
import { z } from 'zod';
import { allocationTypes } from './allocation.ts';
import { daysOfMonth, START_DAY, vestingDates, after } from './day-of-month.ts';
import { vestingFailing } from './refusals.ts';

/** Most tranches a schedule may have: daily for more than ten years. */
const MOST_TRANCHES = 4_000;
const MOST_LENGTH = 4_000;

const isPart = (f: Fraction): boolean => {
  const part = exact.fromFraction(f);
  return part.num >= 0n && exact.compare(part, exact.ONE) <= 0;
};
export const VestingPart = Fraction.refine(isPart, vestingFailing('vesting-part-out-of-range'));
export const AllocationName = z.enum(allocationTypes).meta({ id: 'AllocationType' });
export const DayOfMonthName = z.enum(daysOfMonth).meta({ id: 'VestingDayOfMonth' });
export const Period = z.object({ length: z.number().int().min(1).max(MOST_LENGTH), unit: z.enum(['days', 'months']) }).meta({ id: 'VestingPeriod' });

const how = { allocation: AllocationName.default('CUMULATIVE_ROUND_DOWN'), dayOfMonth: DayOfMonthName.default(START_DAY) };

const Cliff = Period.extend({ part: VestingPart.optional().describe('part of the grant that vests at the cliff; left out: what the tranches up to it amount to') });
export const RegularVesting = z.object({ kind: z.literal('schedule'), start: Day, every: Period, periods: z.number().min(1).max(MOST_TRANCHES).refine(Number.isInteger, vestingFailing('vesting-periods-not-whole')), cliff: Cliff.optional(), ...how });
export type RegularVesting = z.infer<typeof RegularVesting>;

export const VestingTranches = z.object({
  kind: z.literal('tranches'), start: Day, tranches: z.array(z.object({ after: Period.or(z.object({ length: z.literal(0), unit: z.enum(['days', 'months']) })), part: VestingPart })).min(1).max(MOST_TRANCHES), ...how,
});
export type VestingTranches = z.infer<typeof VestingTranches>;

/** Shares by day, as a document lists them. */
export const VestingList = z.object({ kind: z.literal('dates'), dates: z.array(z.object({ on: Day, shares: Shares })).min(1).max(MOST_TRANCHES) });
export type VestingList = z.infer<typeof VestingList>;

const ConditionId = z.string().min(1).max(200);
const Trigger = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start') }),
  z.object({ type: z.literal('event') }),
  z.object({ type: z.literal('on'), date: Day }),
  z.object({ type: z.literal('after'), of: ConditionId, every: Period, occurrences: z.number().int().min(1).max(MOST_TRANCHES), dayOfMonth: DayOfMonthName.default(START_DAY), cliff: Period.optional() }),
]);
/** A condition of Open Cap Format: what vests when it is met, and which conditions wait for it. The first of those to be met is the one that counts. */
export const VestingCondition = z.object({
  id: ConditionId, description: z.string().max(4000).optional(), trigger: Trigger, next: z.array(ConditionId).max(200),
  amount: z.union([z.object({ part: VestingPart, ofRemainder: z.boolean() }), z.object({ shares: z.number().int().min(0) })]),
});
export type VestingCondition = z.infer<typeof VestingCondition>;
export const ConditionalVesting = z.object({ kind: z.literal('conditions'), start: Day.optional(), conditions: z.array(VestingCondition).min(1).max(500), allocation: how.allocation });
export type ConditionalVesting = z.infer<typeof ConditionalVesting>;

const sumsToOne = ({ tranches }: VestingTranches): boolean => exact.equal(exact.sum(tranches.map((t) => exact.fromFraction(t.part))), exact.ONE);
/** A cliff that names its part leaves the rest to later tranches: there must be some, unless the part is everything. */
function cliffLeavesRoom({ start, every, periods, cliff, dayOfMonth }: RegularVesting): boolean {
  if (!cliff || !Number.isInteger(periods)) return true;
  const [end, day] = [vestingDates(start, every, periods, dayOfMonth).at(-1)!, after(start, cliff, 1, dayOfMonth)];
  return day < end || (day === end && (cliff.part === undefined || exact.equal(exact.fromFraction(cliff.part), exact.ONE)));
}
function connected({ conditions }: ConditionalVesting): boolean {
  const ids = new Set(conditions.map((c) => c.id));
  return ids.size === conditions.length && conditions.every((c) => c.next.every((n) => ids.has(n)) && (c.trigger.type !== 'after' || ids.has(c.trigger.of)));
}

/** When the shares of a grant vest. Plain JSON, as it stands in the ledger; parts are exact fractions of the whole grant. */
export const VestingTerms = z.discriminatedUnion('kind', [
  RegularVesting.refine(cliffLeavesRoom, { ...vestingFailing('vesting-cliff-too-late'), path: ['cliff'] }),
  VestingTranches.refine(sumsToOne, { ...vestingFailing('vesting-parts-not-whole'), path: ['tranches'] }),
  VestingList,
  ConditionalVesting.refine(connected, { ...vestingFailing('vesting-condition-unknown'), path: ['conditions'] }),
]).meta({ id: 'VestingTerms' });
export type VestingTerms = z.output<typeof VestingTerms>;
