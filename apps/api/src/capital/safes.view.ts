import type { CapitalFact, SafeView } from '@capstan/capital';
import { readModel, type Views } from '@capstan/event-log';
import type { Recorded } from '@capstan/kernel';

type Of<T extends CapitalFact['type']> = Recorded<Extract<CapitalFact, { type: T }>>;

/** SAFEs and what became of them. */
export const safesModel = readModel({
  name: 'capital-safes',
  version: 1,
  tables: ['capital_safe'],
  schema: `CREATE TABLE capital_safe (
    company TEXT NOT NULL, safe TEXT NOT NULL, holder TEXT NOT NULL, investor TEXT NOT NULL, amount INTEGER NOT NULL, currency TEXT NOT NULL, kind TEXT NOT NULL, cap INTEGER, discount TEXT, mfn INTEGER NOT NULL, signed_on TEXT NOT NULL,
    situation TEXT NOT NULL, day TEXT, round TEXT, actor TEXT NOT NULL, at TEXT NOT NULL, fact TEXT NOT NULL, PRIMARY KEY (company, safe)) STRICT`,
  on: {
    SafeSigned(views, { id, data, meta }: Of<'SafeSigned'>) {
      views.run("INSERT INTO capital_safe VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'outstanding', NULL, NULL, ?, ?, ?)", meta.company, data.safe, data.holder, data.investor, data.amount.amount, data.amount.currency, data.kind,
        data.cap?.amount ?? null, data.discount ?? null, data.mfn ? 1 : 0, data.signedOn, meta.actor, meta.at, id);
    },
    SafeCancelled(views, { data, meta }: Of<'SafeCancelled'>) {
      views.run("UPDATE capital_safe SET situation = 'cancelled', day = ? WHERE company = ? AND safe = ?", data.cancelledOn, meta.company, data.safe);
    },
    RoundClosed(views, { data, meta }: Of<'RoundClosed'>) {
      for (const { safe } of data.converted) views.run("UPDATE capital_safe SET situation = 'converted', day = ?, round = ? WHERE company = ? AND safe = ?", data.closedOn, data.round, meta.company, safe);
    },
    RoundCloseReversed(views, { data, meta }: Of<'RoundCloseReversed'>) {
      views.run("UPDATE capital_safe SET situation = 'outstanding', day = NULL, round = NULL WHERE company = ? AND round = ?", meta.company, data.round);
    },
  },
});

interface Row { safe: string; holder: string; investor: string; amount: number; currency: string; kind: SafeView['kind']; cap: number | null; discount: string | null; mfn: number; signed_on: string; situation: SafeView['situation']; day: string | null; actor: string; at: string; fact: string }

/** Every SAFE, in order of signing. */
export const safes = (views: Views, company: string): SafeView[] =>
  views.all<Row>('SELECT * FROM capital_safe WHERE company = ? ORDER BY signed_on, rowid', company).map((r) => ({
    safe: r.safe, holder: r.holder, investor: r.investor, amount: { amount: r.amount, currency: r.currency }, kind: r.kind, cap: r.cap === null ? null : { amount: r.cap, currency: r.currency },
    discount: r.discount, mfn: r.mfn === 1, signedOn: r.signed_on, situation: r.situation, on: r.day, actor: r.actor, at: r.at, fact: r.fact,
  }));
