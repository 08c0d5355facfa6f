import { given } from '@capstan/kernel';
import { expect, test } from 'vitest';
import { readAmount, readDay } from './bank-cells.ts';
import { type BankCommand, bankDecider } from './bank-decider.ts';
import type { BankMapping } from './bank-mapping.ts';
import { BankReader } from './bank-reader.ts';
import { classify } from './classify.ts';
import type { PlanningFact } from './events.ts';
import { guessMapping } from './guess-mapping.ts';

const today = '2026-11-23';
const header = ['Date', 'Amount', 'Description', 'Counterparty', 'Balance'];
const mapping: BankMapping = { date: 'Date', dateFormat: 'DD.MM.YYYY', amount: { kind: 'signed', column: 'Amount' }, decimal: ',', text: 'Description', counterparty: 'Counterparty', balance: 'Balance' };
const rows = [
  ['02.10.2026', '500.000,00', 'SAFE', 'Northgate Ventures', '510.000,00'],
  ['05.10.2026', '-12.400,00', 'AWS EMEA', 'Amazon', '497.600,00'],
  ['05.10.2026', '-12,50', 'Coffee', '', '497.587,50'],
  ['05.10.2026', '-12,50', 'Coffee', '', '497.575,00'],
  ['28.10.2026', '−42.000,00', 'Payroll October', 'Gusto', '455.575,00'],
];
const read = (table: readonly string[][] = rows, over: Partial<BankMapping> = {}, columns = header) => {
  const reader = new BankReader(columns, { account: 'Main', currency: 'EUR', mapping: { ...mapping, ...over }, fingerprint: (t) => t });
  table.forEach((cells, i) => reader.take(i + 2, cells));
  return reader;
};
const eur = (amount: number) => ({ amount, currency: 'EUR' });

test('a statement is read with its kinds, its equal rows and the balance it began with', () => {
  const statement = read().finish(today)!;
  expect(statement.transactions.map((t) => [t.on, t.amount.amount, t.kind])).toEqual([
    ['2026-10-02', 50_000_000, 'financing'], ['2026-10-05', -1_240_000, 'compute'], ['2026-10-05', -1250, 'other'], ['2026-10-05', -1250, 'other'], ['2026-10-28', -4_200_000, 'payroll'],
  ]);
  expect(new Set(statement.transactions.map((t) => t.key)).size).toBe(5);
  expect(statement).toMatchObject({ lines: 5, from: '2026-10-02', to: '2026-10-28', opening: { on: '2026-10-02', balance: eur(1_000_000) } });
});
test('newest first is turned round, also within one day', () => {
  expect(read(rows.toReversed()).finish(today)).toEqual(read().finish(today));
  expect(read(rows.slice(1, 4).toReversed()).finish(today)!.opening!.balance).toEqual(eur(51_000_000));
});
test('debit and credit columns become one signed amount', () => {
  const columns = ['Date', 'Paid out', 'Paid in', 'Description'];
  const over = { amount: { kind: 'debit-credit', debit: 'Paid out', credit: 'Paid in' }, balance: undefined, counterparty: undefined } as const;
  const statement = read([['01.10.2026', '12,00', '', 'a'], ['02.10.2026', '0,00', '30,00', 'b']], over, columns).finish(today)!;
  expect(statement.transactions.map((t) => t.amount.amount)).toEqual([-1200, 3000]);
  expect(statement.opening).toBeUndefined();
  expect(read([['01.10.2026', '12,00', '3,00', 'a']], over, columns).problems).toMatchObject([{ path: 'line 2, Paid out', code: 'row-debit-or-credit' }]);
});

test.each([
  [0, '31.02.2026', 'row-date-invalid', 'Date'], [0, '01.01.20255', 'row-date-invalid', 'Date'], [0, '', 'row-cell-empty', 'Date'],
  [1, '=SUM(A1)', 'row-amount-invalid', 'Amount'], [1, '12.50', 'row-amount-invalid', 'Amount'], [1, '1,005', 'row-amount-invalid', 'Amount'],
  [1, '99.999.999.999.999.999,00', 'row-amount-invalid', 'Amount'],
])('cell %i with "%s" is refused as %s', (cell, value, code, column) => {
  const reader = read(rows.map((r, i) => (i === 2 ? r.with(cell, value) : r)), { balance: undefined });
  expect(reader.finish(today)).toBeNull();
  expect(reader.problems).toMatchObject([{ path: `line 4, ${column}`, code }]);
});
test('a row of tomorrow, a short row, a lost row and a missing column are each named', () => {
  const problems = (reader: BankReader) => { expect(reader.finish(today)).toBeNull(); return reader.problems.map((p) => [p.path, p.code]); };
  expect(problems(read([['24.11.2026', '1,00', 'x', '', '1,00']]))).toEqual([['line 2, Date', 'row-date-in-future']]);
  expect(problems(read([['24.10.2026', '1,00']]))).toEqual([['line 2', 'row-too-short']]);
  expect(problems(read(rows.toSpliced(2, 1)))).toEqual([['line 4, Balance', 'row-balance-differs']]);
  expect(problems(read(rows, { text: 'Memo' }))).toEqual([['line 1, Memo', 'row-column-missing']]);
});

