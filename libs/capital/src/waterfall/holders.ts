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

/** One holder's exact part of each claim; `about` is the part as a double, for ordering long lists only. */
export interface HolderParts { readonly holder: string; readonly name: string; readonly parts: readonly { readonly claim: string; readonly part: Rational; readonly about: number }[] }

/** Every holder's part of every claim, by shares. Worked out once; payouts at any exit value follow from it. */
export function holderParts(held: readonly Holds[]): HolderParts[] {
  const totals = new Map([...Map.groupBy(held, (h) => h.claim)].map(([claim, all]) => [claim, exact.sum(all.map((h) => h.shares))]));
  return [...Map.groupBy(held, (h) => h.holder)].map(([holder, own]) => ({
    holder, name: own[0]!.name,
    parts: [...Map.groupBy(own, (h) => h.claim)].map(([claim, shares]) => {
      const all = totals.get(claim)!;
      const part = all.num === 0n ? exact.ZERO : exact.div(exact.sum(shares.map((s) => s.shares)), all);
      return { claim, part, about: exact.toNumber(part) };
    }),
  }));
}

/** Each claim's payout divided among its holders by shares, exact; biggest first. A claim that nobody holds pays nobody here. */
export const payoutsPerHolder = (payouts: readonly Payout[], held: readonly Holds[]): HolderPayout[] => payoutsOf(payouts, holderParts(held));

/** The same from parts worked out before; with `most` only the biggest, so that a slider need not divide among thousands. */
export function payoutsOf(payouts: readonly Payout[], holders: readonly HolderParts[], most = holders.length): HolderPayout[] {
  const amounts = new Map(payouts.map((p) => [p.id, { exactly: p.amount, about: exact.toNumber(p.amount) }]));
  const about = new Map(holders.map((h) => [h, h.parts.reduce((sum, p) => sum + p.about * (amounts.get(p.claim)?.about ?? 0), 0)]));
  const shown = most < holders.length ? holders.toSorted((a, b) => about.get(b)! - about.get(a)!).slice(0, most) : holders;
  return shown.map(({ holder, name, parts }): HolderPayout => {
    const of = parts.map(({ claim, part }) => ({ claim, amount: exact.mul(amounts.get(claim)?.exactly ?? exact.ZERO, part) }));
    return { holder, name, amount: exact.sum(of.map((o) => o.amount)), of };
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
