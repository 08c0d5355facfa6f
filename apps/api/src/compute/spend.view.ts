import type { ComputeFact, SpendLine } from '@capstan/compute';
import { readModel, type Views } from '@capstan/event-log';
import { firstDay, monthOf, type Recorded } from '@capstan/kernel';

type Of<T extends ComputeFact['type']> = Recorded<Extract<ComputeFact, { type: T }>>;

/** Every piece of spend: recorded by hand, from a bill, or the cost of a training run. Shrinks with what is taken back. */
export const spendModel = readModel({
  name: 'compute-spend',
  version: 1,
  tables: ['compute_spend'],
  schema: `
    CREATE TABLE compute_spend (
      company TEXT NOT NULL, id TEXT NOT NULL, bill TEXT, source TEXT NOT NULL, month TEXT NOT NULL, day TEXT NOT NULL, provider TEXT NOT NULL, service TEXT NOT NULL,
      purpose TEXT NOT NULL, amount INTEGER NOT NULL, currency TEXT NOT NULL, gpu_hours REAL, run TEXT, actor TEXT NOT NULL, at TEXT NOT NULL, fact TEXT NOT NULL, PRIMARY KEY (company, id)) STRICT;
    CREATE INDEX compute_spend_month ON compute_spend (company, month);`,
  on: {
    SpendRecorded(views, { id, data, meta }: Of<'SpendRecorded'>) {
      insert(views, meta, id, { id: data.spend, bill: null, source: data.run ? 'run' : 'hand', month: monthOf(data.on), day: data.on, provider: data.provider, service: data.description, purpose: data.purpose, amount: data.amount.amount, currency: data.amount.currency, gpuHours: data.gpuHours ?? null, run: data.run ?? null });
    },
    SpendReversed(views, { data, meta }: Of<'SpendReversed'>) { views.run('DELETE FROM compute_spend WHERE company = ? AND id = ?', meta.company, data.spend); },
    BillImported(views, { id, data, meta }: Of<'BillImported'>) {
      data.groups.forEach((g, i) => insert(views, meta, id, { id: `${data.bill}/${i}`, bill: data.bill, source: 'bill', month: g.month, day: firstDay(g.month), provider: g.provider, service: g.service, purpose: g.purpose, amount: g.amount.amount, currency: g.amount.currency, gpuHours: null, run: null }));
    },
    BillReversed(views, { data, meta }: Of<'BillReversed'>) { views.run('DELETE FROM compute_spend WHERE company = ? AND bill = ?', meta.company, data.bill); },
  },
});

interface Row { id: string; bill: string | null; source: string; month: string; day: string; provider: string; service: string; purpose: string; amount: number; currency: string; gpuHours: number | null; run: string | null }

function insert(views: Views, meta: Recorded['meta'], fact: string, r: Row): void {
  views.run('INSERT INTO compute_spend VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    meta.company, r.id, r.bill, r.source, r.month, r.day, r.provider, r.service, r.purpose, r.amount, r.currency, r.gpuHours, r.run, meta.actor, meta.at, fact);
}

/** Spend of the months from `from` to `to`, newest first. */
export const spendLines = (views: Views, company: string, from: string, to: string): SpendLine[] =>
  views.all<Omit<Row, 'purpose' | 'source'> & Pick<SpendLine, 'purpose' | 'source' | 'actor' | 'at' | 'fact'>>(
    'SELECT *, gpu_hours AS gpuHours FROM compute_spend WHERE company = ? AND month BETWEEN ? AND ? ORDER BY day DESC, at DESC, id', company, from, to,
  ).map(({ id, source, month, day, provider, service, purpose, amount, currency, gpuHours, run, actor, at, fact }) => ({ id, source, month, on: day, provider, service, purpose, amount: { amount, currency }, gpuHours, run, actor, at, fact }));

/** First and last month with spend. */
export const spendSpan = (views: Views, company: string): { first: string | null; last: string | null } =>
  views.get('SELECT MIN(month) AS first, MAX(month) AS last FROM compute_spend WHERE company = ?', company)!;
