import { type Day, exact, isRefusal, type Money, moneyFrom, minorDigits, type Refusal } from '@capstan/kernel';
import type { CapitalFact } from '../events.ts';
import { refuse } from '../refusals.ts';
import { sameCurrency } from '../rules.ts';
import { shortPool } from '../securities/countable.ts';
import type { CapitalState } from '../state.ts';
import type { GrantsCommandOf } from './commands.ts';
import { lastDayOf, outstandingOn } from './outstanding.ts';
import { positionOn } from './position.ts';
import { grantAlive, withinTime } from './rules.ts';
import type { Grant } from './state.ts';

type Decision = CapitalFact[] | Refusal;

/** Options become shares: those that have vested, and with early exercise the others too, which stay restricted until they vest. */
export function exerciseGrant({ grant: id, holding, shares, exercisedOn, paid, today }: GrantsCommandOf<'ExerciseGrant'>, state: CapitalState): Decision {
  const grant = grantAlive(state, id, exercisedOn, today, 'exercisedOn');
  if (isRefusal(grant)) return grant;
  if (grant.kind === 'rsu') return refuse('units-are-released', { grant: id });
  const refused = withinTime(grant, exercisedOn, 'exercisedOn') ?? (paid && sameCurrency(state, paid, 'paid'));
  if (refused) return refused;
  const { available, left } = roomOf(grant, exercisedOn);
  if (shares > left) return refuse('exercise-too-many', { grant: id, available: left, day: exercisedOn }, 'shares');
  if (shares > available) return refuse('exercise-unvested', { grant: id, available, day: exercisedOn }, 'shares');
  const price = paid ?? costOf(grant, shares, state.currency);
  const facts: CapitalFact[] = [{ type: 'GrantExercised', data: { grant: id, shares, holding, holder: grant.holder, holderName: grant.name, class: grant.class, exercisedOn, ...(price && { paid: price }) }, effective: exercisedOn }];
  return takenAgain(grant, facts, state, exercisedOn, today) ?? facts;
}

/** Vested units become shares. */
export function releaseUnits({ grant: id, holding, shares, releasedOn, today }: GrantsCommandOf<'ReleaseUnits'>, state: CapitalState): Decision {
  const grant = grantAlive(state, id, releasedOn, today, 'releasedOn');
  if (isRefusal(grant)) return grant;
  if (grant.kind !== 'rsu') return refuse('options-are-exercised', { grant: id });
  const late = withinTime(grant, releasedOn, 'releasedOn');
  if (late) return late;
  const { available } = roomOf(grant, releasedOn);
  if (shares > available) return refuse('release-unvested', { grant: id, available, day: releasedOn }, 'shares');
  const facts: CapitalFact[] = [{ type: 'UnitsReleased', data: { grant: id, shares, holding, holder: grant.holder, holderName: grant.name, class: grant.class, releasedOn }, effective: releasedOn }];
  return takenAgain(grant, facts, state, releasedOn, today) ?? facts;
}

/** Of a grant whose time is over the rest went back to the pool, and may have been granted to others since. */
function takenAgain(grant: Grant, facts: readonly CapitalFact[], state: CapitalState, day: Day, today: Day): Refusal | undefined {
  const end = lastDayOf(grant);
  return grant.outsidePool || end === undefined || end >= today ? undefined : shortPool(state, facts, day, today, 'shares', { grant: grant.grant });
}

/** What can be taken on a day, and what is left at all; what was taken or forfeited later stays as it was recorded. */
function roomOf(grant: Grant, day: Day): { available: number; left: number } {
  const days = [day, ...[...grant.taken.map((t) => t.on), ...(grant.termination ? [grant.termination.lastDay] : [])].filter((on) => on > day)];
  return { available: Math.min(...days.map((on) => positionOn(grant, on).available)), left: Math.min(...days.map((on) => outstandingOn(grant, on))) };
}

/** Shares at the strike, in the company's currency; unknown where the grant has no strike. */
export function costOf({ strike }: Grant, shares: number, currency: string | undefined): Money | undefined {
  if (!strike || currency === undefined) return undefined;
  return moneyFrom(exact.mul(exact.mul(exact.fromFraction(strike), exact.rational(shares)), exact.rational(10 ** minorDigits(currency))), currency);
}
