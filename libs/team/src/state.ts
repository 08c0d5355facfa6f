import { type Day, type Fact, type Keyed, keyed, type Money } from '@capstan/kernel';
import type { z } from 'zod';
import type { Position, TeamFact } from './events.ts';

type PositionData = z.infer<typeof Position>;
export interface Planned extends PositionData { readonly salary: Money | null }
interface Made extends Planned { readonly name: string | null; readonly changedFrom: readonly Day[] }

/** A place in the team, in one of its situations. */
export type Hire = { readonly person: string } & (
  | { readonly situation: 'planned' | 'withdrawn'; readonly plan: Planned }
  | { readonly situation: 'made'; readonly made: Made }
  | { readonly situation: 'left'; readonly made: Made; readonly lastDay: Day }
  | { readonly situation: 'taken-back' }
);

export interface TeamState {
  readonly foundedOn?: Day;
  readonly hires: Keyed<Hire>;
  /** Who was hired, by name, first day and role: to know a duplicate at once. */
  readonly made: Keyed<string>;
  /** People whose key is gone. */
  readonly erased: Keyed<true>;
  /** Hashes of the files of hires taken in so far. */
  readonly imported: readonly string[];
}
export const noTeam: TeamState = { hires: keyed.keyed(), made: keyed.keyed(), erased: keyed.keyed(), imported: [] };

/** Two spellings of one name: case and spaces do not tell people apart. */
export const nameKey = (name: string): string => name.trim().replace(/\s+/g, ' ').toLowerCase();
export const madeKey = (name: string, startsOn: Day, role: string): string => JSON.stringify([nameKey(name), startsOn, role]);

const withHire = (state: TeamState, id: string, hire: Hire): TeamState => ({ ...state, hires: keyed.put(state.hires, id, hire) });

/** The state after one more fact. Facts of other contexts leave it as it is. */
export function evolve(state: TeamState, one: TeamFact | Fact): TeamState {
  if (one.type === 'CompanyFounded') return { ...state, foundedOn: (one.data as { foundedOn: Day }).foundedOn };
  const { type, data } = one as TeamFact;
  switch (type) {
    case 'HirePlanned':
    case 'HirePlanChanged': return withHire(state, data.hire, { person: data.person, situation: 'planned', plan: data });
    case 'HireMade': {
      const made = data.name === null ? state.made : keyed.put(state.made, madeKey(data.name, data.startsOn, data.role), data.hire);
      return { ...withHire(state, data.hire, { person: data.person, situation: 'made', made: { ...data, changedFrom: [] } }), made };
    }
    case 'HiresImported': return { ...state, imported: [...state.imported, data.fileHash] };
    case 'PersonErased': return erase(state, data.hire, data.person);
    case 'HireWithdrawn': case 'HireChanged': case 'HireReversed': case 'PersonLeft': case 'LeavingReversed': {
      const hire = keyed.at(state.hires, data.hire);
      return hire ? { ...withHire(state, data.hire, next(hire, one as TeamFact)), made: type === 'HireReversed' ? unmade(state.made, hire) : state.made } : state;
    }
    default: return state;
  }
}

function erase(state: TeamState, id: string, person: string): TeamState {
  const hire = keyed.at(state.hires, id);
  const erased = { ...state, erased: keyed.put(state.erased, person, true as const) };
  if (!hire) return erased;
  return { ...withHire(erased, id, 'made' in hire ? { ...hire, made: { ...hire.made, name: null, salary: null } } : hire), made: unmade(state.made, hire) };
}

const unmade = (made: Keyed<string>, hire: Hire): Keyed<string> =>
  ('made' in hire && hire.made.name !== null ? keyed.drop(made, madeKey(hire.made.name, hire.made.startsOn, hire.made.role)) : made);

function next(hire: Hire, { type, data }: TeamFact): Hire {
  if (type === 'HireReversed') return { person: hire.person, situation: 'taken-back' };
  if (type === 'HireWithdrawn' && hire.situation === 'planned') return { ...hire, situation: 'withdrawn' };
  if (type === 'HireChanged' && hire.situation === 'made') return { ...hire, made: { ...hire.made, changedFrom: [...hire.made.changedFrom, data.from] } };
  if (type === 'PersonLeft' && hire.situation === 'made') return { ...hire, situation: 'left', lastDay: data.lastDay };
  if (type === 'LeavingReversed' && hire.situation === 'left') return { person: hire.person, situation: 'made', made: hire.made };
  return hire;
}
