import { readModel, type Views } from '@capstan/event-log';
import type { Day, Recorded } from '@capstan/kernel';
import { type Change, type Employment, type TeamFact, type Terms, termsAfter } from '@capstan/team';

type Of<T extends TeamFact['type']> = Recorded<Extract<TeamFact, { type: T }>>;
type Position = Of<'HirePlanned'>['data'];
const termsOf = ({ startsOn, role, team, country, salary }: Position): Terms => ({ from: startsOn, role, team, country, salary });

/** Everyone planned, here and gone: the plan, the start, and every change since, each with the event that says so. */
export const peopleModel = readModel({
  name: 'team-people',
  version: 2,
  tables: ['team_hire', 'team_change', 'team_erased'],
  schema: `
    CREATE TABLE team_hire (
      company TEXT NOT NULL, hire TEXT NOT NULL, person TEXT NOT NULL, name TEXT, plan TEXT, start TEXT, equity INTEGER, last_day TEXT,
      actor TEXT NOT NULL, at TEXT NOT NULL, fact TEXT NOT NULL, PRIMARY KEY (company, hire)) STRICT;
    CREATE TABLE team_change (company TEXT NOT NULL, hire TEXT NOT NULL, day TEXT NOT NULL, change TEXT NOT NULL, fact TEXT NOT NULL, PRIMARY KEY (company, fact)) STRICT;
    CREATE TABLE team_erased (company TEXT NOT NULL, person TEXT NOT NULL, PRIMARY KEY (company, person)) STRICT;`,
  on: {
    HirePlanned(views, { id, data, meta }: Of<'HirePlanned'>) {
      views.run('INSERT INTO team_hire VALUES (?, ?, ?, NULL, ?, NULL, ?, NULL, ?, ?, ?)', meta.company, data.hire, data.person, JSON.stringify(termsOf(data)), data.equity?.shares ?? null, meta.actor, meta.at, id);
    },
    HirePlanChanged(views, { id, data, meta }: Of<'HirePlanChanged'>) {
      views.run('UPDATE team_hire SET plan = ?, equity = ?, actor = ?, at = ?, fact = ? WHERE company = ? AND hire = ?', JSON.stringify(termsOf(data)), data.equity?.shares ?? null, meta.actor, meta.at, id, meta.company, data.hire);
    },
    HireWithdrawn(views, { data, meta }: Of<'HireWithdrawn'>) { forget(views, meta.company, data.hire); },
    HireReversed(views, { data, meta }: Of<'HireReversed'>) { forget(views, meta.company, data.hire); },
    HireMade(views, { id, data, meta }: Of<'HireMade'>) {
      views.run(`INSERT INTO team_hire VALUES (?, ?, ?, ?, NULL, ?, ?, NULL, ?, ?, ?)
        ON CONFLICT DO UPDATE SET name = excluded.name, start = excluded.start, equity = excluded.equity, actor = excluded.actor, at = excluded.at, fact = excluded.fact`,
      meta.company, data.hire, data.person, data.name, JSON.stringify(termsOf(data)), data.equity?.shares ?? null, meta.actor, meta.at, id);
    },
    HireChanged(views, { id, data, meta }: Of<'HireChanged'>) {
      const { hire: _, person: _person, ...change } = data;
      views.run('INSERT INTO team_change VALUES (?, ?, ?, ?, ?)', meta.company, data.hire, data.from, JSON.stringify(change), id);
    },
    PersonLeft(views, { data, meta }: Of<'PersonLeft'>) { views.run('UPDATE team_hire SET last_day = ? WHERE company = ? AND hire = ?', data.lastDay, meta.company, data.hire); },
    PersonErased(views, { data, meta }: Of<'PersonErased'>) {
      views.run('INSERT OR IGNORE INTO team_erased VALUES (?, ?)', meta.company, data.person);
      views.run(`UPDATE team_hire SET name = NULL, plan = json_set(plan, '$.salary', json('null')), start = json_set(start, '$.salary', json('null')) WHERE company = ? AND hire = ?`, meta.company, data.hire);
      views.run(`UPDATE team_change SET change = json_replace(change, '$.salary', json('null')) WHERE company = ? AND hire = ?`, meta.company, data.hire);
    },
    LeavingReversed(views, { data, meta }: Of<'LeavingReversed'>) { views.run('UPDATE team_hire SET last_day = NULL WHERE company = ? AND hire = ?', meta.company, data.hire); },
  },
});

function forget(views: Views, company: string, hire: string) {
  views.run('DELETE FROM team_change WHERE company = ? AND hire = ?', company, hire);
  views.run('DELETE FROM team_hire WHERE company = ? AND hire = ?', company, hire);
}

/** Everyone of any company whose erasure is recorded. */
export const erasedPeople = (views: Views) => views.all<{ company: string; person: string }>('SELECT company, person FROM team_erased');

/** What people are called, by id; null for who is planned only, or erased. */
export const namesOfPeople = (views: Views, company: string): ReadonlyMap<string, string | null> =>
  new Map(views.all<{ person: string; name: string | null }>('SELECT person, name FROM team_hire WHERE company = ?', company).map(({ person, name }) => [person, name]));

interface HireRow { hire: string; person: string; name: string | null; plan: string | null; start: string | null; equity: number | null; lastDay: Day | null; actor: string; at: string; fact: string }
export interface Member extends Omit<HireRow, 'plan' | 'start'> { readonly employment: Employment; readonly facts: readonly string[] }

/** Everyone with their terms by day; `facts` are the hire's own event and its changes, newest first. */
export function members(views: Views, company: string): Member[] {
  const changes = Map.groupBy(views.all<{ hire: string; change: string; fact: string }>('SELECT hire, change, fact FROM team_change WHERE company = ? ORDER BY rowid', company), (c) => c.hire);
  const rows = views.all<HireRow>('SELECT hire, person, name, plan, start, equity, last_day AS lastDay, actor, at, fact FROM team_hire WHERE company = ? ORDER BY rowid', company);
  return rows.map(({ plan, start, ...row }) => {
    const own = changes.get(row.hire) ?? [];
    const actual = start === null ? [] : termsAfter(JSON.parse(start) as Terms, own.map((c) => JSON.parse(c.change) as Change));
    const employment: Employment = { hire: row.hire, actual, ...(plan !== null && { plan: JSON.parse(plan) as Terms }), ...(row.lastDay !== null && { lastDay: row.lastDay }) };
    return { ...row, employment, facts: [...own.map((c) => c.fact).reverse(), row.fact] };
  });
}
