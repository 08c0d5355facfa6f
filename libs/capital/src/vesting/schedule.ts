import { type Day, exact, type Rational } from '@capstan/kernel';
import { after, vestingDates } from './day-of-month.ts';
import type { RegularVesting, VestingTranches } from './terms.ts';

/** An exact part of the grant that vests on a day. Several may fall on one day. */
export interface Tranche { readonly on: Day; readonly part: Rational }

const even = (days: readonly Day[], whole: Rational): Tranche[] => days.map((on) => ({ on, part: exact.div(whole, exact.rational(days.length)) }));
/** Nothing vests before a day; what would have, vests on it. */
export const heldUntil = <T extends { readonly on: Day }>(all: readonly T[], day: Day): T[] => all.map((one) => (one.on < day ? { ...one, on: day } : one));

/**
 * The tranches of a regular schedule. A cliff without a part of its own only holds back: the tranches up to its day vest
 * on it. A cliff with a part vests exactly that, and the rest spreads evenly over the tranches after it.
 */
export function regularTranches({ start, every, periods, cliff, dayOfMonth }: RegularVesting): Tranche[] {
  const days = vestingDates(start, every, periods, dayOfMonth);
  if (!cliff) return even(days, exact.ONE);
  const cliffDay = after(start, cliff, 1, dayOfMonth);
  if (!cliff.part) return heldUntil(even(days, exact.ONE), cliffDay);
  const part = exact.fromFraction(cliff.part);
  return [{ on: cliffDay, part }, ...even(days.filter((day) => day > cliffDay), exact.sub(exact.ONE, part))];
}

export const listedTranches = ({ start, tranches, dayOfMonth }: VestingTranches): Tranche[] =>
  tranches.map((t) => ({ on: t.after.length === 0 ? start : after(start, t.after, 1, dayOfMonth), part: exact.fromFraction(t.part) })).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
