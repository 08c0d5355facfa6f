import type { Day } from '@capstan/kernel';
import { accelerate } from '../vesting/acceleration.ts';
import { type Installment, installments, vestedBy } from '../vesting/installments.ts';
import { lastDayOf, outstandingOn, takenBy } from './outstanding.ts';
import { type Grant, grantAt } from './state.ts';

/**
 * The vesting days of a grant as far as they are known on a day: its terms, with every acceleration up to then.
 * What an end takes away still stands here; `positionOn` takes it off.
 */
export function scheduleOn(grant: Grant, on: Day): readonly Installment[] {
  const there = grantAt(grant, on);
  const all = there.met.some((m) => m.on > on) ? plannedWith(there, there.met.filter((m) => m.on <= on)) : remembered(there);
  return there.accelerated.filter((a) => a.on <= on).toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)).reduce((schedule, a) => accelerate(schedule, a.shares, a.on, a.order), all);
}

/** The day on whose end no more vests: the last day of work, a cancellation, or the expiry. */
export function vestsUntil({ termination, cancelledOn, expiresOn }: Grant): Day | undefined {
  const days = [termination?.lastDay, cancelledOn, expiresOn].filter((d) => d !== undefined).sort();
  return days[0];
}

const plannedWith = ({ shares, vesting, grantedOn }: Grant, met: Grant['met']): readonly Installment[] => installments({ shares, terms: vesting, grantedOn, met });
/** Schedules of grants as they are: a list asks for each several times. Grants never change, another state is another object. */
const planned = new WeakMap<Grant, readonly Installment[]>();
function remembered(grant: Grant): readonly Installment[] {
  const known = planned.get(grant) ?? plannedWith(grant, grant.met);
  planned.set(grant, known);
  return known;
}

export interface Position {
  readonly granted: number;
  /** Vested by the schedule, whether exercised or not. */
  readonly vested: number;
  /** May still vest. */
  readonly unvested: number;
  /** Never vests: the work ended, the grant was cancelled or expired before. */
  readonly forfeited: number;
  /** Exercised, or released. */
  readonly taken: number;
  /** Of those, exercised before they vested; after the end of the work the company may buy them back. */
  readonly restricted: number;
  /** Vested and not exercised in time. */
  readonly lapsed: number;
  readonly outstanding: number;
  /** Can be exercised, or released, on this day. */
  readonly available: number;
}

/** Where a grant stands at the end of a day, in the shares of that day. Vested + unvested + forfeited is what was granted. */
export function positionOn(grant: Grant, on: Day): Position {
  const there = grantAt(grant, on);
  const granted = on < there.grantedOn ? 0 : there.shares;
  if (granted === 0) return { granted, vested: 0, unvested: 0, forfeited: 0, taken: 0, restricted: 0, lapsed: 0, outstanding: 0, available: 0 };
  const until = vestsUntil(there);
  const ended = until !== undefined && on >= until;
  const vested = vestedBy(scheduleOn(grant, ended ? until : on), ended ? until : on);
  const taken = takenBy(there, on);
  const outstanding = outstandingOn(grant, on);
  const open = Math.max(0, vested - taken);
  return {
    granted, vested, unvested: ended ? 0 : granted - vested, forfeited: ended ? granted - vested : 0, taken, restricted: Math.max(0, taken - vested), outstanding,
    lapsed: ended && outstanding === 0 ? open : 0, available: Math.min(outstanding, there.earlyExercise && !ended ? granted - taken : open),
  };
}

/** How a grant stands in a word. */
export const situations = ['to-come', 'vesting', 'vested', 'terminated', 'expired', 'cancelled', 'done'] as const;
export type Situation = (typeof situations)[number];
export function situationOn(grant: Grant, on: Day): Situation {
  const { grantedOn, cancelledOn, termination, shares } = grantAt(grant, on);
  const end = lastDayOf(grant);
  if (on < grantedOn) return 'to-come';
  if (cancelledOn !== undefined && on >= cancelledOn) return 'cancelled';
  if (takenBy(grantAt(grant, on), on) >= shares) return 'done';
  if (termination && on >= termination.lastDay) return 'terminated';
  if (end !== undefined && on > end) return 'expired';
  return positionOn(grant, on).vested < shares ? 'vesting' : 'vested';
}
