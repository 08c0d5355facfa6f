import type { Day, Money, Month } from '@capstan/kernel';
import { addDays, daysBetween, firstDay, lastDay } from '@capstan/kernel';

/** What holds from a day on: where someone works, as what, for how much a year. */
export interface Terms { readonly from: Day; readonly role: string; readonly team: string; readonly country: string; readonly salary: Money | null }

/** One place in the team: as it was planned, as it was filled, or both. */
export interface Employment {
  readonly hire: string;
  readonly plan?: Terms;
  /** In the order they were recorded; of two from the same day the later recorded holds. */
  readonly actual: readonly Terms[];
  readonly lastDay?: Day;
}

export interface Stretch { readonly terms: Terms; readonly from: Day; readonly to: Day; readonly days: number }

/** The stretches of a month in which someone works, each under its own terms; both ends counted. */
export function stretches(terms: readonly Terms[], end: Day | undefined, month: Month): Stretch[] {
  const inOrder = terms.map((t, i) => [t, i] as const).sort(([a, i], [b, j]) => (a.from < b.from ? -1 : a.from > b.from ? 1 : i - j)).map(([t]) => t);
  const monthEnd = lastDay(month);
  const over = end !== undefined && end < monthEnd ? end : monthEnd;
  return inOrder.flatMap((one, i) => {
    const next = inOrder[i + 1]?.from;
    const from = one.from > firstDay(month) ? one.from : firstDay(month);
    const to = next !== undefined && next <= over ? addDays(next, -1) : over;
    return from <= to ? [{ terms: one, from, to, days: daysBetween(from, to) + 1 }] : [];
  });
}

/** The terms in force on a day, if someone works that day. */
export function termsOn(terms: readonly Terms[], end: Day | undefined, on: Day): Terms | undefined {
  if (end !== undefined && end < on) return undefined;
  return terms.reduce<Terms | undefined>((latest, t) => (t.from <= on && (!latest || t.from >= latest.from) ? t : latest), undefined);
}

/** What changes from a day on; what is left out stays. A salary of null is one that was erased. */
export type Change = { readonly from: Day } & Partial<Omit<Terms, 'from'>>;

/** The terms that a start and later changes add up to: each field from its own day on, in order of those days; of two from one day the later recorded holds. */
export function termsAfter(start: Terms, changes: readonly Change[]): Terms[] {
  const days = [...new Set(changes.map((c) => c.from))].sort();
  const at = (on: Day): Terms => inOrder(changes.filter((c) => c.from <= on)).reduce<Terms>((terms, change) => ({ ...terms, ...defined(change), from: on }), start);
  return [...(days[0] === start.from ? [] : [start]), ...days.map(at)];
}

const inOrder = (changes: readonly Change[]): Change[] => [...changes].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
const defined = (change: Change): Partial<Terms> => Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));

/** The terms a plan counts with: the planned ones where there was a plan, else what happened. */
export const asPlanned = ({ plan, actual }: Employment): readonly Terms[] => (plan ? [plan] : actual);
/** Those who are here as they are, those still planned as planned. */
export const asExpected = ({ plan, actual }: Employment): readonly Terms[] => (actual.length > 0 ? actual : plan ? [plan] : []);
