import { type Day, isRefusal, keyed, type Refusal } from '@capstan/kernel';
import { poolOn } from '../../capitalisation.ts';
import { capitalDecider } from '../../decider.ts';
import type { CapitalFact } from '../../events.ts';
import { allocations } from '../../grants/outstanding.ts';
import { refuse } from '../../refusals.ts';
import type { CapitalState } from '../../state.ts';
import type { CapitalCommand } from '../../commands.ts';

/**
 * Decides a command of an import. What grants take from the pool is not asked for one by one, which would cost as many looks at
 * all grants as there are grants: `beyondPool` asks once, when all are in.
 */
export function decided(command: CapitalCommand, state: CapitalState): CapitalFact[] | Refusal {
  if (command.type !== 'MakeGrant' || command.outsidePool) return capitalDecider.decide(command, state);
  const facts = capitalDecider.decide({ ...command, outsidePool: true }, state);
  if (isRefusal(facts)) return facts;
  return facts.map((one) => {
    if (one.type !== 'GrantMade') return one;
    const { outsidePool: _, ...data } = one.data;
    return { ...one, data };
  });
}

/** The last of these grants on the first day (or today) at whose end the pool could not cover what was taken from it; undefined when it always could. */
export function beyondPool({ pool, grants: { plans, made } }: CapitalState, among: ReadonlySet<string>, today: Day): { readonly grant: string; readonly refusal: Refusal } | undefined {
  const mine = keyed.values(made).filter((g) => among.has(g.grant) && !g.outsidePool);
  if (mine.length === 0) return undefined;
  const days = new Set([...mine.map((g) => g.grantedOn), today]);
  const changes = Map.groupBy([...pool, ...allocations(keyed.values(plans), keyed.values(made), today)], (c) => c.on);
  let left = 0;
  for (const day of [...new Set([...changes.keys(), today])].filter((d) => d <= today).sort()) {
    left = poolOn([{ on: day, set: left }, ...(changes.get(day) ?? [])], day);
    if (left >= 0 || !days.has(day)) continue;
    const last = mine.filter((g) => g.grantedOn <= day).reduce((a, b) => (b.grantedOn >= a.grantedOn ? b : a));
    return { grant: last.grant, refusal: refuse('grant-beyond-pool', { left: Math.max(0, left + last.shares), asked: last.shares }, 'quantity') };
  }
  return undefined;
}
