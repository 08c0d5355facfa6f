import { type Day, keyed, type Refusal } from '@capstan/kernel';
import { refuse } from './refusals.ts';
import { madeKey, type TeamState } from './state.ts';

/** Refuses a first day before the company was founded. */
export const startsTooEarly = ({ foundedOn }: TeamState, startsOn: Day): Refusal | undefined =>
  foundedOn !== undefined && startsOn < foundedOn ? refuse('hire-before-founding', { foundedOn }, 'startsOn') : undefined;

/** Refuses someone who already starts in the same role on the same day. */
export function duplicate(state: TeamState, name: string, role: string, startsOn: Day): Refusal | undefined {
  return keyed.at(state.made, madeKey(name, startsOn, role)) ? refuse('hire-duplicate', { role, startsOn }, 'name') : undefined;
}
