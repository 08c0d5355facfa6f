import { type ExitSheet, xirr } from '@capstan/capital/waterfall';

/** What an investor gets back: money paid in, how many times over it comes back, and the rate per year by XIRR (days over 365). */
export interface Return { readonly paid: number; readonly multiple: number; /** Null where there is no rate: the same day, or nothing back. */ readonly rate: number | null }

/** Returns of a sale on the sheet's day, for holders whose payments are known. */
export function returnsOf({ paid, on }: ExitSheet): (holder: string, payout: number) => Return | null {
  const byHolder = Map.groupBy(paid, (p) => p.holder);
  return (holder, payout) => {
    const own = byHolder.get(holder);
    if (!own) return null;
    const sum = own.reduce((total, p) => total + p.amount.amount, 0);
    const found = xirr([...own.map((p) => ({ on: p.on, amount: -p.amount.amount })), { on, amount: payout }]);
    return { paid: sum, multiple: payout / sum, rate: found.kind === 'one' ? found.rate : null };
  };
}
