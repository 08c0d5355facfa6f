import type { Day, Refusal } from '@capstan/kernel';
import { refuse } from './refusals.ts';
import type { TeamState } from './state.ts';

/** Refuses a first day before the company was founded. */
export const startsTooEarly = ({ foundedOn }: TeamState, startsOn: Day): Refusal | undefined =>
  foundedOn !== undefined && startsOn < foundedOn ? refuse('hire-before-founding', { foundedOn }, 'startsOn') : undefined;

/** Two spellings of one name: case and spaces do not tell people apart. */
export const nameKey = (name: string): string => name.trim().replace(/\s+/g, ' ').toLowerCase();

/** Refuses someone who already starts in the same role on the same day. */
export function duplicate(state: TeamState, name: string, role: string, startsOn: Day): Refusal | undefined {
  const same = Object.values(state.hires).some((h) => 'made' in h && h.made.name !== null && nameKey(h.made.name) === nameKey(name) && h.made.startsOn === startsOn && h.made.role === role);
  return same ? refuse('hire-duplicate', { role, startsOn }, 'name') : undefined;
}
