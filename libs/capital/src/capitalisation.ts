import { type Day, exact } from '@capstan/kernel';
import { sharesOn, type Stake } from './securities/movements.ts';
import { splitShares } from './securities/splits.ts';
import type { PoolChange, Safe } from './state.ts';

/** The stakes that exist at the end of a day, with the shares they have then. */
export const stakesOn = (stakes: readonly Stake[], on: Day): Stake[] =>
  stakes.filter((s) => s.shares > 0 && s.since <= on && (s.gone === undefined || s.gone > on)).map((s) => (s.steps ? { ...s, shares: sharesOn(s, on) } : s));

/** Unallocated pool shares at the end of a day: the last size set, with what rounds added and splits made of it after. */
export function poolOn(changes: readonly PoolChange[], on: Day): number {
  const dated = changes.filter((c) => c.on <= on).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  return dated.reduce((shares, change) => ('set' in change ? change.set : 'ratio' in change ? splitShares(shares, exact.fromFraction(change.ratio), change.rounding) : shares + change.add), 0);
}

/** SAFEs signed by a day and neither cancelled nor converted by its end, in order of signing. */
export const safesOn = (safes: readonly Safe[], on: Day): Safe[] =>
  safes.filter((s) => s.signedOn <= on && (s.situation === 'outstanding' || s.on > on)).sort((a, b) => (a.signedOn < b.signedOn ? -1 : a.signedOn > b.signedOn ? 1 : 0));

export const issuedShares = (stakes: readonly Stake[]): number => stakes.reduce((sum, s) => sum + s.shares, 0);
