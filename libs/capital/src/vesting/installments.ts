import { type Day, exact, type Rational } from '@capstan/kernel';
import { allocate } from './allocation.ts';
import { conditionalTranches, type ConditionMet } from './conditions.ts';
import { heldUntil, listedTranches, regularTranches, type Tranche } from './schedule.ts';
import type { VestingTerms } from './terms.ts';

/** Whole shares that vest on a day. */
export interface Installment { readonly on: Day; readonly shares: number }
export interface ExactInstallment { readonly on: Day; readonly shares: Rational }

/** What is vested: so many shares under these terms. Nothing vests before `grantedOn`; what would have, vests then. */
export interface Vested { readonly shares: number; readonly terms: VestingTerms | null; readonly grantedOn?: Day; readonly met?: readonly ConditionMet[] }

/**
 * Every day on which something vests, with its shares, in order; whole shares that sum to exactly the grant (to less only
 * where conditions wait for events). Without terms everything vests on the day of the grant. Under `FRACTIONAL` the running total
 * is rounded down: half a share cannot be exercised; `exactInstallments` keeps the fractions.
 */
export function installments(vested: Vested): Installment[] {
  let [total, given] = [exact.ZERO, 0];
  return exactInstallments(vested).flatMap(({ on, shares }) => {
    total = exact.add(total, shares);
    const whole = Number(exact.round(total, 'floor')) - given;
    given += whole;
    return whole > 0 ? [{ on, shares: whole }] : [];
  });
}

/** The same with the fractions that `FRACTIONAL` keeps; days without shares are left out. */
export function exactInstallments({ shares, terms, grantedOn, met = [] }: Vested): ExactInstallment[] {
  const all = shared(shares, terms, grantedOn, met);
  const held = grantedOn ? heldUntil(all, grantedOn) : all;
  const byDay = new Map<Day, Rational>();
  for (const one of held) byDay.set(one.on, exact.add(byDay.get(one.on) ?? exact.ZERO, one.shares));
  return [...byDay].filter(([, n]) => n.num > 0n).map(([on, n]) => ({ on, shares: n })).sort((a, b) => (a.on < b.on ? -1 : 1));
}

function shared(shares: number, terms: VestingTerms | null, grantedOn: Day | undefined, met: readonly ConditionMet[]): ExactInstallment[] {
  if (terms === null) return grantedOn ? [{ on: grantedOn, shares: exact.rational(shares) }] : [];
  if (terms.kind === 'dates') return terms.dates.map((d) => ({ on: d.on, shares: exact.rational(d.shares) }));
  const tranches = tranchesOf(terms, shares, met);
  const given = allocate(shares, tranches.map((t) => t.part), terms.allocation);
  return tranches.map(({ on }, i) => ({ on, shares: given[i]! }));
}

function tranchesOf(terms: Exclude<VestingTerms, { kind: 'dates' }>, shares: number, met: readonly ConditionMet[]): Tranche[] {
  switch (terms.kind) {
    case 'schedule': return regularTranches(terms);
    case 'tranches': return listedTranches(terms);
    case 'conditions': return conditionalTranches(terms, shares, met);
  }
}

/** The shares that have vested by the end of a day. */
export const vestedBy = (all: readonly Installment[], on: Day): number => all.reduce((sum, one) => (one.on <= on ? sum + one.shares : sum), 0);
