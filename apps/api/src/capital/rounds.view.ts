import type { CapitalFact, RoundView } from '@capstan/capital';
import { readModel, type Views } from '@capstan/event-log';
import { type Explained, money, type Recorded } from '@capstan/kernel';

type Of<T extends CapitalFact['type']> = Recorded<Extract<CapitalFact, { type: T }>>;
type Outcome = Of<'RoundClosed'>['data'];

/** Rounds with their commitments; a closed one keeps its outcome as it was recorded. */
export const roundsModel = readModel({
  name: 'capital-rounds',
  version: 2,
  tables: ['capital_round', 'capital_commitment'],
  schema: `
    CREATE TABLE capital_round (
      company TEXT NOT NULL, round TEXT NOT NULL, name TEXT NOT NULL, pre_money INTEGER NOT NULL, target INTEGER NOT NULL, currency TEXT NOT NULL, pool_target TEXT, opened_on TEXT NOT NULL, situation TEXT NOT NULL, day TEXT,
      outcome TEXT, closed_by TEXT, actor TEXT NOT NULL, at TEXT NOT NULL, fact TEXT NOT NULL, PRIMARY KEY (company, round)) STRICT;
    CREATE TABLE capital_commitment (
      company TEXT NOT NULL, round TEXT NOT NULL, commitment TEXT NOT NULL, holder TEXT NOT NULL, investor TEXT NOT NULL, amount INTEGER NOT NULL, currency TEXT NOT NULL, committed_on TEXT NOT NULL, withdrawn_on TEXT,
      actor TEXT NOT NULL, at TEXT NOT NULL, fact TEXT NOT NULL, PRIMARY KEY (company, commitment)) STRICT;`,
  on: {
    RoundOpened(views, { id, data, meta }: Of<'RoundOpened'>) {
      views.run("INSERT INTO capital_round VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open', NULL, NULL, NULL, ?, ?, ?)", meta.company, data.round, data.name, data.preMoney.amount, data.target.amount, data.preMoney.currency, data.poolTarget ?? null, data.openedOn, meta.actor, meta.at, id);
    },
    CommitmentMade(views, { id, data, meta }: Of<'CommitmentMade'>) {
      views.run('INSERT INTO capital_commitment VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, ?)', meta.company, data.round, data.commitment, data.holder, data.investor, data.amount.amount, data.amount.currency, data.committedOn, meta.actor, meta.at, id);
    },
    CommitmentWithdrawn(views, { data, meta }: Of<'CommitmentWithdrawn'>) {
      views.run('UPDATE capital_commitment SET withdrawn_on = ? WHERE company = ? AND commitment = ?', data.withdrawnOn, meta.company, data.commitment);
    },
    RoundClosed(views, { id, data, meta }: Of<'RoundClosed'>) {
      views.run("UPDATE capital_round SET situation = 'closed', day = ?, outcome = ?, closed_by = ? WHERE company = ? AND round = ?", data.closedOn, JSON.stringify(data), id, meta.company, data.round);
    },
    RoundCloseReversed(views, { data, meta }: Of<'RoundCloseReversed'>) {
      views.run("UPDATE capital_round SET situation = 'open', day = NULL, outcome = NULL, closed_by = NULL WHERE company = ? AND round = ?", meta.company, data.round);
    },
    RoundAbandoned(views, { data, meta }: Of<'RoundAbandoned'>) {
      views.run("UPDATE capital_round SET situation = 'abandoned', day = ? WHERE company = ? AND round = ?", data.abandonedOn, meta.company, data.round);
    },
  },
});

interface RoundRow { round: string; name: string; pre_money: number; target: number; currency: string; pool_target: string | null; opened_on: string; situation: RoundView['situation']; day: string | null; outcome: string | null; closed_by: string | null; actor: string; at: string; fact: string }
interface CommitmentRow { round: string; commitment: string; holder: string; investor: string; amount: number; currency: string; committed_on: string; withdrawn_on: string | null; actor: string; at: string; fact: string }

/** Every round, the newest first, with its commitments and, once closed, its price. */
export function rounds(views: Views, company: string): RoundView[] {
  const commitments = Map.groupBy(views.all<CommitmentRow>('SELECT * FROM capital_commitment WHERE company = ? ORDER BY committed_on, rowid', company), (c) => c.round);
  return views.all<RoundRow>('SELECT * FROM capital_round WHERE company = ? ORDER BY opened_on DESC, rowid DESC', company).map((row) => asRound(row, commitments.get(row.round) ?? []));
}

function asRound(r: RoundRow, rows: readonly CommitmentRow[]): RoundView {
  const outcome = r.outcome === null ? undefined : (JSON.parse(r.outcome) as Outcome);
  const commitments = rows.map((c) => ({ commitment: c.commitment, holder: c.holder, investor: c.investor, amount: money(c.amount, c.currency), committedOn: c.committed_on, withdrawnOn: c.withdrawn_on, actor: c.actor, at: c.at, fact: c.fact }));
  const committed = commitments.reduce((sum, c) => sum + (c.withdrawnOn ? 0 : c.amount.amount), 0);
  return {
    round: r.round, name: r.name, preMoney: money(r.pre_money, r.currency), target: money(r.target, r.currency), poolTarget: r.pool_target, openedOn: r.opened_on, situation: r.situation, on: r.day,
    committed: money(committed, r.currency), raised: outcome?.raised ?? null, pricePerShare: outcome?.pricePerShare ?? null, postMoney: outcome?.postMoney ?? null, poolIncrease: outcome?.poolIncrease ?? null,
    why: outcome ? whyPrice(outcome, [r.fact, r.closed_by!, ...commitments.filter((c) => !c.withdrawnOn).map((c) => c.fact)]) : null, commitments, actor: r.actor, at: r.at, fact: r.fact,
  };
}

function whyPrice(o: Outcome, facts: string[]): Explained {
  const converted = [...o.converted, ...o.convertedNotes].reduce((sum, c) => sum + c.shares, 0);
  return {
    metric: 'price-per-share', convention: o.convention, facts, factCount: facts.length,
    inputs: [
      { name: 'preMoney', value: { kind: 'money', money: o.preMoney } },
      { name: 'sharesBefore', value: { kind: 'number', number: o.totalAfter - o.issued.reduce((sum, i) => sum + i.shares, 0), unit: 'shares' } },
      { name: 'converted', value: { kind: 'number', number: converted, unit: 'shares' } },
      { name: 'poolIncrease', value: { kind: 'number', number: o.poolIncrease, unit: 'shares' } },
    ],
  };
}
