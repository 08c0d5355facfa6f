import { type Day, type Decider, type Refusal, monthOf, refusing } from '@capstan/kernel';
import type { z } from 'zod';
import type { MarketFact, RevenueDetails } from './events.ts';
import { marketRefusals } from './refusals.ts';

const refuse = refusing(marketRefusals);
type Details = z.output<typeof RevenueDetails>;

export type RevenueCommand =
  | ({ type: 'RecordRevenue'; revenue: string; today: Day } & Details)
  | ({ type: 'CorrectRevenue'; revenue: string; today: Day; reason: string } & Details)
  | { type: 'WithdrawRevenue'; revenue: string; reason: string };

/** Slot (month and kind) of each revenue; `null` once withdrawn. */
export type RevenueState = ReadonlyMap<string, string | null>;

const slot = (d: Details) => `${d.month} ${d.recurring ? 'recurring' : 'one-off'}`;

/** Revenue month by month: one recurring and one one-off figure each, corrected or withdrawn, never edited. */
export const revenueDecider: Decider<RevenueCommand, RevenueState, MarketFact> = {
  name: 'revenue',
  initial: new Map(),
  evolve(state, fact) {
    switch (fact.type) {
      case 'RevenueRecorded': case 'RevenueCorrected': return new Map(state).set(fact.data.revenue, slot(fact.data));
      case 'RevenueWithdrawn': return new Map(state).set(fact.data.revenue, null);
      default: return state;
    }
  },
  decide(command, state) {
    const known = state.get(command.revenue);
    if (command.type !== 'RecordRevenue') {
      if (known === undefined) return refuse('revenue-unknown');
      if (known === null) return refuse('revenue-withdrawn');
    }
    if (command.type === 'WithdrawRevenue') return [{ type: 'RevenueWithdrawn', data: { revenue: command.revenue, reason: command.reason } }];
    const problem = unfit(command, state);
    if (problem) return problem;
    const { type, today: _, ...data } = command;
    const effective = `${command.month}-01`;
    return type === 'RecordRevenue' ? [{ type: 'RevenueRecorded', data, effective }] : [{ type: 'RevenueCorrected', data: { ...data, reason: command.reason }, effective }];
  },
  subject: (command) => command.revenue,
  concerns: (fact) => [fact.data.revenue],
};

function unfit(command: Exclude<RevenueCommand, { type: 'WithdrawRevenue' }>, state: RevenueState): Refusal | undefined {
  if (command.month > monthOf(command.today)) return refuse('revenue-month-not-over', { month: command.month }, 'month');
  const taken = [...state].some(([id, s]) => s === slot(command) && id !== command.revenue);
  if (taken) return refuse('revenue-already-recorded', { month: command.month }, 'month');
  if (command.customers !== undefined && (command.newCustomers ?? 0) > command.customers) return refuse('revenue-more-new-than-customers', undefined, 'newCustomers');
  return undefined;
}
