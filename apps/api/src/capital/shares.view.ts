import type { CapitalFact, HoldingView, PoolChange, Stake } from '@capstan/capital';
import { readModel, type Views } from '@capstan/event-log';
import type { Recorded } from '@capstan/kernel';

type Of<T extends CapitalFact['type']> = Recorded<Extract<CapitalFact, { type: T }>>;
const HOLD = 'INSERT INTO capital_holding VALUES (?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, ?, ?, ?, ?, ?)';

/** Shares in somebody's hands, where they came from, and every change of the unallocated pool. */
export const sharesModel = readModel({
  name: 'capital-shares',
  version: 1,
  tables: ['capital_holding', 'capital_pool'],
  schema: `
    CREATE TABLE capital_holding (
      company TEXT NOT NULL, holding TEXT NOT NULL, holder TEXT NOT NULL, name TEXT NOT NULL, class TEXT NOT NULL, shares INTEGER NOT NULL, since TEXT NOT NULL, gone TEXT,
      origin TEXT NOT NULL, round TEXT, paid INTEGER, currency TEXT, actor TEXT NOT NULL, at TEXT NOT NULL, fact TEXT NOT NULL, PRIMARY KEY (company, holding)) STRICT;
    CREATE TABLE capital_pool (company TEXT NOT NULL, day TEXT NOT NULL, shares INTEGER NOT NULL, round TEXT, fact TEXT NOT NULL, PRIMARY KEY (company, fact)) STRICT;`,
  on: {
    SharesIssued(views, { id, data, meta }: Of<'SharesIssued'>) {
      views.run(HOLD, meta.company, data.holding, data.holder, data.holderName, data.class, data.shares, data.issuedOn, 'issue', null, data.paid?.amount ?? null, data.paid?.currency ?? null, meta.actor, meta.at, id);
    },
    SharesCancelled(views, { data, meta }: Of<'SharesCancelled'>) {
      views.run('UPDATE capital_holding SET gone = ? WHERE company = ? AND holding = ?', data.cancelledOn, meta.company, data.holding);
    },
    PoolSet(views, { id, data, meta }: Of<'PoolSet'>) {
      views.run('INSERT INTO capital_pool VALUES (?, ?, ?, NULL, ?)', meta.company, data.setOn, data.shares, id);
    },
    RoundClosed(views, { id, data, meta }: Of<'RoundClosed'>) {
      const hold = (i: { holding: string; holder: string; investor: string; class: string; shares: number; amount: { amount: number; currency: string } }, origin: 'round' | 'safe') =>
        views.run(HOLD, meta.company, i.holding, i.holder, i.investor, i.class, i.shares, data.closedOn, origin, data.round, i.amount.amount, i.amount.currency, meta.actor, meta.at, id);
      for (const one of data.issued) hold(one, 'round');
      for (const one of data.converted) hold(one, 'safe');
      views.run('INSERT INTO capital_pool VALUES (?, ?, ?, ?, ?)', meta.company, data.closedOn, data.poolIncrease, data.round, id);
    },
    RoundCloseReversed(views, { data, meta }: Of<'RoundCloseReversed'>) {
      views.run('DELETE FROM capital_holding WHERE company = ? AND round = ?', meta.company, data.round);
      views.run('DELETE FROM capital_pool WHERE company = ? AND round = ?', meta.company, data.round);
    },
  },
});

interface Row { holding: string; holder: string; name: string; class: string; shares: number; since: string; gone: string | null; origin: HoldingView['from']; round: string | null; paid: number | null; currency: string | null; actor: string; at: string; fact: string }

/** Every holding there ever was, with the event that issued it, in the order they came. */
export const holdings = (views: Views, company: string): HoldingView[] =>
  views.all<Row>('SELECT * FROM capital_holding WHERE company = ? ORDER BY since, rowid', company).map((r) => ({
    holding: r.holding, holder: r.holder, name: r.name, class: r.class, shares: r.shares, since: r.since, cancelledOn: r.gone, from: r.origin, round: r.round,
    paid: r.paid === null ? null : { amount: r.paid, currency: r.currency! }, actor: r.actor, at: r.at, fact: r.fact,
  }));

/** Holdings as the formulas take them. */
export const stakes = (all: readonly HoldingView[]): Stake[] => all.map((h) => ({
  holding: h.holding, holder: h.holder, name: h.name, class: h.class, shares: h.shares, since: h.since, ...(h.cancelledOn && { gone: h.cancelledOn }), ...(h.round && { round: h.round }),
}));

export type RecordedPoolChange = PoolChange & { readonly fact: string };

/** Changes of the pool in the order they were recorded: a size set, or what a round added. */
export const poolChanges = (views: Views, company: string): RecordedPoolChange[] =>
  views.all<{ day: string; shares: number; round: string | null; fact: string }>('SELECT day, shares, round, fact FROM capital_pool WHERE company = ? ORDER BY rowid', company)
    .map(({ day, shares, round, fact }) => (round === null ? { on: day, set: shares, fact } : { on: day, add: shares, round, fact }));
