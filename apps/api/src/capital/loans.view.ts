import type { CapitalFact, DebtFact, LoanTerms, RevenueLoanTerms } from '@capstan/capital';
import { readModel, type Views } from '@capstan/event-log';
import type { Day, Money, Recorded } from '@capstan/kernel';

type Of<T extends DebtFact['type']> = Recorded<Extract<CapitalFact, { type: T }>>;

/** Loans as agreed, and what became of them. Terms are kept as they were recorded. */
export const loansModel = readModel({
  name: 'capital-loans',
  version: 1,
  tables: ['capital_loan'],
  schema: `CREATE TABLE capital_loan (
    company TEXT NOT NULL, loan TEXT NOT NULL, kind TEXT NOT NULL, terms TEXT NOT NULL, drawn_on TEXT NOT NULL, situation TEXT NOT NULL, repaid_on TEXT, paid INTEGER, currency TEXT NOT NULL, reason TEXT,
    actor TEXT NOT NULL, at TEXT NOT NULL, fact TEXT NOT NULL, PRIMARY KEY (company, loan)) STRICT`,
  on: {
    LoanSigned(views, f: Of<'LoanSigned'>) { put(views, f, 'scheduled', f.data.principal.currency); },
    RevenueLoanSigned(views, f: Of<'RevenueLoanSigned'>) { put(views, f, 'revenue', f.data.advance.currency); },
    LoanRepaid(views, { data, meta }: Of<'LoanRepaid'>) {
      views.run("UPDATE capital_loan SET situation = 'repaid', repaid_on = ?, paid = ? WHERE company = ? AND loan = ?", data.repaidOn, data.paid.amount, meta.company, data.loan);
    },
    LoanCancelled(views, { data, meta }: Of<'LoanCancelled'>) { views.run("UPDATE capital_loan SET situation = 'cancelled', reason = ? WHERE company = ? AND loan = ?", data.reason, meta.company, data.loan); },
  },
});

const put = (views: Views, { id, data, meta }: Of<'LoanSigned'> | Of<'RevenueLoanSigned'>, kind: string, currency: string) =>
  views.run("INSERT INTO capital_loan VALUES (?, ?, ?, ?, ?, 'running', NULL, NULL, ?, NULL, ?, ?, ?)", meta.company, data.loan, kind, JSON.stringify(data), data.drawnOn, currency, meta.actor, meta.at, id);

interface Row { loan: string; kind: string; terms: string; situation: 'running' | 'repaid' | 'cancelled'; repaid_on: Day | null; paid: number | null; currency: string; reason: string | null; actor: string; at: string; fact: string }
interface Standing { readonly loan: string; readonly situation: Row['situation']; readonly repaidOn: Day | null; readonly paid: Money | null; readonly reason: string | null; readonly actor: string; readonly at: string; readonly fact: string }
export type LoanRow = Standing & ({ readonly kind: 'scheduled'; readonly terms: LoanTerms & { lender: string } } | { readonly kind: 'revenue'; readonly terms: RevenueLoanTerms & { lender: string } });

/** Every loan, the latest first. */
export const loanRows = (views: Views, company: string): LoanRow[] =>
  views.all<Row>('SELECT * FROM capital_loan WHERE company = ? ORDER BY drawn_on DESC, rowid DESC', company).map((r) => ({
    loan: r.loan, kind: r.kind, terms: JSON.parse(r.terms), situation: r.situation, repaidOn: r.repaid_on, paid: r.paid === null ? null : { amount: r.paid, currency: r.currency },
    reason: r.reason, actor: r.actor, at: r.at, fact: r.fact,
  }) as LoanRow);
