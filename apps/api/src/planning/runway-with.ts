import type { Views } from '@capstan/event-log';
import { type Day, type Money, type Month, monthOf, monthsBetween } from '@capstan/kernel';
import { HORIZON_MONTHS, monthlyAmounts, type PlanLine, planRunway, projectCash, type Runway } from '@capstan/planning';
import { companyPlan } from './company-plan.ts';
import type { LoanFlows } from './loan-flows.ts';

/** A change to the plan: so much more burn every month and so much once, from a month on. */
export interface PlanChange { readonly burnPerMonth: Money; readonly oneOff: Money; readonly from: Month }
type Case = { kind: 'runs-out'; on: Day; months: number } | { kind: 'lasts'; months: number } | { kind: 'not-burning' } | { kind: 'unknown' };

const asCase = (r: Runway): Case => (r.kind === 'months' ? { kind: 'runs-out', on: r.cashOut, months: r.months } : r.kind === 'beyond' ? { kind: 'lasts', months: r.months } : { kind: r.kind });

/** The plan runway as it is and with a change to it, by the same projection as the overview's. Unknown when the plan is, or a currency has no rate. */
export const runwayWith = (loans: LoanFlows) => (views: Views, company: string, today: Day, change: PlanChange): { before: Case; after: Case } => {
  const plan = companyPlan(views, company, today, loans);
  const unknown = { before: { kind: 'unknown' as const }, after: { kind: 'unknown' as const } };
  if (!plan || plan.position.cash === null || plan.missing.length > 0 || plan.lines.length === 0) return unknown;
  const { start, position: { cash } } = plan;
  const run = (lines: readonly PlanLine[]): Case => asCase(planRunway(projectCash({ start, cash, lines }), today));
  const monthly = plan.values.worth(change.burnPerMonth, today);
  const once = plan.values.worth(change.oneOff, today);
  if (!monthly || !once) return { ...unknown, before: run(plan.lines) };
  const from = change.from < monthOf(start) ? monthOf(start) : change.from;
  const extra: PlanLine[] = [
    { id: 'change', name: 'change', kind: 'other', amounts: monthlyAmounts({ monthly: 0 - monthly.amount, from }, start, HORIZON_MONTHS), goesOn: true },
    { id: 'once', name: 'once', kind: 'other', amounts: [...Array<number>(monthsBetween(monthOf(start), from)).fill(0), 0 - once.amount], goesOn: false },
  ];
  return { before: run(plan.lines), after: run([...plan.lines, ...extra]) };
};
