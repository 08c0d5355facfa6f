import type { CapTable } from '@capstan/capital';
import { expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { csvOf } from '../../../../../export/csv.ts';
import { cellsOf, rowsOf } from './table-file.ts';

const counts = (shares: number, ofIssued: [string, string], ofFullyDiluted: [string, string]) => ({ shares, grants: 0, warrants: 0, diluted: shares, ofIssued, ofFullyDiluted });
const why = { metric: 'ownership', convention: 'fully-diluted', facts: [], factCount: 0, inputs: [] };
const nothing = { count: 0, amount: { amount: 0, currency: 'EUR' } };
const table: CapTable = {
  on: '2026-03-31', currency: 'EUR', issued: 3, grants: 0, warrants: 0, pool: 1, fullyDiluted: 4, poolOfFullyDiluted: ['1', '4'], safes: nothing, notes: nothing,
  holders: [{ holder: 'holder-00000001', name: '=HYPERLINK("http://x","Ada")', classes: [{ class: 'Common', shares: 2 }], why, ...counts(2, ['2', '3'], ['1', '2']) }, { holder: 'holder-00000002', name: 'Jonas, junior', classes: [{ class: 'Common', shares: 1 }], why, ...counts(1, ['1', '3'], ['1', '4']) }],
  classes: [{ class: 'Common', ...counts(3, ['1', '1'], ['3', '4']) }],
};
const say = (key: string) => key;

test('a name that begins like a formula is text in the file', () => {
  expect(csvOf(rowsOf(table, 'holder', say)).split('\r\n')).toEqual([
    '\uFEFFtable.holder,Common,table.issued,table.grants,table.warrants,table.diluted,table.issued (%),table.diluted (%)',
    `"'=HYPERLINK(""http://x"",""Ada"")",2,2,0,0,2,66.66666667,50`, '"Jonas, junior",1,1,0,0,1,33.33333333,25', 'table.pool,,,,,1,,25', 'table.total,3,3,0,0,4,100,100', '',
  ]);
});
test.each(['+1', '-1', '@x', '\tx', '\rx'])('%j too', (name) => expect(csvOf([[name]])).toContain(`'${name}`));
test('numbers are left as they are', () => expect(csvOf([[-1, 0.5, null]])).toBe('\uFEFF-1,0.5,\r\n'));
test('by class there is one row a class', () => expect(rowsOf(table, 'class', say).map((r) => r[0])).toEqual(['table.class', 'Common', 'table.pool', 'table.total']));
test('a workbook is a zip whose names are cells of text', async () => {
  const cells = cellsOf(rowsOf(table, 'holder', say));
  expect(cells[1]![0]).toMatchObject({ type: String, value: '=HYPERLINK("http://x","Ada")' });
  expect((await writeXlsxFile(cells).toBuffer()).subarray(0, 2).toString()).toBe('PK');
});
