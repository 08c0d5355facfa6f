import type { Day, Fact, Money } from '@capstan/kernel';
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
  readonly hires: Readonly<Record<string, Hire>>;
  /** Hashes of the files of hires taken in so far. */
  readonly imported: readonly string[];
}
export const noTeam: TeamState = { hires: {}, imported: [] };

const withHire = (state: TeamState, id: string, hire: Hire): TeamState => ({ ...state, hires: { ...state.hires, [id]: hire } });

/** The state after one more fact. Facts of other contexts leave it as it is. */
export function evolve(state: TeamState, one: TeamFact | Fact): TeamState {
  if (one.type === 'CompanyFounded') return { ...state, foundedOn: (one.data as { foundedOn: Day }).foundedOn };
  const { type, data } = one as TeamFact;
  switch (type) {
    case 'HirePlanned':
    case 'HirePlanChanged': return withHire(state, data.hire, { person: data.person, situation: 'planned', plan: data });
    case 'HireMade': return withHire(state, data.hire, { person: data.person, situation: 'made', made: { ...data, changedFrom: [] } });
    case 'HiresImported': return { ...state, imported: [...state.imported, data.fileHash] };
    case 'HireWithdrawn': case 'HireChanged': case 'HireReversed': case 'PersonLeft': case 'LeavingReversed': {
      const hire = state.hires[data.hire];
      return hire ? withHire(state, data.hire, next(hire, one as TeamFact)) : state;
    }
    default: return state;
  }
}

function next(hire: Hire, { type, data }: TeamFact): Hire {
  if (type === 'HireReversed') return { person: hire.person, situation: 'taken-back' };
  if (type === 'HireWithdrawn' && hire.situation === 'planned') return { ...hire, situation: 'withdrawn' };
  if (type === 'HireChanged' && hire.situation === 'made') return { ...hire, made: { ...hire.made, changedFrom: [...hire.made.changedFrom, data.from] } };
  if (type === 'PersonLeft' && hire.situation === 'made') return { ...hire, situation: 'left', lastDay: data.lastDay };
  if (type === 'LeavingReversed' && hire.situation === 'left') return { person: hire.person, situation: 'made', made: hire.made };
  return hire;
}
