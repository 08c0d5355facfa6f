import { type Day, keyed } from '@capstan/kernel';
import { poolOn } from '../capitalisation.ts';
import type { PoolChange } from '../state.ts';
import { allocations } from './outstanding.ts';
import type { Grants } from './state.ts';

/**
 * Unallocated shares of the pool at the end of a day: what was set, rounds and plans added and splits made of it, less what
 * was granted from it, plus what came back. A size set on a day is the size before the grants of that day. Below zero
 * only where a pool was made smaller after grants were taken from it. Linear in grants.
 */
export const unallocatedOn = (pool: readonly PoolChange[], { plans, made }: Grants, on: Day): number =>
  poolOn([...pool, ...allocations(keyed.values(plans), keyed.values(made), on)], on);

/** The least that the unallocated pool comes to at the end of any day from one to another. One pass over all changes. */
export function leastUnallocated(pool: readonly PoolChange[], { plans, made }: Grants, from: Day, to: Day): number {
  const changes = Map.groupBy([...pool, ...allocations(keyed.values(plans), keyed.values(made), to)].filter((c) => c.on <= to), (c) => c.on);
  let [left, least] = [0, Infinity];
  for (const day of [...new Set([...changes.keys(), from])].sort()) {
    left = poolOn([{ on: day, set: left }, ...(changes.get(day) ?? [])], day);
    if (day >= from) least = Math.min(least, left);
  }
  return least;
}
