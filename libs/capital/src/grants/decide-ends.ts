import { type Day, isRefusal, type Refusal } from '@capstan/kernel';
import type { CapitalFact } from '../events.ts';
import { refuse } from '../refusals.ts';
import type { CapitalState } from '../state.ts';
import { accelerated, triggeredOn } from '../vesting/acceleration.ts';
import { after, type Period } from '../vesting/day-of-month.ts';
import { vestedBy } from '../vesting/installments.ts';
import type { GrantsCommandOf } from './commands.ts';
import type { TerminationReason } from './facts.ts';
import { outstandingOn, takenBy } from './outstanding.ts';
import { scheduleOn } from './position.ts';
import { grantAlive } from './rules.ts';
import type { Grant } from './state.ts';

type Decision = CapitalFact[] | Refusal;
type Accelerated = Extract<CapitalFact, { type: 'GrantAccelerated' }>;

/** Three months, unless the grant says otherwise: exercised later, an ISO is taxed as an NSO (IRC §422(a)(2)). */
export const USUAL_WINDOW: Period = { length: 3, unit: 'months' };

/** A milestone was reached, or vesting under conditions has started. */
export function meetCondition({ grant: id, condition, metOn, today }: GrantsCommandOf<'MeetCondition'>, state: CapitalState): Decision {
  const grant = grantAlive(state, id, metOn, today, 'metOn');
  if (isRefusal(grant)) return grant;
  const terms = grant.vesting?.kind === 'conditions' ? grant.vesting : undefined;
  const asked = terms?.conditions.find((c) => c.id === condition && (c.trigger.type === 'event' || (c.trigger.type === 'start' && terms.start === undefined)));
  if (!asked) return refuse('condition-not-in-terms', { grant: id, condition }, 'condition');
  const already = grant.met.find((m) => m.condition === condition);
  if (already) return refuse('condition-met', { grant: id, condition, day: already.on }, 'condition');
  if (grant.termination && metOn > grant.termination.lastDay) return refuse('grant-terminated', { grant: id, day: grant.termination.lastDay }, 'metOn');
  return [{ type: 'VestingConditionMet', data: { grant: id, condition, metOn }, effective: metOn }];
}

/** Shares vest early on a single trigger. */
export function accelerateGrant({ grant: id, rule, order, acceleratedOn, changeOfControlOn, reason, today }: GrantsCommandOf<'AccelerateGrant'>, state: CapitalState): Decision {
  const grant = grantAlive(state, id, acceleratedOn, today, 'acceleratedOn');
  if (isRefusal(grant)) return grant;
  if (grant.termination) return refuse('grant-terminated', { grant: id, day: grant.termination.lastDay });
  const earlier = grant.accelerated.find((a) => a.on > acceleratedOn);
  if (earlier) return refuse('acceleration-out-of-order', { grant: id, day: earlier.on }, 'acceleratedOn');
  const shares = accelerated(scheduleOn(grant, acceleratedOn), rule, acceleratedOn, grant.shares);
  if (shares === 0) return refuse('nothing-to-accelerate', { grant: id, day: acceleratedOn });
  return [{ type: 'GrantAccelerated', data: { grant: id, shares, order: rule.kind === 'months' ? 'next' : order, rule, trigger: 'single', ...(changeOfControlOn && { changeOfControlOn }), acceleratedOn, reason }, effective: acceleratedOn }];
}

/** The work of the holder ended: what has not vested by then, with a double trigger's acceleration, is forfeited. */
export function terminateGrant({ grant: id, lastDay, reason, exercisableUntil, acceleration, today }: GrantsCommandOf<'TerminateGrant'>, state: CapitalState): Decision {
  const grant = grantAlive(state, id, lastDay, today, 'lastDay');
  if (isRefusal(grant)) return grant;
  if (grant.termination) return refuse('grant-terminated', { grant: id, day: grant.termination.lastDay });
  if (exercisableUntil !== undefined && exercisableUntil < lastDay) return refuse('day-too-early', { grant: id, day: lastDay }, 'exercisableUntil');
  const early = acceleration && doubleTrigger(grant, lastDay, acceleration);
  if (isRefusal(early)) return early;
  const after = early ? { ...grant, accelerated: [...grant.accelerated, { on: lastDay, shares: early.data.shares, order: early.data.order }] } : grant;
  const vested = vestedBy(scheduleOn(after, lastDay), lastDay);
  const covered = Math.max(vested, takenBy(grant, lastDay));
  const last = grant.taken.at(-1);
  const until = grant.kind === 'rsu' ? undefined : (exercisableUntil ?? windowEnd(grant, lastDay, reason));
  if (last && last.on > lastDay && (takenBy(grant, last.on) > covered || (until !== undefined && last.on > until))) return refuse('exercised-after-leaving', { grant: id, day: lastDay }, 'lastDay');
  return [...(early ? [early] : []), { type: 'GrantTerminated', data: { grant: id, lastDay, reason, forfeited: grant.shares - covered, ...(until && { exercisableUntil: until }) }, effective: lastDay }];
}

function doubleTrigger(grant: Grant, lastDay: Day, { rule, order, changeOfControlOn, withinMonths }: NonNullable<GrantsCommandOf<'TerminateGrant'>['acceleration']>): Accelerated | Refusal | undefined {
  const on = triggeredOn({ kind: 'double', monthsAfter: withinMonths, monthsBefore: 0 }, changeOfControlOn, lastDay);
  if (on === undefined) return refuse('double-trigger-incomplete', { grant: grant.grant, months: withinMonths }, 'acceleration.changeOfControlOn');
  const shares = accelerated(scheduleOn(grant, on), rule, on, grant.shares);
  return shares === 0 ? undefined : { type: 'GrantAccelerated', data: { grant: grant.grant, shares, order: rule.kind === 'months' ? 'next' : order, rule, trigger: 'double', changeOfControlOn, acceleratedOn: on, reason: '' }, effective: on };
}

/** The last day on which vested options can be exercised after leaving for a reason: the grant's own window, never past its expiry. */
export function windowEnd({ windows, expiresOn }: Grant, lastDay: Day, reason: TerminationReason): Day {
  const window = windows?.find((w) => w.reason === reason) ?? USUAL_WINDOW;
  const end = window.length === 0 ? lastDay : after(lastDay, window);
  return expiresOn !== undefined && expiresOn < end ? expiresOn : end;
}

/** What is left of a grant is taken back: nothing more comes of it. */
export function cancelGrant({ grant: id, cancelledOn, reason, today }: GrantsCommandOf<'CancelGrant'>, state: CapitalState): Decision {
  const grant = grantAlive(state, id, cancelledOn, today, 'cancelledOn');
  if (isRefusal(grant)) return grant;
  const last = grant.taken.at(-1);
  if (last && last.on > cancelledOn) return refuse('exercised-after-leaving', { grant: id, day: cancelledOn }, 'cancelledOn');
  if (outstandingOn(grant, cancelledOn) === 0) return refuse('grant-used-up', { grant: id });
  return [{ type: 'GrantCancelled', data: { grant: id, cancelledOn, reason }, effective: cancelledOn }];
}
