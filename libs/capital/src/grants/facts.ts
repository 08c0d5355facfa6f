import { Day, fact, type FactOf, Fraction, id, Label, Money, Note, Shares } from '@capstan/kernel';
import { z } from 'zod';
import { AccelerationRule, accelerationOrders } from '../vesting/acceleration.ts';
import { VestingTerms } from '../vesting/terms.ts';

export const GrantId = id('grant');
export const PlanId = id('plan');

/** Incentive stock options (IRC §422), non-qualified ones, options of no such kind, restricted stock units. */
export const grantKinds = ['iso', 'nso', 'option', 'rsu'] as const;
export const GrantKind = z.enum(grantKinds).meta({ id: 'GrantKind' });
export type GrantKind = z.infer<typeof GrantKind>;

/** Why somebody leaves, by the names of Open Cap Format 1.2 (`TerminationWindowType`). */
export const terminationReasons = ['VOLUNTARY_OTHER', 'VOLUNTARY_GOOD_CAUSE', 'VOLUNTARY_RETIREMENT', 'INVOLUNTARY_OTHER', 'INVOLUNTARY_DEATH', 'INVOLUNTARY_DISABILITY', 'INVOLUNTARY_WITH_CAUSE'] as const;
export const TerminationReason = z.enum(terminationReasons).meta({ id: 'TerminationReason' });
export type TerminationReason = z.infer<typeof TerminationReason>;
/** How long vested options can be exercised after leaving for a reason; 0 ends them with the last day. */
export const ExerciseWindow = z.object({ reason: TerminationReason, length: z.number().int().min(0).max(36_500), unit: z.enum(['days', 'months']) }).meta({ id: 'ExerciseWindow' });
export type ExerciseWindow = z.infer<typeof ExerciseWindow>;

export const CancelledShares = z.enum(['to-pool', 'retired']);
export const AccelerationTriggerName = z.enum(['single', 'double']);
const Holder = { holder: id('holder'), holderName: Label };
const intoShares = { grant: GrantId, shares: Shares, holding: id('holding'), ...Holder, class: Label };

export const GrantTerms = z.object({
  kind: GrantKind, class: Label, shares: Shares, strike: Fraction.optional().describe('whole currency units per share, exact'), fairValue: Fraction.optional().describe('fair market value per share at grant'),
  grantedOn: Day, vesting: VestingTerms.nullable().describe('null: vested from the day of the grant'), earlyExercise: z.boolean(), expiresOn: Day.optional().describe('the last day on which it can be exercised'),
  windows: z.array(ExerciseWindow).max(20).optional(), plan: PlanId.optional(), hire: id('hire').optional().describe('the hire that was promised it'), outsidePool: z.boolean().optional().describe('takes nothing from the pool'),
});

/** The facts of plans and of what is granted under them: options and units, from the promise to the share. */
export const grantsFacts = [
  fact('PlanAdopted', z.object({ plan: PlanId, name: Label, class: Label, shares: Shares.describe('added to the unallocated pool'), adoptedOn: Day, cancelled: CancelledShares })),
  fact('GrantMade', GrantTerms.extend({ grant: GrantId, ...Holder })),
  fact('VestingConditionMet', z.object({ grant: GrantId, condition: z.string(), metOn: Day })),
  fact('GrantAccelerated', z.object({ grant: GrantId, shares: Shares, order: z.enum(accelerationOrders), rule: AccelerationRule, trigger: AccelerationTriggerName, changeOfControlOn: Day.optional(), acceleratedOn: Day, reason: Note })),
  fact('GrantTerminated', z.object({ grant: GrantId, lastDay: Day, reason: TerminationReason, forfeited: z.number().int().min(0).describe('not vested and not exercised'), exercisableUntil: Day.optional() })),
  fact('GrantExercised', z.object({ ...intoShares, exercisedOn: Day, paid: Money.optional() })),
  fact('UnitsReleased', z.object({ ...intoShares, releasedOn: Day })),
  fact('GrantCancelled', z.object({ grant: GrantId, cancelledOn: Day, reason: Note })),
] as const;
export type GrantsFact = FactOf<typeof grantsFacts>;
