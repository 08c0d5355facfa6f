import type { Recorded } from '@capstan/kernel';
import { readModel, type Views } from '@capstan/event-log';
import { type DecisionsFact, evolve, type Selection } from '@capstan/decisions';

type Of<T extends DecisionsFact['type']> = Recorded<Extract<DecisionsFact, { type: T }>>;

/** One selection as its own decider would fold it, with who touched it last, and the history beside it. */
function moved(views: Views, fact: Recorded<DecisionsFact>): void {
  const { selection } = fact.data;
  const before = views.get<{ state: string }>('SELECT state FROM decisions_selection WHERE selection = ?', selection);
  const known = before ? { [selection]: JSON.parse(before.state) as Selection } : {};
  const after = evolve(known, { type: fact.type, data: fact.data } as DecisionsFact)[selection];
  if (!after) return;
  const { company, actor, at } = fact.meta;
  views.run('INSERT OR REPLACE INTO decisions_selection VALUES (?, ?, ?, ?, ?, ?, ?)', company, selection, JSON.stringify(after), fact.revision, actor, at, fact.id);
  views.run('INSERT INTO decisions_history (company, selection, type, actor, at, fact) VALUES (?, ?, ?, ?, ?, ?)', company, selection, fact.type, actor, at, fact.id);
}

export const selectionsModel = readModel({
  name: 'decisions-selections',
  version: 1,
  tables: ['decisions_selection', 'decisions_history'],
  schema: `CREATE TABLE decisions_selection (company TEXT NOT NULL, selection TEXT NOT NULL PRIMARY KEY, state TEXT NOT NULL, revision INTEGER NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL, fact TEXT NOT NULL) STRICT;
    CREATE INDEX decisions_selection_of_company ON decisions_selection (company);
    CREATE TABLE decisions_history (n INTEGER PRIMARY KEY, company TEXT NOT NULL, selection TEXT NOT NULL, type TEXT NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL, fact TEXT NOT NULL) STRICT;
    CREATE INDEX decisions_history_of ON decisions_history (selection, n)`,
  on: {
    SelectionOpened: moved, CriterionSet: moved, CriterionDropped: moved, CriteriaCompared: moved, CandidateAdded: moved, CandidateChanged: moved,
    CandidateDropped: moved, ScoreGiven: moved, EvidenceBound: moved, ScoreCleared: moved, DecisionMade: moved, DecisionReopened: moved, SelectionAbandoned: moved,
  } satisfies { [T in DecisionsFact['type']]: (views: Views, fact: Of<T>) => void },
});

export interface Touched { readonly actor: string; readonly at: string; readonly fact: string }
export interface SelectionRow extends Touched { readonly selection: Selection; readonly revision: number }
type Row = Touched & { state: string; revision: number };

const rowOf = ({ state, ...rest }: Row): SelectionRow => ({ ...rest, selection: JSON.parse(state) as Selection });

/** The company's selections, the latest touched first. */
export const selectionsOf = (views: Views, company: string): SelectionRow[] =>
  views.all<Row>('SELECT state, revision, actor, at, fact FROM decisions_selection WHERE company = ? ORDER BY at DESC, selection', company).map(rowOf);

export const selectionOf = (views: Views, company: string, selection: string): SelectionRow | undefined => {
  const row = views.get<Row>('SELECT state, revision, actor, at, fact FROM decisions_selection WHERE company = ? AND selection = ?', company, selection);
  return row && rowOf(row);
};

/** What happened to a selection, newest first. */
export const historyOf = (views: Views, company: string, selection: string): (Touched & { type: string })[] =>
  views.all('SELECT type, actor, at, fact FROM decisions_history WHERE company = ? AND selection = ? ORDER BY n DESC', company, selection);
