import { type Day, keyed, type Money, type Refusal } from '@capstan/kernel';
import { refuse } from './refusals.ts';
import { nameKey } from './names.ts';
import type { CapitalState } from './state.ts';

/** Refuses a day after today, or before the earliest it can have been. */
export const happened = (day: Day, today: Day, path: string, notBefore?: Day): Refusal | undefined =>
  day > today ? refuse('day-in-future', { today }, path) : notBefore !== undefined && day < notBefore ? refuse('day-too-early', { day: notBefore }, path) : undefined;

/** Refuses money of another currency than the company keeps its books in. */
export const sameCurrency = (state: Pick<CapitalState, 'currency'>, money: Money, path: string): Refusal | undefined =>
  state.currency !== undefined && money.currency !== state.currency ? refuse('not-company-currency', { wanted: state.currency, given: money.currency }, path) : undefined;

/** The id of a holder of this name; the new id for a name not seen yet. */
export const holderOf = (state: CapitalState, name: string, fresh: string): string => keyed.at(state.holders, nameKey(name)) ?? fresh;
