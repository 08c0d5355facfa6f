import { type Day, keyed, type Refusal } from '@capstan/kernel';
import { issuedShares, stakesOn } from '../capitalisation.ts';
import type { CapitalFact } from '../events.ts';
import { leastUnallocated } from '../grants/pool.ts';
import { refuse } from '../refusals.ts';
import { type CapitalState, evolve } from '../state.ts';
import { capitalisationOn } from './cap-table.ts';

/** Nine million facts of so many shares fit into 2^53: what one adds need not be counted. Imports of thousands of rows stay linear. */
const FEW = 1e9;
const paths: Partial<Record<CapitalFact['type'], string>> = { SharesIssued: 'shares', PoolSet: 'shares', PlanAdopted: 'shares', GrantMade: 'shares', WarrantIssued: 'shares', SharesSplit: 'ratio', ClassTermsSet: 'originalPrice', SharesConverted: 'shares', RoundClosed: '' };

/** Refuses facts after which the table of their day, or of today, holds more shares than can be counted exactly (2^53), issued or as converted. */
export function beyondCounting(state: CapitalState, facts: readonly CapitalFact[], today: Day): Refusal | undefined {
  const one = facts.find(({ type, data }) => type in paths && (type === 'SharesConverted' || type === 'RoundClosed' || !('shares' in data) || Number(data.shares) > FEW));
  if (!one) return undefined;
  const after = facts.reduce<CapitalState>(evolve, state);
  const much = [one.effective ?? today, today].some((day) => sharesIn(after, day) > Number.MAX_SAFE_INTEGER);
  return much ? refuse('shares-too-many', {}, paths[one.type] || undefined) : undefined;
}

/** All shares of a day, each as what it counts for most. Beyond 2^53 no longer exact, but never below it. */
function sharesIn(state: CapitalState, on: Day): number {
  const { held, promised, pool } = capitalisationOn(state, on);
  const issued = issuedShares(stakesOn(keyed.values(state.stakes), on));
  return Math.max(issued, [...held, ...promised].reduce((sum, one) => sum + (one.converted ?? one.shares), 0) + pool);
}

/** Refuses facts after which the pool is short on a day from `from` on, where it was not before. */
export function shortPool(state: CapitalState, facts: readonly CapitalFact[], from: Day, today: Day, path?: string, values: Record<string, string> = {}): Refusal | undefined {
  const least = ({ pool, grants }: CapitalState) => leastUnallocated(pool, grants, from, today);
  const left = least(facts.reduce<CapitalState>(evolve, state));
  return left < 0 && least(state) >= 0 ? refuse('pool-below-grants', { ...values, missing: -left }, path) : undefined;
}
