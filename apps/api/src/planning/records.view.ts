import type { CapitalFact } from '@capstan/capital';
import type { ComputeFact } from '@capstan/compute';
import { readModel, type Views } from '@capstan/event-log';
import { lastDay, type Money, type Recorded } from '@capstan/kernel';
import type { MarketFact } from '@capstan/market';
import type { TransactionKind } from '@capstan/planning';

type Any = CapitalFact | ComputeFact | MarketFact;
type Of<T extends Any['type']> = Recorded<Extract<Any, { type: T }>>;

/** What other rooms recorded that moves cash: money raised, compute spend, revenue. It stands in for the bank until there is one. */
export const recordsModel = readModel({
  name: 'planning-records',
  version: 2,
  tables: ['planning_record'],
  schema: `
    CREATE TABLE planning_record (company TEXT NOT NULL, id TEXT NOT NULL, owner TEXT NOT NULL, day TEXT NOT NULL, kind TEXT NOT NULL, gpu INTEGER NOT NULL, amount INTEGER NOT NULL, currency TEXT NOT NULL, fact TEXT NOT NULL, PRIMARY KEY (company, id)) STRICT;
    CREATE INDEX planning_record_owner ON planning_record (company, owner);`,
  on: {
    SharesIssued(views, f: Of<'SharesIssued'>) { if (f.data.paid) put(views, f, f.data.holding, f.data.issuedOn, 'financing', f.data.paid); },
    SharesCancelled(views, { data, meta }: Of<'SharesCancelled'>) { if (!data.rest) take(views, meta.company, data.holding); },
    SharesRepurchased(views, f: Of<'SharesRepurchased'>) { if (f.data.paid) put(views, f, `repurchase ${f.data.holding}`, f.data.repurchasedOn, 'financing', less(f.data.paid)); },
    WarrantExercised(views, f: Of<'WarrantExercised'>) { if (f.data.paid) put(views, f, f.data.holding, f.data.exercisedOn, 'financing', f.data.paid); },
    NoteSigned(views, f: Of<'NoteSigned'>) { put(views, f, f.data.note, f.data.signedOn, 'financing', f.data.principal); },
    NoteRepaid(views, f: Of<'NoteRepaid'>) { put(views, f, `repayment ${f.data.note}`, f.data.repaidOn, 'financing', less(f.data.paid ?? recordedFor(views, f.meta.company, f.data.note))); },
    NoteCancelled(views, { data, meta }: Of<'NoteCancelled'>) { take(views, meta.company, data.note); },
    SafeSigned(views, f: Of<'SafeSigned'>) { put(views, f, f.data.safe, f.data.signedOn, 'financing', f.data.amount); },
    SafeCancelled(views, { data, meta }: Of<'SafeCancelled'>) { take(views, meta.company, data.safe); },
    RoundClosed(views, f: Of<'RoundClosed'>) { put(views, f, f.data.round, f.data.closedOn, 'financing', f.data.raised); },
    RoundCloseReversed(views, { data, meta }: Of<'RoundCloseReversed'>) { take(views, meta.company, data.round); },
    SpendRecorded(views, f: Of<'SpendRecorded'>) { put(views, f, f.data.spend, f.data.on, 'compute', less(f.data.amount), isGpu(f.data.purpose)); },
    SpendReversed(views, { data, meta }: Of<'SpendReversed'>) { take(views, meta.company, data.spend); },
    BillImported(views, f: Of<'BillImported'>) { f.data.groups.forEach((g, i) => put(views, f, f.data.bill, lastDay(g.month), 'compute', less(g.amount), isGpu(g.purpose), i)); },
    BillReversed(views, { data, meta }: Of<'BillReversed'>) { take(views, meta.company, data.bill); },
    RevenueRecorded(views, f: Of<'RevenueRecorded'>) { put(views, f, f.data.revenue, lastDay(f.data.month), 'revenue', f.data.amount); },
    RevenueCorrected(views, f: Of<'RevenueCorrected'>) { take(views, f.meta.company, f.data.revenue); put(views, f, f.data.revenue, lastDay(f.data.month), 'revenue', f.data.amount); },
    RevenueWithdrawn(views, { data, meta }: Of<'RevenueWithdrawn'>) { take(views, meta.company, data.revenue); },
  },
});

const less = ({ amount, currency }: Money): Money => ({ amount: 0 - amount, currency });
/** What a thing brought when it was recorded: a note repaid without an amount takes back its principal. */
const recordedFor = (views: Views, company: string, owner: string): Money => views.get<Money>('SELECT amount, currency FROM planning_record WHERE company = ? AND owner = ?', company, owner)!;
const isGpu = (purpose: string): boolean => purpose === 'training' || purpose === 'inference';
const take = (views: Views, company: string, owner: string) => views.run('DELETE FROM planning_record WHERE company = ? AND owner = ?', company, owner);
const put = (views: Views, { id, meta }: Recorded, owner: string, day: string, kind: TransactionKind, { amount, currency }: Money, gpu = false, nth = 0) =>
  views.run('INSERT INTO planning_record VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)', meta.company, `${owner}/${nth}`, owner, day, kind, gpu ? 1 : 0, amount, currency, id);

export interface RecordRow { readonly on: string; readonly kind: TransactionKind; readonly gpu: number; readonly amount: number; readonly currency: string; readonly fact: string }

/** Records oldest first. Bills and revenue stand at the end of their month. */
export const records = (views: Views, company: string): RecordRow[] =>
  views.all('SELECT day AS "on", kind, gpu, amount, currency, fact FROM planning_record WHERE company = ? ORDER BY day', company);
