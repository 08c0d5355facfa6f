import { openViews, type SqliteViews } from '@capstan/event-log';
import type { PlanningFact, Transaction, TransactionKind } from '@capstan/planning';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { movedByDay } from './bank-days.ts';
import { bankModel } from './bank.view.ts';

let views: SqliteViews;
beforeEach(() => {
  views = openViews(':memory:');
  views.exec(bankModel.schema);
});
afterEach(() => views.close());

function record(fact: PlanningFact, id: string, company = 'harbour'): void {
  bankModel.on[fact.type]!(views, { ...fact, id, stream: `company-${company}`, revision: 0, position: '1', meta: { company, actor: 'ann', at: '2026-11-01T00:00:00Z' } } as never);
}

const transaction = (key: string, on: string, amount: number, kind: TransactionKind): Transaction => ({ key, on, amount: { amount, currency: 'EUR' }, text: key, kind });
const imported = (batch: string, account: string, transactions: Transaction[]): PlanningFact =>
  ({ type: 'BankTransactionsImported', data: { batch, account, fileHash: batch, currency: 'EUR', lines: transactions.length, known: 0, from: '2026-01-01', to: '2026-12-31', transactions } });

/** The sums as the transactions themselves have them. */
const summed = (company = 'harbour') => views.all(`
  SELECT account, day AS "on", kind, SUM(amount) AS amount, currency, COUNT(*) AS transactions, amount > 0 AS inward, by_person AS byPerson, fact
  FROM planning_transaction WHERE company = ? GROUP BY day, account, batch, kind, amount > 0, by_person ORDER BY day, account, batch, kind, inward, byPerson`, company);
const kept = (company = 'harbour') => movedByDay(views, company).toSorted((a, b) => order(a) < order(b) ? -1 : 1);
const order = ({ on, account, fact, kind, inward, byPerson }: ReturnType<typeof movedByDay>[number]) => [on, account, fact, kind, inward, byPerson].join(' ');

test('days hold what was imported, in and out apart, and shrink when a file is taken back', () => {
  record(imported('batch-1', 'Main', [transaction('a', '2026-03-01', -500, 'other'), transaction('b', '2026-03-01', 700, 'other'), transaction('c', '2026-03-01', -250, 'other')]), 'fact-1');
  record(imported('batch-2', 'Main', [transaction('d', '2026-03-01', -1, 'other')]), 'fact-2');
  expect(movedByDay(views, 'harbour').map(({ amount, inward, transactions, fact }) => [amount, inward, transactions, fact])).toEqual([[-750, 0, 2, 'fact-1'], [700, 1, 1, 'fact-1'], [-1, 0, 1, 'fact-2']]);
  record({ type: 'BankBatchReversed', data: { batch: 'batch-1', reason: 'twice' } }, 'fact-3');
  expect(movedByDay(views, 'harbour').map(({ amount }) => amount)).toEqual([-1]);
  expect(movedByDay(views, 'another')).toEqual([]);
});

test('days are the sums of the transactions whatever was imported, said by a person, and taken back', () => {
  const kind = fc.constantFrom<TransactionKind>('payroll', 'other', 'revenue', 'transfer');
  const line = fc.record({ day: fc.integer({ min: 1, max: 4 }), amount: fc.integer({ min: -300, max: 300 }), kind });
  const step = fc.oneof(
    fc.record({ does: fc.constant('import' as const), account: fc.constantFrom('Main', 'Savings'), lines: fc.array(line, { minLength: 1, maxLength: 12 }) }),
    fc.record({ does: fc.constant('say' as const), nth: fc.nat(), kind }),
    fc.record({ does: fc.constant('take back' as const), nth: fc.nat() }),
  );
  fc.assert(fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
    for (const table of bankModel.tables) views.exec(`DELETE FROM ${table}`);
    let batches = 0;
    const keys: string[] = [];
    steps.forEach((one, i) => {
      if (one.does === 'import') {
        const transactions = one.lines.map((l, n) => transaction(`${i}-${n}`, `2026-05-0${l.day}`, l.amount, l.kind));
        keys.push(...transactions.map(({ key }) => key));
        record(imported(`batch-${batches}`, one.account, transactions), `batch-${batches}`);
        batches += 1;
      } else if (one.does === 'say' && keys.length > 0) record({ type: 'TransactionClassified', data: { transaction: keys[one.nth % keys.length]!, kind: one.kind } }, `said-${i}`);
      else if (one.does === 'take back' && batches > 0) record({ type: 'BankBatchReversed', data: { batch: `batch-${one.nth % batches}`, reason: 'wrong' } }, `back-${i}`);
    });
    expect(kept()).toEqual(summed().map((row) => ({ ...(row as object) })));
  }), { numRuns: 150, seed: 5 });
});
