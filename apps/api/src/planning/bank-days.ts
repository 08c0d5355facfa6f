import type { Views } from '@capstan/event-log';
import type { Day } from '@capstan/kernel';
import type { Transaction, TransactionKind } from '@capstan/planning';

/** Sums that stay readable when there are a hundred thousand transactions: kept by the bank's read model beside them, never on their own. */
export const DAYS_SCHEMA = `
    CREATE TABLE planning_bank_day (
      company TEXT NOT NULL, day TEXT NOT NULL, account TEXT NOT NULL, batch TEXT NOT NULL, kind TEXT NOT NULL, inward INTEGER NOT NULL, by_person INTEGER NOT NULL,
      currency TEXT NOT NULL, amount INTEGER NOT NULL, transactions INTEGER NOT NULL, fact TEXT NOT NULL, PRIMARY KEY (company, day, account, batch, kind, inward, by_person)) STRICT, WITHOUT ROWID;`;

/** Which sum a transaction belongs to. Money in and money out are kept apart: gross burn counts the latter alone. */
interface Place { readonly company: string; readonly day: Day; readonly account: string; readonly batch: string; readonly kind: TransactionKind; readonly byPerson: 0 | 1; readonly currency: string; readonly fact: string }

/** Adds an imported file's transactions to their days. */
export function addDays(views: Views, of: Pick<Place, 'company' | 'account' | 'batch' | 'currency' | 'fact'>, transactions: readonly Transaction[]): void {
  const sums = Map.groupBy(transactions, ({ on, kind, amount }) => `${on} ${kind} ${amount.amount > 0}`);
  for (const same of sums.values()) add(views, { ...of, day: same[0]!.on, kind: same[0]!.kind, byPerson: 0 }, same[0]!.amount.amount > 0, same.reduce((sum, { amount }) => sum + amount.amount, 0), same.length);
}

/** A person said what one transaction was: it moves from one sum to another. Before the transaction itself is changed. */
export function moveDay(views: Views, company: string, key: string, kind: TransactionKind): void {
  const row = views.get<Place & { amount: number }>('SELECT company, day, account, batch, kind, by_person AS byPerson, currency, amount, fact FROM planning_transaction WHERE company = ? AND key = ?', company, key);
  if (!row) return;
  const { amount, ...place } = row;
  add(views, place, amount > 0, 0 - amount, -1);
  add(views, { ...place, kind, byPerson: 1 }, amount > 0, amount, 1);
  views.run('DELETE FROM planning_bank_day WHERE company = ? AND day = ? AND account = ? AND batch = ? AND transactions = 0', company, place.day, place.account, place.batch);
}

const add = (views: Views, { company, day, account, batch, kind, byPerson, currency, fact }: Place, inward: boolean, amount: number, transactions: number) =>
  views.run(`INSERT INTO planning_bank_day VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET amount = amount + excluded.amount, transactions = transactions + excluded.transactions`, company, day, account, batch, kind, inward ? 1 : 0, byPerson, currency, amount, transactions, fact);

/** What one account moved on one day, of one kind, in or out, by one import: oldest first. Minor units of the account's currency. */
export interface Moved { readonly account: string; readonly on: Day; readonly kind: TransactionKind; readonly amount: number; readonly currency: string; readonly transactions: number; readonly inward: 0 | 1; readonly byPerson: 0 | 1; readonly fact: string }

export const movedByDay = (views: Views, company: string): Moved[] =>
  views.all<Moved>('SELECT account, day AS "on", kind, amount, currency, transactions, inward, by_person AS byPerson, fact FROM planning_bank_day WHERE company = ? ORDER BY day', company);