test('amounts are read as banks print them', () => {
  expect(['1,234.50', '(12.00)', '12.5-', '−3', '+7.00', "1'000.00", '0.00', '-0.00', '1,234,567'].map((t) => readAmount(t, '.', 2))).toEqual([123450, -1200, -1250, -300, 700, 100000, 0, 0, 123456700]);
  expect(['1.234,5', '3 000,00'].map((t) => readAmount(t, ',', 2))).toEqual([123450, 300000]);
  expect(['', 'abc', '1.2.3', '12,34.5', '1e5', '0.001', '--1'].map((t) => readAmount(t, '.', 2))).toEqual(Array(7).fill(undefined));
  expect([readAmount('1200', '.', 0), readAmount('1.234', '.', 3), readAmount('1.0', '.', 0)]).toEqual([1200, 1234, 1]);
});
test('days are read in the given form only', () => {
  expect([readDay('3/4/2026', 'DD/MM/YYYY'), readDay('3/4/2026', 'MM/DD/YYYY'), readDay('20260403', 'YYYYMMDD'), readDay('2026-04-03T10:00:00', 'YYYY-MM-DD')]).toEqual(['2026-04-03', '2026-03-04', '2026-04-03', '2026-04-03']);
  expect([readDay('13/13/2026', 'DD/MM/YYYY'), readDay('2026-04-03', 'DD.MM.YYYY')]).toEqual([undefined, undefined]);
});
test('a mapping is guessed from the header, and an ambiguous date is left to a person', () => {
  expect(guessMapping(header, rows[0]!)).toEqual(mapping);
  expect(guessMapping(['Transaction Date', 'Details', 'Paid out', 'Paid in'], ['03/04/2026', 'x', '1.00', ''])).toMatchObject({ dateFormat: null, amount: { kind: 'debit-credit' }, decimal: '.' });
});
test('rules classify in both languages; money in is never payroll', () => {
  expect([classify(-5, 'Gusto payroll'), classify(5, 'Gusto payroll refund'), classify(9e9, 'Series A', 'Sequoia'), classify(500, 'STRIPE PAYOUT'), classify(-5, '阿里云 GPU'), classify(-5, 'HMRC PAYE'), classify(-9, 'Sweep to savings'), classify(-9, 'Rent')])
    .toEqual(['payroll', 'other', 'financing', 'revenue', 'compute', 'tax', 'transfer', 'other']);
});

const statement = read().finish(today)!;
const importing: Extract<BankCommand, { type: 'ImportBankTransactions' }> = { type: 'ImportBankTransactions', batch: 'batch-00000001', account: 'Main', currency: 'EUR', fileHash: 'f1', mapping, ...statement };
const imported: PlanningFact = { type: 'BankTransactionsImported', data: { batch: 'batch-00000001', account: 'Main', fileHash: 'f1', currency: 'EUR', lines: 5, known: 0, from: statement.from, to: statement.to, transactions: statement.transactions }, effective: '2026-10-28' };
const remembered: PlanningFact = { type: 'BankMappingRemembered', data: { account: 'Main', currency: 'EUR', mapping } };
const opened: PlanningFact = { type: 'OpeningBalanceSet', data: { account: 'Main', on: '2026-10-02', balance: eur(1_000_000) }, effective: '2026-10-02' };
const again = { ...importing, batch: 'batch-00000002', fileHash: 'f2' };

test('a first import records the transactions, the mapping and the opening balance', () => given(bankDecider).when(importing).then(imported, remembered, opened));
test('an overlapping file brings only what is new', () => {
  const extra = { ...statement.transactions[4]!, key: 'new', on: '2026-11-02' };
  const facts = given(bankDecider, imported, remembered, opened).when({ ...again, transactions: [...statement.transactions, extra], lines: 6 }).facts();
  expect(facts).toMatchObject([{ type: 'BankTransactionsImported', data: { known: 5, transactions: [{ key: 'new' }] } }]);
});
test('the same file, and a file with nothing new, are refused', () => {
  given(bankDecider, imported).when({ ...again, fileHash: 'f1' }).refuses('bank-file-already-imported');
  given(bankDecider, imported).when(again).refuses('bank-nothing-new');
});
test('an account keeps its currency', () => {
  given(bankDecider, imported).when({ ...again, currency: 'USD' }).refuses('bank-account-currency', 'currency');
  given(bankDecider, opened).when({ type: 'SetOpeningBalance', account: 'Main', on: today, today, balance: { amount: 1, currency: 'USD' } }).refuses('bank-account-currency', 'balance.currency');
  given(bankDecider).when({ type: 'SetOpeningBalance', account: 'Main', on: '2026-12-01', today, balance: eur(1) }).refuses('opening-in-future', 'on');
});
test('a batch is taken back once, and its file may come again', () => {
  const reversed: PlanningFact = { type: 'BankBatchReversed', data: { batch: 'batch-00000001', reason: 'wrong account' } };
  given(bankDecider, imported).when({ type: 'ReverseBankBatch', batch: 'batch-00000001', reason: 'wrong account' }).then(reversed);
  given(bankDecider, imported, reversed).when({ type: 'ReverseBankBatch', batch: 'batch-00000001', reason: 'x' }).refuses('bank-batch-reversed');
  given(bankDecider).when({ type: 'ReverseBankBatch', batch: 'batch-00000001', reason: 'x' }).refuses('bank-batch-unknown');
  expect(given(bankDecider, imported, remembered, opened, reversed).when({ ...again, fileHash: 'f1' }).facts()).toHaveLength(1);
});
test("a person's word on a transaction is a fact; on none it is refused", () => {
  const key = statement.transactions[2]!.key;
  given(bankDecider, imported).when({ type: 'ClassifyTransaction', transaction: key, kind: 'tax' }).then({ type: 'TransactionClassified', data: { transaction: key, kind: 'tax' } });
  given(bankDecider).when({ type: 'ClassifyTransaction', transaction: key, kind: 'tax' }).refuses('transaction-unknown');
});
