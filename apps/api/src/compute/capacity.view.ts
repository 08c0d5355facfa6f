import type { ComputeFact, ReservationLine } from '@capstan/compute';
import { readModel, type Views } from '@capstan/event-log';
import type { Money, Month, Recorded } from '@capstan/kernel';

type Of<T extends ComputeFact['type']> = Recorded<Extract<ComputeFact, { type: T }>>;

/** GPU budgets by month, reservations with their endings, and GPU prices as they were seen. */
export const capacityModel = readModel({
  name: 'compute-capacity',
  version: 1,
  tables: ['compute_budget', 'compute_reservation', 'compute_price'],
  schema: `
    CREATE TABLE compute_budget (company TEXT NOT NULL, month TEXT NOT NULL, amount INTEGER NOT NULL, currency TEXT NOT NULL, fact TEXT NOT NULL, PRIMARY KEY (company, month)) STRICT;
    CREATE TABLE compute_reservation (
      company TEXT NOT NULL, id TEXT NOT NULL, gpu TEXT NOT NULL, count INTEGER NOT NULL, provider TEXT NOT NULL, amount INTEGER NOT NULL, currency TEXT NOT NULL,
      first TEXT NOT NULL, until TEXT NOT NULL, last TEXT, ended INTEGER NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL, fact TEXT NOT NULL, PRIMARY KEY (company, id)) STRICT;
    CREATE TABLE compute_price (company TEXT NOT NULL, id TEXT NOT NULL, gpu TEXT NOT NULL, provider TEXT NOT NULL, day TEXT NOT NULL, amount INTEGER NOT NULL, currency TEXT NOT NULL, kind TEXT NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL, fact TEXT NOT NULL, PRIMARY KEY (company, id)) STRICT;`,
  on: {
    GpuBudgetSet(views, { id, data, meta }: Of<'GpuBudgetSet'>) {
      views.run('INSERT OR REPLACE INTO compute_budget VALUES (?, ?, ?, ?, ?)', meta.company, data.month, data.amount.amount, data.amount.currency, id);
    },
    ReservationMade(views, { id, data, meta }: Of<'ReservationMade'>) {
      views.run('INSERT INTO compute_reservation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)', meta.company, data.reservation, data.gpu, data.count, data.provider, data.monthly.amount, data.monthly.currency, data.from, data.to, data.to, meta.actor, meta.at, id);
    },
    ReservationEnded(views, { data, meta }: Of<'ReservationEnded'>) {
      views.run('UPDATE compute_reservation SET last = ?, ended = 1 WHERE company = ? AND id = ?', data.last, meta.company, data.reservation);
    },
    GpuPriceObserved(views, { id, data, meta }: Of<'GpuPriceObserved'>) {
      views.run('INSERT INTO compute_price VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', meta.company, data.price, data.gpu, data.provider, data.on, data.perHour.amount, data.perHour.currency, data.kind, meta.actor, meta.at, id);
    },
  },
});

/** The budget of each month that has one, with the event that set it. */
export const budgets = (views: Views, company: string): Map<Month, { amount: Money; fact: string }> =>
  new Map(views.all<{ month: string; amount: number; currency: string; fact: string }>('SELECT month, amount, currency, fact FROM compute_budget WHERE company = ?', company)
    .map(({ month, amount, currency, fact }) => [month, { amount: { amount, currency }, fact }]));

interface Row { id: string; gpu: string; count: number; provider: string; amount: number; currency: string; first: string; until: string; last: string | null; ended: number; actor: string; at: string; fact: string }

const standing = (r: Row, now: Month): ReservationLine['standing'] => (r.last === null ? 'ended' : now < r.first ? 'coming' : now <= r.last ? 'running' : r.ended ? 'ended' : 'over');

export const reservations = (views: Views, company: string, now: Month): ReservationLine[] =>
  views.all<Row>('SELECT * FROM compute_reservation WHERE company = ? ORDER BY first DESC, id', company)
    .map((r) => ({ reservation: r.id, gpu: r.gpu, count: r.count, provider: r.provider, monthly: { amount: r.amount, currency: r.currency }, from: r.first, to: r.until, last: r.last, standing: standing(r, now), actor: r.actor, at: r.at, fact: r.fact }));

export const gpuPrices = (views: Views, company: string) =>
  views.all<{ id: string; gpu: string; provider: string; day: string; amount: number; currency: string; kind: string; actor: string; at: string; fact: string }>('SELECT * FROM compute_price WHERE company = ? ORDER BY day DESC, gpu, id', company)
    .map(({ id, gpu, provider, day, amount, currency, kind, actor, at, fact }) => ({ price: id, gpu, provider, on: day, perHour: { amount, currency }, kind, actor, at, fact }));
