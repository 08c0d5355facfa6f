import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { founded, stateOf, table, today } from '../ocf/company.fixture.ts';
import { guessColumns, planRows, rowFields, RowsReader } from './index.ts';

const header = ['Holder', 'Class', 'Shares', 'Issued on', 'Paid'];
const mapping = guessColumns('shares', header);
const company = stateOf([founded()]);

test('columns are found by their usual names, each taken once', () => {
  expect(guessColumns('shares', ['Stakeholder Name', 'stock_class', 'QUANTITY', 'Issue  Date', 'x'])).toEqual({ holder: 'Stakeholder Name', class: 'stock_class', shares: 'QUANTITY', issued_on: 'Issue  Date' });
  expect(guessColumns('grants', ['name', 'type', 'quantity', 'date'])).toEqual({ holder: 'name', kind: 'type', shares: 'quantity', granted_on: 'date' });
  expect(Object.keys(guessColumns('shares', header))).toEqual(Object.keys(rowFields.shares));
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '=HYPERLINK("x")'])('a cell that a spreadsheet would run (%s) is never a value, whatever its column', (cell) => {
  header.forEach((_, i) => {
    const reader = new RowsReader('shares', header, mapping, 'USD');
    reader.take(2, ['Mira', 'Common', '10', '2024-01-01', '5'].with(i, cell));
    expect(reader.problems.map((p) => [p.path, p.code])).toEqual([[`line 2, ${header[i]}`, 'rows-formula']]);
  });
});

test('months that are none and a name that cannot be kept are named by their cell', () => {
  const columns = ['Name', 'Type', 'Options', 'Strike', 'Granted', 'Months', 'Cliff'];
  const reader = new RowsReader('grants', columns, { holder: 'Name', kind: 'Type', shares: 'Options', strike: 'Strike', granted_on: 'Granted', vesting_months: 'Months', cliff_months: 'Cliff' }, 'USD');
  reader.take(2, ['Ada', 'iso', '10', '1', '2024-01-01', '4.5', 'a year']);
  reader.take(3, ['A\u0007da', 'iso', '10', '1', '2024-01-01', '48', '12']);
  expect(reader.problems.map((p) => [p.path, p.code])).toEqual([['line 2, Months', 'rows-months-invalid'], ['line 2, Cliff', 'rows-months-invalid'], ['line 3, Name', 'rows-name-invalid']]);
});

const cell = fc.constantFrom('Mira Sand', 'Jonas', 'Common', '10', '7', '2024-02-01', '2023-05-05', '0', '', '=A1', '1e3', '٣');
test('law: rows are recorded all or not at all, and then the table holds exactly their shares', () => {
  fc.assert(fc.property(fc.array(fc.array(cell, { minLength: 5, maxLength: 5 }), { maxLength: 8 }), (lines) => {
    const reader = new RowsReader('shares', header, mapping, 'USD');
    lines.forEach((cells, i) => reader.take(i + 2, cells));
    const rows = reader.finish();
    const { facts, problems } = planRows({ rows, hash: 'h', mapping }, company, today);
    expect(problems.length === 0 || facts.length === 0).toBe(true);
    if (problems.length > 0 || rows.kind !== 'shares') return;
    const sum = (all: readonly number[]) => all.reduce((a, b) => a + b, 0);
    expect(sum(table(stateOf([founded(), ...facts])).shares.map((s) => s[2] as number))).toBe(sum(rows.rows.map((r) => r.shares)));
  }), { numRuns: 200 });
});
