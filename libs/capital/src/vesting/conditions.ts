import { type Day, exact, type Rational } from '@capstan/kernel';
import { after } from './day-of-month.ts';
import { heldUntil, type Tranche } from './schedule.ts';
import type { ConditionalVesting, VestingCondition } from './terms.ts';

/** A condition that was met: vesting started, a milestone was reached. */
export interface ConditionMet { readonly condition: string; readonly on: Day }

interface Path {
  readonly byId: ReadonlyMap<string, VestingCondition>;
  readonly met: readonly ConditionMet[];
  readonly start?: Day | undefined;
  /** When each condition on the path was met; for one that repeats, the last time. */
  readonly days: Map<string, Day>;
}

/**
 * The tranches of Open Cap Format's conditions, as far as days are known: of the conditions that wait, the first to be met
 * counts (by their order on the same day), its part vests, and those that follow it wait next. What hangs on events not yet
 * recorded has no day and is not among them.
 */
export function conditionalTranches(terms: ConditionalVesting, shares: number, met: readonly ConditionMet[]): Tranche[] {
  const byId = new Map(terms.conditions.map((c) => [c.id, c]));
  const path: Path = { byId, met, days: new Map(), start: terms.start ?? startOf(terms, met) };
  const followers = new Set(terms.conditions.flatMap((c) => c.next));
  const tranches: Tranche[] = [];
  let waiting = terms.conditions.filter((c) => !followers.has(c.id));
  for (let next = firstMet(waiting, path); next && !path.days.has(next.condition.id); next = firstMet(waiting, path)) {
    const left = exact.max(exact.ZERO, exact.sub(exact.ONE, exact.sum(tranches.map((t) => t.part))));
    const part = partOf(next.condition, shares, left);
    let room = left;
    for (const on of heldByCliff(next.condition, next.days, path)) {
      const taken = exact.min(part, room);
      room = exact.sub(room, taken);
      // A condition that vests nothing, such as the start, is no tranche: front loading gives it no odd share.
      if (taken.num > 0n) tranches.push({ on, part: taken });
    }
    path.days.set(next.condition.id, next.days.at(-1)!);
    waiting = next.condition.next.flatMap((id) => byId.get(id) ?? []);
  }
  return tranches;
}

const startOf = ({ conditions }: ConditionalVesting, met: readonly ConditionMet[]): Day | undefined =>
  met.find((m) => conditions.some((c) => c.id === m.condition && c.trigger.type === 'start'))?.on;

const partOf = ({ amount }: VestingCondition, shares: number, left: Rational): Rational =>
  'shares' in amount ? exact.rational(amount.shares, shares) : amount.ofRemainder ? exact.mul(left, exact.fromFraction(amount.part)) : exact.fromFraction(amount.part);

interface Met { readonly condition: VestingCondition; readonly days: readonly Day[] }
const firstMet = (waiting: readonly VestingCondition[], path: Path): Met | undefined =>
  waiting.flatMap((condition): Met[] => {
    const days = daysOf(condition, path);
    return days.length > 0 ? [{ condition, days }] : [];
  }).reduce<Met | undefined>((first, one) => (!first || one.days[0]! < first.days[0]! ? one : first), undefined);

function daysOf({ id, trigger }: VestingCondition, { met, start, days }: Path): Day[] {
  const reported = met.filter((m) => m.condition === id).map((m) => m.on);
  switch (trigger.type) {
    case 'start': return start ? [start] : [];
    case 'event': return reported.slice(0, 1);
    case 'on': return [trigger.date];
    case 'after': {
      const from = days.get(trigger.of);
      return from ? Array.from({ length: trigger.occurrences }, (_, i) => after(from, trigger.every, i + 1, trigger.dayOfMonth, start ?? from)) : [];
    }
  }
}

function heldByCliff({ trigger }: VestingCondition, days: readonly Day[], path: Path): Day[] {
  if (trigger.type !== 'after' || !trigger.cliff) return [...days];
  const from = path.days.get(trigger.of)!;
  return heldUntil(days.map((on) => ({ on })), after(from, trigger.cliff, 1, trigger.dayOfMonth, path.start ?? from)).map((d) => d.on);
}
