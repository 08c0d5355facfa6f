import { command, Day, Month, query } from '@capstan/kernel';
import { z } from 'zod';
import { AccelerateGrant, AdoptPlan, CancelGrant, ExerciseGrant, MakeGrant, MeetCondition, ReleaseUnits, TerminateGrant } from './commands.ts';
import { GrantDetail, GrantsView, VestingCalendar } from './views.ts';

const here = '/companies/:company/capital';
const one = `${here}/grants/:grant` as const;
const record = 'capital:record' as const;
const read = 'capital:read' as const;

const OnDay = z.object({ on: Day.optional().describe('as it was at the end of this day; today if left out') });
const Months = z.object({ from: Month.optional().describe('this month if left out'), to: Month.optional().describe('two years on if left out') });
export type VestingMonths = z.infer<typeof Months>;

export const grantsApi = {
  adoptPlan: command(`${here}/plans`, { permission: record, summary: 'Adopt a plan and add its shares to the pool', body: AdoptPlan }),
  makeGrant: command(`${here}/grants`, { permission: record, summary: 'Grant options or restricted stock units', body: MakeGrant }),
  meetCondition: command(`${one}/conditions`, { permission: record, summary: 'A milestone of a grant was reached', body: MeetCondition }),
  accelerateGrant: command(`${one}/accelerate`, { permission: record, summary: 'Vesting of a grant is accelerated', body: AccelerateGrant }),
  terminateGrant: command(`${one}/terminate`, { permission: record, summary: 'The work of the holder ended: what has not vested is forfeited', body: TerminateGrant }),
  exerciseGrant: command(`${one}/exercise`, { permission: record, summary: 'Options were exercised', body: ExerciseGrant }),
  releaseUnits: command(`${one}/release`, { permission: record, summary: 'Vested units were released as shares', body: ReleaseUnits }),
  cancelGrant: command(`${one}/cancel`, { permission: record, summary: 'Cancel what is left of a grant', body: CancelGrant }),
  grants: query(`${here}/grants`, { permission: read, summary: 'Plans, grants and where each stands', query: OnDay, answer: GrantsView }),
  grant: query(one, { permission: read, summary: 'A grant with its schedule and what happened to it', query: OnDay, answer: GrantDetail }),
  vestingCalendar: query(`${here}/vesting`, { permission: read, summary: 'What vests when, by month', query: Months, answer: VestingCalendar }),
} as const;
