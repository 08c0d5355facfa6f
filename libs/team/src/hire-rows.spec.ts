import { expect, test } from 'vitest';
import { readHires } from './hire-rows.ts';

const header = ['status', 'name', 'role', 'team', 'country', 'starts_on', 'last_day', 'salary', 'currency', 'equity_shares'];
const good = ['made', 'Leonie Brandt', 'ML engineer', 'Engineering', 'DE', '2025-02-01', '', '84000.50', 'EUR', '12000'];
const read = (...rows: string[][]) => readHires(header, rows.map((cells, i) => ({ line: i + 2, cells })));
const but = (column: string, value: string) => good.map((cell, i) => (header[i] === column ? value : cell));

test('a row becomes a hire, money in minor units', () => {
  expect(read(good)).toEqual({ problems: [], rows: [{ line: 2, status: 'made', name: 'Leonie Brandt', role: 'ML engineer', team: 'Engineering', country: 'DE', startsOn: '2025-02-01', salary: { amount: 8_400_050, currency: 'EUR' }, equity: { shares: 12_000 } }] });
});
test('columns come in any order', () => expect(readHires([...header].reverse(), [{ line: 2, cells: [...good].reverse() }]).rows).toHaveLength(1));

test.each([
  ['salary', '=1+1', 'hire-row-formula'], ['salary', '-84000', 'hire-row-formula'], ['salary', '@SUM(A1)', 'hire-row-formula'], ['salary', '+84000', 'hire-row-formula'],
  ['salary', '84.000,50', 'hire-row-number-invalid'], ['salary', '84000.505', 'hire-row-number-invalid'], ['salary', '1e5', 'hire-row-number-invalid'], ['salary', '', 'hire-row-cell-empty'],
  ['salary', '99999999999999999', 'amount-too-large'], ['currency', 'ZZZ', 'currency-unknown'], ['country', 'Germany', 'country-unknown'],
  ['starts_on', '20255-01-01', 'date-out-of-range'], ['starts_on', '2025-02-30', 'date-invalid'], ['last_day', '2025-01-31', 'hire-row-leaves-before-start'],
  ['status', 'maybe', 'hire-row-status-unknown'], ['name', '', 'hire-row-name-missing'], ['equity_shares', '1.5', 'hire-row-number-invalid'], ['equity_shares', '0', 'shares-invalid'],
])('%s "%s" is reported with its line and column', (column, value, code) => {
  const { rows, problems } = read(good, but(column, value));
  expect(problems.map((p) => [p.path, p.code])).toContainEqual([`line 3, ${column}`, code]);
  expect(rows).toHaveLength(1);
});
test('a name that looks like a formula stays text', () => expect(read(but('name', '=cmd()')).rows[0]?.name).toBe('=cmd()'));
test('the same hire twice in one file is found', () => expect(read(good, good).problems).toMatchObject([{ path: 'line 3, name', code: 'hire-row-twice' }]));
test('a plan has no last day', () => expect(read(but('status', 'planned').with(header.indexOf('last_day'), '2025-12-31')).problems).toMatchObject([{ path: 'line 2, last_day', code: 'hire-row-leaves-plan' }]));
test('two equal plans are two plans', () => expect(read(but('status', 'planned'), but('status', 'planned')).problems).toEqual([]));
test('a row of another length is reported', () => expect(read(good.slice(1)).problems).toMatchObject([{ path: 'line 2', code: 'hire-row-too-short' }]));
test('missing and strange columns are reported at the header', () => {
  expect(readHires(['status', 'salry'], []).problems.map((p) => p.code)).toEqual(expect.arrayContaining(['hire-row-column-missing', 'hire-row-column-unknown']));
});
