import type { Money } from '@capstan/kernel';

/** A business model as one unit sold sees it (a seat and month, a thousand calls): exact minor units of one currency. */
export interface PriceModel {
  readonly price: Money;
  /** What one unit costs to serve, without inference. */
  readonly unitCost: Money;
  /** What the inference of one unit costs. */
  readonly inference: Money;
  /** Costs of a month that do not depend on the units sold. */
  readonly fixedPerMonth: Money;
}

export type BreakEven = { readonly kind: 'units'; readonly perMonth: number } | { readonly kind: 'never' };
export interface PriceEconomics {
  readonly contribution: Money;
  /** Contribution / price; null for a price of zero. */
  readonly margin: number | null;
  /** Whole units a month whose contribution covers the fixed costs; `never` when a unit earns nothing. */
  readonly breakEven: BreakEven;
}

/** Contribution, margin and break-even volume of a price. Throws on mixed currencies. */
export function priceEconomics({ price, unitCost, inference, fixedPerMonth }: PriceModel): PriceEconomics {
  for (const m of [unitCost, inference, fixedPerMonth]) if (m.currency !== price.currency) throw new TypeError(`cannot compare ${m.currency} with ${price.currency} without a rate`);
  const contribution = price.amount - unitCost.amount - inference.amount;
  return {
    contribution: { amount: contribution, currency: price.currency },
    margin: price.amount > 0 ? contribution / price.amount : null,
    breakEven: fixedPerMonth.amount <= 0 ? { kind: 'units', perMonth: 0 } : contribution > 0 ? { kind: 'units', perMonth: Math.ceil(fixedPerMonth.amount / contribution) } : { kind: 'never' },
  };
}
