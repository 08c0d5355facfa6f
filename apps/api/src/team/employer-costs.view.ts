import { readModel, type Views } from '@capstan/event-log';
import type { Recorded } from '@capstan/kernel';
import { type EmployerCosts, type EmployerCostsView, employerRates, type TeamFact } from '@capstan/team';

type Set = Recorded<Extract<TeamFact, { type: 'EmployerCostsSet' }>>;

/** What the company says employers pay on top of salaries, by country and day. */
export const employerCostsModel = readModel({
  name: 'team-employer-costs',
  version: 1,
  tables: ['team_employer_costs'],
  schema: 'CREATE TABLE team_employer_costs (company TEXT NOT NULL, country TEXT NOT NULL, day TEXT NOT NULL, costs TEXT NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL, fact TEXT NOT NULL, PRIMARY KEY (company, country, day)) STRICT',
  on: {
    EmployerCostsSet(views, { id, data, meta }: Set) {
      views.run('INSERT OR REPLACE INTO team_employer_costs VALUES (?, ?, ?, ?, ?, ?, ?)', meta.company, data.country, data.from, JSON.stringify(data), meta.actor, meta.at, id);
    },
  },
});

const ownRows = (views: Views, company: string) =>
  views.all<{ costs: string; actor: string; at: string; fact: string }>('SELECT costs, actor, at, fact FROM team_employer_costs WHERE company = ? ORDER BY country, day', company);

export const ownEmployerCosts = (views: Views, company: string): EmployerCosts[] => ownRows(views, company).map((r) => JSON.parse(r.costs) as EmployerCosts);

/** The whole table: built-in rates and the company's own, by country, the newest first. */
export function employerCosts(views: Views, company: string): EmployerCostsView[] {
  const builtIn = employerRates.map((e) => ({ ...e, own: false, actor: null, at: null, fact: null }));
  const own = ownRows(views, company).map(({ costs, ...by }) => ({ ...(JSON.parse(costs) as EmployerCosts), own: true, ...by }));
  return [...builtIn, ...own].sort((a, b) => (a.country === b.country ? (a.from > b.from ? -1 : 1) : a.country < b.country ? -1 : 1));
}
