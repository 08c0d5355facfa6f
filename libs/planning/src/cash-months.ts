import { type Day, type Month, addMonths, firstDay, monthOf, months } from '@capstan/kernel';
import { type TransactionKind, kinds } from './events.ts';

/** Money that moved, in minor units of the company's currency; in is positive. Null when no rate says what it is worth. */
export interface Flow { readonly on: Day; readonly kind: TransactionKind; readonly amount: number | null }

/** One month of actual cash. Every figure is null as soon as one flow in it cannot be valued. */
export interface CashMonth {
  readonly month: Month;
  readonly byKind: Readonly<Record<TransactionKind, number | null>>;
  /** Out minus in, without financing and without transfers between own accounts; below zero when cash came in. */
  readonly netBurn: number | null;
  /** Everything that went out, without financing and transfers. */
  readonly grossBurn: number | null;
  readonly financing: number | null;
  /** What the month did to the balance, financing and transfers included. */
  readonly change: number | null;
}

const burning = (kind: TransactionKind) => kind !== 'financing' && kind !== 'transfer';
const sum = (flows: readonly Flow[]): number | null => flows.reduce<number | null>((n, f) => (n === null || f.amount === null ? null : n + f.amount), 0);
const negative = (n: number | null) => (n === null ? null : 0 - n);

/** Actual cash of each month from `from` to `to`. */
export function cashMonths(flows: readonly Flow[], from: Month, to: Month): CashMonth[] {
  const byMonth = Map.groupBy(flows, (f) => monthOf(f.on));
  return months(from, to).map((month) => {
    const all = byMonth.get(month) ?? [];
    const operating = all.filter((f) => burning(f.kind));
    return {
      month,
      byKind: Object.fromEntries(kinds.map((k) => [k, sum(all.filter((f) => f.kind === k))])) as Record<TransactionKind, number | null>,
      netBurn: negative(sum(operating)), grossBurn: negative(sum(operating.filter((f) => f.amount === null || f.amount < 0))),
      financing: sum(all.filter((f) => f.kind === 'financing')), change: sum(all),
    };
  });
}

/**
 * The last `n` complete months: over before `today`, begun after the records begin, and not later than the month up to which there are records.
 * Fewer than `n` when there are not as many.
 */
export function completeMonths(records: { from: Day; to: Day }, today: Day, n: number): Month[] {
  const last = [addMonths(monthOf(today), -1), monthOf(records.to)].sort()[0]!;
  return months(addMonths(last, 1 - n), last).filter((m) => firstDay(m) >= records.from);
}

/** The middle value; of an even number the mean of the middle two. Null of nothing, or when a value is unknown. */
export function median(values: readonly (number | null)[]): number | null {
  if (values.length === 0 || values.includes(null)) return null;
  const sorted = (values as number[]).toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : Math.round((sorted[half - 1]! + sorted[half]!) / 2);
}
