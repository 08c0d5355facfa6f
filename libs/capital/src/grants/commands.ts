import { Day, Fraction, Label, Note, PositiveMoney, Shares } from '@capstan/kernel';
import { z } from 'zod';
import { failingWith } from '../refusals.ts';
import { AccelerationRule, accelerationOrders } from '../vesting/acceleration.ts';
import { VestingTerms } from '../vesting/terms.ts';
import { CancelledShares, GrantTerms, PlanId, TerminationReason } from './facts.ts';

const Price = Fraction.refine(([num]) => BigInt(num) > 0n, failingWith('strike-not-positive'));

export const AdoptPlan = z.object({ name: Label, class: Label, shares: Shares.describe('added to the unallocated pool'), adoptedOn: Day, cancelled: CancelledShares.default('to-pool') }).meta({ id: 'AdoptPlan' });
export const MakeGrant = GrantTerms.extend({
  holder: Label, class: Label.optional().describe('that of the plan, or Common, if left out'), strike: Price.optional().describe('whole currency units per share'), fairValue: Price.optional().describe('fair market value of a share at grant'),
  vesting: VestingTerms.nullable().default(null), earlyExercise: z.boolean().default(false), plan: PlanId.optional(),
}).meta({ id: 'MakeGrant' });
export const MeetCondition = z.object({ condition: z.string().min(1).max(200), metOn: Day }).meta({ id: 'MeetCondition' });

const Acceleration = z.object({ rule: AccelerationRule, order: z.enum(accelerationOrders).default('pro-rata').describe('which later tranches shrink') });
export const AccelerateGrant = Acceleration.extend({ acceleratedOn: Day, changeOfControlOn: Day.optional(), reason: Note.default('') }).meta({ id: 'AccelerateGrant', description: 'single trigger; a double one is recorded with the end of the work' });
export const TerminateGrant = z.object({
  lastDay: Day, reason: TerminationReason.default('VOLUNTARY_OTHER'), exercisableUntil: Day.optional().describe('the window of the grant for this reason if left out'),
  acceleration: Acceleration.extend({ changeOfControlOn: Day, withinMonths: z.number().int().min(1).max(60).default(12) }).optional().describe('a double trigger: a change of control, and this'),
}).meta({ id: 'TerminateGrant' });
export const ExerciseGrant = z.object({ shares: Shares, exercisedOn: Day, paid: PositiveMoney.optional().describe('in all; shares × strike if left out') }).meta({ id: 'ExerciseGrant' });
export const ReleaseUnits = z.object({ shares: Shares, releasedOn: Day }).meta({ id: 'ReleaseUnits' });
export const CancelGrant = z.object({ cancelledOn: Day, reason: Note }).meta({ id: 'CancelGrant' });

type Made<T extends string, S extends z.ZodType, Ids extends string> = { type: T; today: Day } & Record<Ids, string> & z.output<S>;
export type GrantsCommand =
  | Made<'AdoptPlan', typeof AdoptPlan, 'plan'>
  | Made<'MakeGrant', typeof MakeGrant, 'grant' | 'newHolder'>
  | Made<'MeetCondition', typeof MeetCondition, 'grant'>
  | Made<'AccelerateGrant', typeof AccelerateGrant, 'grant'>
  | Made<'TerminateGrant', typeof TerminateGrant, 'grant'>
  | Made<'ExerciseGrant', typeof ExerciseGrant, 'grant' | 'holding'>
  | Made<'ReleaseUnits', typeof ReleaseUnits, 'grant' | 'holding'>
  | Made<'CancelGrant', typeof CancelGrant, 'grant'>;
export type GrantsCommandOf<T extends GrantsCommand['type']> = Extract<GrantsCommand, { type: T }>;

export type AdoptPlan = z.output<typeof AdoptPlan>;
export type MakeGrant = z.output<typeof MakeGrant>;
export type MeetCondition = z.output<typeof MeetCondition>;
export type AccelerateGrant = z.output<typeof AccelerateGrant>;
export type TerminateGrant = z.output<typeof TerminateGrant>;
export type ExerciseGrant = z.output<typeof ExerciseGrant>;
export type ReleaseUnits = z.output<typeof ReleaseUnits>;
export type CancelGrant = z.output<typeof CancelGrant>;
