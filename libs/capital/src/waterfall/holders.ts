import { exact, type Rational } from '@capstan/kernel';
import type { Payout } from './payout.ts';

/** Who holds how many shares (or options, or how much of a SAFE) of a claim. */
export interface Holds { readonly holder: string; readonly name: string; readonly claim: string; readonly shares: Rational }

export interface HolderPayout {
  readonly holder: string;
  readonly name: string;
  readonly amount: Rational;
  readonly of: readonly { readonly claim: string; readonly amount: Rational }[];
}

/** Each claim's payout divided among its holders by shares, exact; biggest first. A claim that nobody holds pays nobody here. */
export function payoutsPerHolder(payouts: readonly Payout[], held: readonly Holds[]): HolderPayout[] {
  const amounts = new Map(payouts.map((p) => [p.id, p.amount]));
  const totals = new Map([...Map.groupBy(held, (h) => h.claim)].map(([claim, all]) => [claim, exact.sum(all.map((h) => h.shares))]));
  return [...Map.groupBy(held, (h) => h.holder)].map(([holder, own]): HolderPayout => {
    const of = [...Map.groupBy(own, (h) => h.claim)].map(([claim, parts]) => {
      const all = totals.get(claim)!;
      const part = all.num === 0n ? exact.ZERO : exact.div(exact.sum(parts.map((p) => p.shares)), all);
      return { claim, amount: exact.mul(amounts.get(claim) ?? exact.ZERO, part) };
    });
    return { holder, name: own[0]!.name, amount: exact.sum(of.map((o) => o.amount)), of };
  }).sort((a, b) => exact.compare(b.amount, a.amount) || (a.name < b.name ? -1 : 1));
}

/**
 * Exact amounts as whole units that sum to the whole of their sum (rounded half-up): everyone's units rounded down, the
 * odd ones to the largest remainders, earlier ones first among equals.
 */
export function wholeUnits(amounts: readonly Rational[]): bigint[] {
  const floors = amounts.map((a) => exact.round(a, 'floor'));
  const left = Number(exact.round(exact.sum(amounts), 'half-up') - floors.reduce((a, b) => a + b, 0n));
  const order = amounts.map((a, i) => ({ i, rest: exact.sub(a, exact.rational(floors[i]!)) })).sort((a, b) => exact.compare(b.rest, a.rest) || a.i - b.i);
  for (const { i } of order.slice(0, left)) floors[i]! += 1n;
  return floors;
}
