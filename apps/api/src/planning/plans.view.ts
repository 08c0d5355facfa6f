import type { ComputeFact } from '@capstan/compute';
import { readModel, type Views } from '@capstan/event-log';
import type { Money, Month, Recorded } from '@capstan/kernel';
import { type CostKind, DEFAULT_RAISE_MONTHS, type PlanningFact } from '@capstan/planning';

type Of<T extends (PlanningFact | ComputeFact)['type']> = Recorded<Extract<PlanningFact | ComputeFact, { type: T }>>;

/** What is planned and committed: costs, revenue, reservations, GPU budgets, and the assumptions made. */
export const plansModel = readModel({
  name: 'planning-plans',
  version: 1,
  tables: ['planning_line', 'planning_assumption', 'planning_budget'],
  schema: `
    CREATE TABLE planning_line (
      company TEXT NOT NULL, id TEXT NOT NULL, source TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, amount INTEGER NOT NULL, currency TEXT NOT NULL, growth TEXT,
      first TEXT NOT NULL, last TEXT, actor TEXT NOT NULL, at TEXT NOT NULL, fact TEXT NOT NULL, PRIMARY KEY (company, id)) STRICT;
    CREATE TABLE planning_assumption (company TEXT PRIMARY KEY, raise_months INTEGER NOT NULL, fact TEXT NOT NULL) STRICT;
    CREATE TABLE planning_budget (company TEXT NOT NULL, month TEXT NOT NULL, amount INTEGER NOT NULL, currency TEXT NOT NULL, fact TEXT NOT NULL, PRIMARY KEY (company, month)) STRICT;`,
  on: {
    CostPlanned(views, f: Of<'CostPlanned'>) { put(views, f, { id: f.data.cost, source: 'cost', name: f.data.name, kind: f.data.kind, monthly: f.data.monthly, from: f.data.from, to: f.data.to }); },
    PlannedCostDropped(views, { data, meta }: Of<'PlannedCostDropped'>) { drop(views, meta.company, data.cost); },
    RevenuePlanned(views, f: Of<'RevenuePlanned'>) { put(views, f, { id: f.data.plan, source: 'revenue', name: f.data.name, kind: 'revenue', monthly: f.data.monthly, growth: f.data.growth, from: f.data.from, to: f.data.to }); },
    RevenuePlanDropped(views, { data, meta }: Of<'RevenuePlanDropped'>) { drop(views, meta.company, data.plan); },
    ReservationMade(views, f: Of<'ReservationMade'>) { put(views, f, { id: f.data.reservation, source: 'reservation', name: `${f.data.count}× ${f.data.gpu}, ${f.data.provider}`, kind: 'compute', monthly: f.data.monthly, from: f.data.from, to: f.data.to }); },
    ReservationEnded(views, { data, meta }: Of<'ReservationEnded'>) {
      if (data.last === null) drop(views, meta.company, data.reservation);
      else views.run('UPDATE planning_line SET last = ? WHERE company = ? AND id = ?', data.last, meta.company, data.reservation);
    },
    GpuBudgetSet(views, { id, data, meta }: Of<'GpuBudgetSet'>) { views.run('INSERT OR REPLACE INTO planning_budget VALUES (?, ?, ?, ?, ?)', meta.company, data.month, data.amount.amount, data.amount.currency, id); },
    PlanningAssumptionsSet(views, { id, data, meta }: Of<'PlanningAssumptionsSet'>) { views.run('INSERT OR REPLACE INTO planning_assumption VALUES (?, ?, ?)', meta.company, data.raiseMonths, id); },
  },
});

interface Put { id: string; source: string; name: string; kind: string; monthly: Money; growth?: string; from: Month; to?: Month | undefined }
const put = (views: Views, { id, meta }: Recorded, p: Put) =>
  views.run('INSERT INTO planning_line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', meta.company, p.id, p.source, p.name, p.kind, p.monthly.amount, p.monthly.currency, p.growth ?? null, p.from, p.to ?? null, meta.actor, meta.at, id);
const drop = (views: Views, company: string, id: string) => views.run('DELETE FROM planning_line WHERE company = ? AND id = ?', company, id);

export interface PlanRow { readonly id: string; readonly source: 'cost' | 'revenue' | 'reservation'; readonly name: string; readonly kind: CostKind | 'revenue'; readonly monthly: Money; readonly growth: string | null; readonly from: Month; readonly to: Month | null; readonly actor: string; readonly at: string; readonly fact: string }

/** Everything planned or committed that still stands, earliest first. */
export const planRows = (views: Views, company: string): PlanRow[] =>
  views.all<Omit<PlanRow, 'monthly' | 'from' | 'to'> & { amount: number; currency: string; first: string; last: string | null }>('SELECT * FROM planning_line WHERE company = ? ORDER BY first, name, id', company)
    .map(({ id, source, name, kind, amount, currency, growth, first, last, actor, at, fact }) => ({ id, source, name, kind, monthly: { amount, currency }, growth, from: first, to: last, actor, at, fact }));

export const raiseMonths = (views: Views, company: string): { months: number; fact?: string } => {
  const row = views.get<{ n: number; fact: string }>('SELECT raise_months AS n, fact FROM planning_assumption WHERE company = ?', company);
  return row ? { months: row.n, fact: row.fact } : { months: DEFAULT_RAISE_MONTHS };
};

export const gpuBudget = (views: Views, company: string, month: Month): { amount: Money; fact: string } | undefined => {
  const row = views.get<{ amount: number; currency: string; fact: string }>('SELECT amount, currency, fact FROM planning_budget WHERE company = ? AND month = ?', company, month);
  return row && { amount: { amount: row.amount, currency: row.currency }, fact: row.fact };
};
