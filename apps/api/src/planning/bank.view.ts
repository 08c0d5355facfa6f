import { readModel, type Views } from '@capstan/event-log';
import type { Recorded } from '@capstan/kernel';
import type { AccountLine, BankMapping, BankView, PlanningFact, TransactionKind, TransactionLine } from '@capstan/planning';
import { addDays, DAYS_SCHEMA, moveDay } from './bank-days.ts';

type Of<T extends PlanningFact['type']> = Recorded<Extract<PlanningFact, { type: T }>>;

/** Bank accounts, their imports and transactions. A batch that is taken back takes its transactions along. */
export const bankModel = readModel({
  name: 'planning-bank',
  version: 2,
  tables: ['planning_account', 'planning_batch', 'planning_transaction', 'planning_bank_day'],
  schema: `
    CREATE TABLE planning_account (company TEXT NOT NULL, account TEXT NOT NULL, currency TEXT NOT NULL, mapping TEXT, opening INTEGER, opened_on TEXT, fact TEXT NOT NULL, PRIMARY KEY (company, account)) STRICT;
    CREATE TABLE planning_batch (company TEXT NOT NULL, batch TEXT NOT NULL, account TEXT NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL, lines INTEGER NOT NULL, added INTEGER NOT NULL, reversed INTEGER NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL, fact TEXT NOT NULL, PRIMARY KEY (company, batch)) STRICT;
    CREATE TABLE planning_transaction (
      company TEXT NOT NULL, key TEXT NOT NULL, batch TEXT NOT NULL, account TEXT NOT NULL, day TEXT NOT NULL, amount INTEGER NOT NULL, currency TEXT NOT NULL, text TEXT NOT NULL, counterparty TEXT,
      kind TEXT NOT NULL, by_person INTEGER NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL, fact TEXT NOT NULL, PRIMARY KEY (company, key)) STRICT;
    CREATE INDEX planning_transaction_day ON planning_transaction (company, day);${DAYS_SCHEMA}`,
  on: {
    BankTransactionsImported(views, { id, data, meta }: Of<'BankTransactionsImported'>) {
      views.run('INSERT INTO planning_batch VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)', meta.company, data.batch, data.account, data.from, data.to, data.lines, data.transactions.length, meta.actor, meta.at, id);
      account(views, meta.company, data.account, data.currency, id);
      addDays(views, { company: meta.company, account: data.account, batch: data.batch, currency: data.currency, fact: id }, data.transactions);
      for (const t of data.transactions) {
        views.run('INSERT INTO planning_transaction VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)', meta.company, t.key, data.batch, data.account, t.on, t.amount.amount, t.amount.currency, t.text, t.counterparty ?? null, t.kind, meta.actor, meta.at, id);
      }
    },
    BankBatchReversed(views, { data, meta }: Of<'BankBatchReversed'>) {
      views.run('UPDATE planning_batch SET reversed = 1 WHERE company = ? AND batch = ?', meta.company, data.batch);
      for (const table of ['planning_transaction', 'planning_bank_day']) views.run(`DELETE FROM ${table} WHERE company = ? AND batch = ?`, meta.company, data.batch);
    },
    BankMappingRemembered(views, { id, data, meta }: Of<'BankMappingRemembered'>) {
      account(views, meta.company, data.account, data.currency, id);
      views.run('UPDATE planning_account SET mapping = ? WHERE company = ? AND account = ?', JSON.stringify(data.mapping), meta.company, data.account);
    },
    OpeningBalanceSet(views, { id, data, meta }: Of<'OpeningBalanceSet'>) {
      account(views, meta.company, data.account, data.balance.currency, id);
      views.run('UPDATE planning_account SET opening = ?, opened_on = ?, fact = ? WHERE company = ? AND account = ?', data.balance.amount, data.on, id, meta.company, data.account);
    },
    TransactionClassified(views, { data, meta }: Of<'TransactionClassified'>) {
      moveDay(views, meta.company, data.transaction, data.kind);
      views.run('UPDATE planning_transaction SET kind = ?, by_person = 1 WHERE company = ? AND key = ?', data.kind, meta.company, data.transaction);
    },
  },
});

const account = (views: Views, company: string, name: string, currency: string, fact: string) =>
  views.run('INSERT OR IGNORE INTO planning_account VALUES (?, ?, ?, NULL, NULL, NULL, ?)', company, name, currency, fact);

interface AccountRow { account: string; currency: string; mapping: string | null; opening: number | null; openedOn: string | null; moved: number | null; until: string | null; fact: string }

/** Accounts with their balance: the opening one and everything since; unknown without an opening balance. */
export const accounts = (views: Views, company: string): (AccountLine & { fact: string })[] =>
  views.all<AccountRow>(`
    SELECT a.account, a.currency, a.mapping, a.opening, a.opened_on AS openedOn, a.fact,
      (SELECT SUM(t.amount) FROM planning_bank_day t WHERE t.company = a.company AND t.account = a.account AND t.day >= a.opened_on) AS moved,
      (SELECT MAX(t.day) FROM planning_bank_day t WHERE t.company = a.company AND t.account = a.account) AS until
    FROM planning_account a WHERE a.company = ? ORDER BY a.account`, company)
    .map(({ account: name, currency, mapping, opening, openedOn, moved, until, fact }) => ({
      account: name, currency, mapping: mapping === null ? null : (JSON.parse(mapping) as BankMapping), openedOn, until: until ?? openedOn, fact,
      opening: opening === null ? null : { amount: opening, currency }, balance: opening === null ? null : { amount: opening + (moved ?? 0), currency },
    }));

/** Accounts, and the imports newest first. */
export function bankView(views: Views, company: string): BankView {
  const batches = views.all<{ batch: string; account: string; first: string; last: string; lines: number; added: number; reversed: number; actor: string; at: string; fact: string }>(
    'SELECT * FROM planning_batch WHERE company = ? ORDER BY at DESC, batch', company,
  ).map(({ batch, account: name, first, last, lines, added, reversed, actor, at, fact }) => ({ batch, account: name, from: first, to: last, lines, added, known: lines - added, reversed: reversed === 1, actor, at, fact }));
  return { accounts: accounts(views, company), batches };
}

const PAGE = 200;
interface Row { key: string; batch: string; account: string; day: string; amount: number; currency: string; text: string; counterparty: string | null; kind: TransactionKind; by_person: number; actor: string; at: string; fact: string }
const line = ({ key, batch, account: name, day, amount, currency, text, counterparty, kind, by_person, actor, at, fact }: Row): TransactionLine =>
  ({ key, batch, account: name, on: day, amount: { amount, currency }, text, counterparty, kind, classifiedBy: by_person ? 'person' : 'rule', actor, at, fact });

/** Transactions newest first, 200 a page, of one kind or one month if asked. */
export function transactions(views: Views, company: string, { kind, month, page }: { kind?: TransactionKind; month?: string; page: number }) {
  const where = 'company = ?1 AND (?2 IS NULL OR kind = ?2) AND (?3 IS NULL OR substr(day, 1, 7) = ?3)';
  const rows = views.all<Row>(`SELECT * FROM planning_transaction WHERE ${where} ORDER BY day DESC, key LIMIT ?4 OFFSET ?5`, company, kind ?? null, month ?? null, PAGE + 1, page * PAGE);
  const { n } = views.get<{ n: number }>(`SELECT COUNT(*) AS n FROM planning_transaction WHERE ${where}`, company, kind ?? null, month ?? null)!;
  return { transactions: rows.slice(0, PAGE).map(line), count: n, more: rows.length > PAGE };
}
