import { expect, test } from 'vitest';
import type { OracleCase } from '../case.ts';
import { allRead } from './all-read.ts';
import { exitKinds } from './exits.ts';
import { protectionKinds } from './protection.ts';
import { returnKinds } from './returns.ts';

const asked = (kind: string, input: OracleCase['input']): OracleCase => ({ id: 'one', kind, input, expected: {}, tolerance: '', note: '', folder: '.' });
const tables = allRead({ sum: ({ input }) => (input['rows'] as { amount: number }[]).reduce((sum, row) => sum + row.amount, 0) })['sum']!;

test('an engine that reads all of its input answers; descriptions and what is null need not be read', async () => {
  await expect(tables(asked('sum', { rows: [{ amount: 1 }, { amount: 2, note: 'the second' }], source: 'a book', tax: null }))).resolves.toBe(3);
});

test('what no engine reads is named with its path, in tables within lists as well', async () => {
  await expect(tables(asked('sum', { rows: [{ amount: 1 }, { amount: 2, tax: 0.2 }], fee: 1 }))).rejects.toThrow(/^not read: rows\.1\.tax, fee$/);
});

const note = { principal: 1_000_000, rate: 0.06, term_years: 1, cap: 8_000_000 };
const company = { founders: 8_000_000, pre_money: 20_000_000, new_money: 5_000_000 };
test.each([
  ['a word for the coupon that is not known', protectionKinds, 'convertible_note', { ...company, note: { ...note, pik_rate: 0.01 } }, 'not read: note.pik_rate'],
  ['a note that bears interest for a time nobody says', protectionKinds, 'convertible_note', { ...company, note: { ...note, term_years: null } }, 'no years, months or days'],
  ['a holdback of an exit', exitKinds, 'waterfall', { exit: 10, common: 1, holdback: 2 }, 'not read: holdback'],
  ['a fee at the end of a loan', returnKinds, 'venture_debt', { loan: 1000, rate: 0.1, months: 12, exit_fee: 10 }, 'not read: exit_fee'],
  ['an amortisation that is not known', returnKinds, 'venture_debt', { loan: 1000, rate: 0.1, months: 12, amortisation: 'as agreed' }, 'amortisation not known'],
  ['more days than flows', returnKinds, 'xirr', { dates: ['2021-01-01', '2022-01-01', '2023-01-01'], amounts: [-1000, 1100] }, '3 dates of 2 flows'],
])('%s is refused', async (_, kinds, kind, input, said) => {
  await expect(kinds[kind]!(asked(kind, input))).rejects.toThrow(said);
});
