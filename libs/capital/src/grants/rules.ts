import { type Day, keyed, type Refusal } from '@capstan/kernel';
import { refuse } from '../refusals.ts';
import { happened } from '../rules.ts';
import type { CapitalState } from '../state.ts';
import { lastDayOf } from './outstanding.ts';
import type { Grant } from './state.ts';

/** The grant something happens to on a day; refused when it is not there then, or that day is in shares of before a split. */
export function grantAlive(state: CapitalState, id: string, day: Day, today: Day, path: string): Grant | Refusal {
  const grant = keyed.at(state.grants.made, id);
  if (!grant) return refuse('grant-unknown', { grant: id });
  const refused = happened(day, today, path);
  if (refused) return refused;
  if (grant.cancelledOn !== undefined) return refuse('grant-cancelled', { grant: id, day: grant.cancelledOn });
  if (day < grant.grantedOn) return refuse('not-before-grant', { grant: id, day: grant.grantedOn }, path);
  return splitAfter(grant.before?.until, grant.class, day, path) ?? grant;
}

/** Refuses a day before a split: shares then were others. */
export const splitAfter = (split: Day | undefined, name: string, day: Day, path: string): Refusal | undefined =>
  split !== undefined && day < split ? refuse('grant-split-since', { class: name, day: split }, path) : undefined;

/** Refuses what comes too late for a grant: after its expiry or the window that follows the end of the work. */
export function withinTime(grant: Grant, day: Day, path: string): Refusal | undefined {
  const end = lastDayOf(grant);
  return end !== undefined && day > end ? refuse('grant-expired', { grant: grant.grant, day: end }, path) : undefined;
}
