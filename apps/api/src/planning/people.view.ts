import { readModel, type Views } from '@capstan/event-log';
import type { Recorded } from '@capstan/kernel';
import { type Change, type EmployerCosts, type Employment, type TeamFact, type Terms, termsAfter } from '@capstan/team';

type Of<T extends TeamFact['type']> = Recorded<Extract<TeamFact, { type: T }>>;
type Position = Of<'HirePlanned'>['data'];

/** Who is planned and who works here, as far as cash needs to know: terms by day, no more. */
export const peopleModel = readModel({
  name: 'planning-people',
  version: 2,
  tables: ['planning_person', 'planning_employer_costs'],
  schema: `
    CREATE TABLE planning_person (company TEXT NOT NULL, hire TEXT NOT NULL, name TEXT, role TEXT NOT NULL, plan TEXT, start TEXT, changes TEXT NOT NULL, last_day TEXT, fact TEXT NOT NULL, PRIMARY KEY (company, hire)) STRICT;
    CREATE TABLE planning_employer_costs (company TEXT NOT NULL, country TEXT NOT NULL, day TEXT NOT NULL, costs TEXT NOT NULL, PRIMARY KEY (company, country, day)) STRICT;`,
  on: {
    HirePlanned(views, { id, data, meta }: Of<'HirePlanned'>) { plan(views, meta.company, id, data); },
    HirePlanChanged(views, { id, data, meta }: Of<'HirePlanChanged'>) { plan(views, meta.company, id, data); },
    HireWithdrawn(views, { data, meta }: Of<'HireWithdrawn'>) { forget(views, meta.company, data.hire); },
    HireReversed(views, { data, meta }: Of<'HireReversed'>) { forget(views, meta.company, data.hire); },
    HireMade(views, { id, data, meta }: Of<'HireMade'>) {
      views.run("INSERT OR IGNORE INTO planning_person VALUES (?, ?, NULL, ?, NULL, NULL, '[]', NULL, ?)", meta.company, data.hire, data.role, id);
      views.run('UPDATE planning_person SET name = ?, role = ?, start = ?, fact = ? WHERE company = ? AND hire = ?', data.name, data.role, JSON.stringify(terms(data)), id, meta.company, data.hire);
    },
    HireChanged(views, { data, meta }: Of<'HireChanged'>) {
      const { hire, person: _, ...change } = data;
      views.run("UPDATE planning_person SET changes = json_insert(changes, '$[#]', json(?)) WHERE company = ? AND hire = ?", JSON.stringify(change), meta.company, hire);
    },
    PersonErased(views, { data, meta }: Of<'PersonErased'>) {
      const row = views.get<{ changes: string }>('SELECT changes FROM planning_person WHERE company = ? AND hire = ?', meta.company, data.hire);
      const changes = ((row ? JSON.parse(row.changes) : []) as Change[]).map((c) => ('salary' in c ? { ...c, salary: null } : c));
      views.run(`UPDATE planning_person SET name = NULL, plan = json_set(plan, '$.salary', json('null')), start = json_set(start, '$.salary', json('null')), changes = ? WHERE company = ? AND hire = ?`, JSON.stringify(changes), meta.company, data.hire);
    },
    PersonLeft(views, { data, meta }: Of<'PersonLeft'>) { views.run('UPDATE planning_person SET last_day = ? WHERE company = ? AND hire = ?', data.lastDay, meta.company, data.hire); },
    LeavingReversed(views, { data, meta }: Of<'LeavingReversed'>) { views.run('UPDATE planning_person SET last_day = NULL WHERE company = ? AND hire = ?', meta.company, data.hire); },
    EmployerCostsSet(views, { data, meta }: Of<'EmployerCostsSet'>) { views.run('INSERT OR REPLACE INTO planning_employer_costs VALUES (?, ?, ?, ?)', meta.company, data.country, data.from, JSON.stringify(data)); },
  },
});

const terms = ({ startsOn, role, team, country, salary }: Position): Terms => ({ from: startsOn, role, team, country, salary });
const forget = (views: Views, company: string, hire: string) => views.run('DELETE FROM planning_person WHERE company = ? AND hire = ?', company, hire);
const plan = (views: Views, company: string, fact: string, data: Position) =>
  views.run("INSERT INTO planning_person VALUES (?, ?, NULL, ?, ?, NULL, '[]', NULL, ?) ON CONFLICT DO UPDATE SET role = excluded.role, plan = excluded.plan, fact = excluded.fact", company, data.hire, data.role, JSON.stringify(terms(data)), fact);

export interface Person { readonly hire: string; readonly name: string | null; readonly role: string; readonly employment: Employment; readonly fact: string }

/** Everyone planned or employed, with the company's own employer costs. */
export function people(views: Views, company: string): { people: Person[]; own: EmployerCosts[] } {
  const rows = views.all<{ hire: string; name: string | null; role: string; plan: string | null; start: string | null; changes: string; lastDay: string | null; fact: string }>('SELECT hire, name, role, plan, start, changes, last_day AS lastDay, fact FROM planning_person WHERE company = ? ORDER BY hire', company);
  const own = views.all<{ costs: string }>('SELECT costs FROM planning_employer_costs WHERE company = ?', company).map((r) => JSON.parse(r.costs) as EmployerCosts);
  return {
    own,
    people: rows.map(({ hire, name, role, plan: planned, start, changes, lastDay, fact }) => ({
      hire, name, role, fact,
      employment: { hire, actual: start === null ? [] : termsAfter(JSON.parse(start) as Terms, JSON.parse(changes) as Change[]), ...(planned !== null && { plan: JSON.parse(planned) as Terms }), ...(lastDay !== null && { lastDay }) },
    })),
  };
}
