import { type CashMonth, median } from './cash-months.ts';
import { type CostKind, costKinds } from './events.ts';

/** The kinds that a plan line can have. */
export const planKinds = [...costKinds, 'revenue'] as const;
export type PlanKind = CostKind | 'revenue';

/**
 * What goes on as before where nothing is planned: for each kind without a plan of its own the median of the complete months.
 * A company that plans its hires but not its rent still pays rent. Null where a month is unknown, absent where there are no months.
 */
export function carriedForward(complete: readonly CashMonth[], planned: ReadonlySet<PlanKind>): { kind: PlanKind; monthly: number | null }[] {
  if (complete.length === 0) return [];
  return planKinds.filter((k) => !planned.has(k)).map((kind) => ({ kind, monthly: median(complete.map((m) => m.byKind[kind])) })).filter((c) => c.monthly !== 0);
}
