import { Currency, Day, Explained, Fraction, Instant, Label, Money, Month } from '@capstan/kernel';
import { z } from 'zod';
import { VestingTerms } from '../vesting/terms.ts';
import { ExerciseWindow, GrantId, GrantKind, PlanId, TerminationReason } from './facts.ts';
import { situations } from './position.ts';

/** Who recorded it, when, and the event that says so. */
const recorded = { actor: z.string(), at: Instant, fact: z.string() };
const shares = z.number().int();
const Installment = z.object({ on: Day, shares });

export const PlanView = z.object({ plan: PlanId, name: Label, class: Label, shares, adoptedOn: Day, cancelled: z.enum(['to-pool', 'retired']), outstanding: shares, taken: shares, ...recorded });
export type PlanView = z.infer<typeof PlanView>;

/** What is worth a second look before it is signed; nothing here is refused. */
export const grantWarnings = ['strike-below-fair-value', 'fair-value-missing'] as const;

export const GrantView = z.object({
  grant: GrantId, holder: z.string(), name: Label, kind: GrantKind, class: Label, plan: Label.nullable(), hire: z.string().nullable(), strike: Fraction.nullable(), fairValue: Fraction.nullable(),
  grantedOn: Day, expiresOn: Day.nullable(), exercisableUntil: Day.nullable().describe('the last day on which anything can come of it'), earlyExercise: z.boolean(), situation: z.enum(situations),
  granted: shares, vested: shares, unvested: shares, forfeited: shares, taken: shares.describe('exercised or released'), restricted: shares.describe('exercised before they vested'), lapsed: shares, outstanding: shares,
  available: shares.describe('can be exercised or released on this day'), next: Installment.nullable(), fullyVestedOn: Day.nullable().describe('null where conditions are open'),
  iso: z.object({ iso: shares, nso: shares }).nullable().describe('under the $100,000 rule; null where it does not apply or the fair value is unknown'), warnings: z.array(z.enum(grantWarnings)), why: Explained, ...recorded,
}).meta({ id: 'Grant' });
export type GrantView = z.infer<typeof GrantView>;

export const GrantsView = z.object({
  on: Day, currency: Currency, pool: shares.describe('unallocated'), plans: z.array(PlanView), grants: z.array(GrantView),
  totals: z.object({ outstanding: shares, vested: shares, unvested: shares, available: shares }),
}).meta({ id: 'Grants' });
export type GrantsView = z.infer<typeof GrantsView>;

export const GrantDetail = GrantView.extend({
  vesting: VestingTerms.nullable(), windows: z.array(ExerciseWindow), cost: Money.nullable().describe('of exercising what is available'),
  schedule: z.array(Installment.extend({ vested: shares.describe('in all, by the end of that day'), left: shares })),
  conditions: z.array(z.object({ id: z.string(), description: z.string().nullable(), metOn: Day.nullable() })).describe('milestones that are recorded when they are met'),
  isoYears: z.array(z.object({ year: z.number().int(), iso: shares, nso: shares })),
  happened: z.array(z.object({ type: z.string(), on: Day, shares: shares.nullable(), reason: TerminationReason.nullable(), ...recorded })),
}).meta({ id: 'GrantDetail' });
export type GrantDetail = z.infer<typeof GrantDetail>;

export const VestingMonth = z.object({ month: Month, shares, events: z.array(Installment.extend({ grant: GrantId, holder: z.string(), name: Label, kind: GrantKind })) });
export const VestingCalendar = z.object({ from: Month, to: Month, months: z.array(VestingMonth) }).meta({ id: 'VestingCalendar' });
export type VestingCalendar = z.infer<typeof VestingCalendar>;
