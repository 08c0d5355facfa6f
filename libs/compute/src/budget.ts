import { type Month, type Money, money, months } from '@capstan/kernel';
import { type Purpose, gpuPurposes } from './events.ts';

/** One piece of spend; its amount is null when no exchange rate says what it is worth in the company's currency. */
export interface SpendPiece { readonly month: Month; readonly purpose: Purpose; readonly amount: Money | null }

export interface MonthOfSpend {
  readonly month: Month;
  /** Spend by purpose; null where a piece of it cannot be converted. */
  readonly byPurpose: Readonly<Record<Purpose, Money | null>>;
  /** Training and inference together: what the GPU budget is held against. */
  readonly gpu: Money | null;
  readonly total: Money | null;
}

const plus = (a: Money | null, b: Money | null): Money | null => (a && b ? money(a.amount + b.amount, a.currency) : null);

/** Spend of each month from `from` to `to`, by purpose. A piece without a value makes its sums unknown, never smaller. */
export function spendByMonth(pieces: readonly SpendPiece[], from: Month, to: Month, currency: string): MonthOfSpend[] {
  const zero = money(0, currency);
  const empty = (): Record<Purpose, Money | null> => ({ training: zero, inference: zero, data: zero, other: zero });
  const rows = new Map(months(from, to).map((month) => [month, empty()]));
  for (const { month, purpose, amount } of pieces) {
    const row = rows.get(month);
    if (row) row[purpose] = plus(row[purpose], amount);
  }
  return [...rows].map(([month, byPurpose]) => ({
    month, byPurpose,
    gpu: gpuPurposes.reduce<Money | null>((sum, p) => plus(sum, byPurpose[p]), zero),
    total: Object.values(byPurpose).reduce<Money | null>(plus, zero),
  }));
}

export type BudgetUse =
  | { readonly kind: 'no-budget' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'within' | 'over'; readonly left: Money; readonly share: number | null };

/** Spend held against a budget: what is left of it (below zero when over) and which share is used; a budget of zero has no share. */
export function budgetUse(spent: Money | null, budget: Money | null): BudgetUse {
  if (!budget) return { kind: 'no-budget' };
  if (!spent || spent.currency !== budget.currency) return { kind: 'unknown' };
  const left = money(budget.amount - spent.amount, budget.currency);
  return { kind: left.amount < 0 ? 'over' : 'within', left, share: budget.amount > 0 ? spent.amount / budget.amount : null };
}

export interface Commitment { readonly monthly: Money; readonly from: Month; /** Last month paid; null when it never began. */ readonly last: Month | null }

/** What reservations cost in each month from `from` to `to`, used or not, in their own currency each. */
export const committedByMonth = (commitments: readonly Commitment[], from: Month, to: Month): { month: Month; amounts: Money[] }[] =>
  months(from, to).map((month) => ({ month, amounts: commitments.filter((c) => c.last !== null && c.from <= month && month <= c.last).map((c) => c.monthly) }));
