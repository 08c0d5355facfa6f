import { type CapitalFact, evolveGrants, type Grant, grantsFacts, noGrants, type Grants } from '@capstan/capital';
import { readModel, type Views } from '@capstan/event-log';
import { keyed, type Recorded } from '@capstan/kernel';

const types = [...grantsFacts.map((f) => f.type), 'SharesSplit'] as const;
type Type = (typeof types)[number];
type Told = Extract<CapitalFact, { type: Type }>;

/** What happened to plans and grants, as it was recorded: where a grant stands on a day is worked out from these when it is asked. */
export const grantsModel = readModel({
  name: 'capital-grants',
  version: 1,
  tables: ['capital_grant_fact'],
  schema: 'CREATE TABLE capital_grant_fact (company TEXT NOT NULL, of TEXT NOT NULL, type TEXT NOT NULL, day TEXT NOT NULL, data TEXT NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL, fact TEXT NOT NULL, PRIMARY KEY (company, fact)) STRICT',
  on: Object.fromEntries(types.map((type) => [type, (views: Views, { id, data, meta }: Recorded<Told>) => {
    const of = 'grant' in data ? data.grant : 'plan' in data && data.plan !== undefined ? data.plan : '';
    views.run('INSERT INTO capital_grant_fact VALUES (?, ?, ?, ?, ?, ?, ?, ?)', meta.company, of, type, meta.effective, JSON.stringify(data), meta.actor, meta.at, id);
  }])),
});

export interface GrantEvent { readonly of: string; readonly type: Type; readonly day: string; readonly data: Told['data']; readonly actor: string; readonly at: string; readonly fact: string }
export interface GrantBook { readonly grants: Grants; readonly made: readonly Grant[]; readonly events: ReadonlyMap<string, readonly GrantEvent[]> }

/** Every plan and grant of a company, with what happened to each in the order it was recorded. */
export function grantBook(views: Views, company: string): GrantBook {
  const rows = views.all<Omit<GrantEvent, 'data'> & { data: string }>('SELECT of, type, day, data, actor, at, fact FROM capital_grant_fact WHERE company = ? ORDER BY rowid', company);
  const events = rows.map((r): GrantEvent => ({ ...r, data: JSON.parse(r.data) as Told['data'] }));
  const grants = events.reduce((all, { type, data }) => evolveGrants(all, { type, data } as CapitalFact), noGrants);
  return { grants, made: keyed.values(grants.made), events: Map.groupBy(events, (e) => e.of) };
}
