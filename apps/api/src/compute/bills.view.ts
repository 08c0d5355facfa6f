import type { ComputeFact } from '@capstan/compute';
import { readModel, type Views } from '@capstan/event-log';
import type { Recorded } from '@capstan/kernel';

type Of<T extends ComputeFact['type']> = Recorded<Extract<ComputeFact, { type: T }>>;

/** Which bills were imported, by whom, and which were taken back. */
export const billsModel = readModel({
  name: 'compute-bills',
  version: 1,
  tables: ['compute_bill'],
  schema: `CREATE TABLE compute_bill (
    company TEXT NOT NULL, bill TEXT NOT NULL, provider TEXT NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL, lines INTEGER NOT NULL, credits INTEGER NOT NULL,
    amount INTEGER NOT NULL, currency TEXT NOT NULL, exact TEXT NOT NULL, reason TEXT, actor TEXT NOT NULL, at TEXT NOT NULL, fact TEXT NOT NULL, PRIMARY KEY (company, bill)) STRICT`,
  on: {
    BillImported(views, { id, data, meta }: Of<'BillImported'>) {
      views.run('INSERT INTO compute_bill VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, ?)', meta.company, data.bill, data.provider, data.from, data.to, data.lines, data.credits, data.total.amount, data.currency, data.exactTotal, meta.actor, meta.at, id);
    },
    BillReversed(views, { data, meta }: Of<'BillReversed'>) { views.run('UPDATE compute_bill SET reason = ? WHERE company = ? AND bill = ?', data.reason, meta.company, data.bill); },
  },
});

interface Row { bill: string; provider: string; first: string; last: string; lines: number; credits: number; amount: number; currency: string; exact: string; reason: string | null; actor: string; at: string; fact: string }

export const bills = (views: Views, company: string) =>
  views.all<Row>('SELECT * FROM compute_bill WHERE company = ? ORDER BY at DESC, bill', company)
    .map(({ bill, provider, first, last, lines, credits, amount, currency, exact, reason, actor, at, fact }) => ({ bill, provider, from: first, to: last, lines, credits, total: { amount, currency }, exactTotal: exact, reversed: reason !== null, reason, actor, at, fact }));
