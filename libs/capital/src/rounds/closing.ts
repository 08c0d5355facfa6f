import { type Day, exact, type Fraction, keyed } from '@capstan/kernel';
import { nameKey } from '../names.ts';
import type { Held, Ownership } from '../ownership.ts';
import { asConverted, classTermsOn } from '../securities/classes.ts';
import type { ClassTerms } from '../securities/facts.ts';
import type { CapitalState } from '../state.ts';
import { type Protected, type Protection, weighedBase } from './anti-dilution.ts';
import type { PricedRound } from './terms.ts';

/** A class that a close priced below its conversion price gives more shares. */
export interface ProtectedOnSheet { readonly class: string; readonly method: Exclude<Protection, 'none'>; readonly originalPrice: Fraction; readonly conversionPrice: Fraction }
/** What a close did to the conversion price of an earlier class, and how many more shares it converts into. */
export interface AdjustedClass { readonly class: string; readonly before: Fraction; readonly conversionPrice: Fraction; readonly shares: number }

const guarded = (terms: ClassTerms | undefined): ProtectedOnSheet[] => {
  const { originalPrice, conversionPrice = originalPrice } = terms ?? {};
  if (terms?.kind !== 'preferred' || terms.antiDilution === 'none' || !originalPrice || !conversionPrice || exact.fromFraction(conversionPrice).num <= 0n) return [];
  return [{ class: terms.class, method: terms.antiDilution, originalPrice, conversionPrice }];
};

/** The preferred classes of a day that have a price and a right to have it lowered. */
export const protectedOn = (state: Pick<CapitalState, 'classes'>, on: Day): ProtectedOnSheet[] => keyed.values(state.classes).flatMap(({ name }) => guarded(classTermsOn(state.classes, name, on)));

const isOf = (name: string) => (one: Held): boolean => nameKey(one.class) === nameKey(name);

/** Protected classes as the terms of a round take them; the unallocated pool is no part of any base (NVCA 4.4.4). */
export function protectedTerms(classes: readonly ProtectedOnSheet[], held: readonly Held[], { fullyDiluted, pool, grants, warrants }: Ownership): Protected[] {
  const options = exact.rational(grants + warrants);
  const outstanding = { common: exact.rational(fullyDiluted - pool - grants - warrants), preferred: exact.ZERO, options, reserve: exact.rational(pool) };
  return classes.flatMap((one) => {
    const shares = held.filter(isOf(one.class)).reduce((sum, h) => sum + (h.converted ?? h.shares), 0);
    return shares > 0 ? [{ id: one.class, method: one.method, shares: exact.rational(shares), conversionPrice: exact.fromFraction(one.conversionPrice), base: weighedBase(one.method, outstanding) }] : [];
  });
}

/** What a priced close lowers, and everyone's shares as they count from then on. */
export function afterAdjusting(classes: readonly ProtectedOnSheet[], held: readonly Held[], { adjustments }: PricedRound): { adjusted: AdjustedClass[]; held: readonly Held[] } {
  const lowered = adjustments.map(({ id, conversionPrice }) => ({ ...classes.find((c) => c.class === id)!, before: classes.find((c) => c.class === id)!.conversionPrice, conversionPrice: exact.toFraction(conversionPrice) }));
  if (lowered.length === 0) return { adjusted: [], held };
  const counted = held.map((one) => {
    const to = lowered.find((c) => isOf(c.class)(one));
    return to ? { ...one, converted: asConverted(one.shares, to) } : one;
  });
  const sharesOf = (rows: readonly Held[], name: string) => rows.filter(isOf(name)).reduce((sum, h) => sum + (h.converted ?? h.shares), 0);
  return { held: counted, adjusted: lowered.map(({ class: name, before, conversionPrice }) => ({ class: name, before, conversionPrice, shares: sharesOf(counted, name) - sharesOf(held, name) })) };
}
