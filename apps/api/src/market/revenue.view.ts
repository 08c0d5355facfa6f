import { readModel, type Views } from '@capstan/event-log';
import type { Money, Recorded } from '@capstan/kernel';
import type { MarketFact, RevenueLine } from '@capstan/market';

type Of<T extends MarketFact['type']> = Recorded<Extract<MarketFact, { type: T }>>;
type Details = Of<'RevenueRecorded'>['data'];

/** Revenue as it stands after corrections and withdrawals, one row per month and kind. */
export const revenueModel = readModel({
  name: 'market-revenue',
  version: 1,
  tables: ['market_revenue'],
  schema: `CREATE TABLE market_revenue (
    company TEXT NOT NULL, id TEXT NOT NULL, month TEXT NOT NULL, recurring INTEGER NOT NULL, amount INTEGER NOT NULL, currency TEXT NOT NULL, customers INTEGER, won INTEGER, churned INTEGER,
    acquisition TEXT, cost TEXT, corrected INTEGER NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL, fact TEXT NOT NULL, PRIMARY KEY (company, id)) STRICT`,
  on: {
    RevenueRecorded(views, fact: Of<'RevenueRecorded'>) { put(views, fact, fact.data, 0); },
    RevenueCorrected(views, fact: Of<'RevenueCorrected'>) { put(views, fact, fact.data, 1); },
    RevenueWithdrawn(views, { data, meta }: Of<'RevenueWithdrawn'>) { views.run('DELETE FROM market_revenue WHERE company = ? AND id = ?', meta.company, data.revenue); },
  },
});

const text = (money: Money | undefined) => (money ? JSON.stringify(money) : null);
const money = (json: string | null): Money | null => (json === null ? null : (JSON.parse(json) as Money));

function put(views: Views, { id, meta }: Recorded, d: Details, corrected: 0 | 1): void {
  views.run('INSERT OR REPLACE INTO market_revenue VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    meta.company, d.revenue, d.month, d.recurring ? 1 : 0, d.amount.amount, d.amount.currency, d.customers ?? null, d.newCustomers ?? null, d.churned ?? null, text(d.acquisition), text(d.costOfRevenue), corrected, meta.actor, meta.at, id);
}

interface Row { id: string; month: string; recurring: number; amount: number; currency: string; customers: number | null; won: number | null; churned: number | null; acquisition: string | null; cost: string | null; corrected: number; actor: string; at: string; fact: string }

/** All revenue of a company, newest month first. */
export const revenueLines = (views: Views, company: string): RevenueLine[] =>
  views.all<Row>('SELECT * FROM market_revenue WHERE company = ? ORDER BY month DESC, recurring DESC', company)
    .map((r) => ({ revenue: r.id, month: r.month, amount: { amount: r.amount, currency: r.currency }, recurring: r.recurring === 1, customers: r.customers, newCustomers: r.won, churned: r.churned, acquisition: money(r.acquisition), costOfRevenue: money(r.cost), corrected: r.corrected === 1, actor: r.actor, at: r.at, fact: r.fact }));
