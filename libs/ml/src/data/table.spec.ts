import { isRefusal } from '@capstan/kernel';
import { expect, test } from 'vitest';
import type { Table } from './dataset.ts';
import { readTable } from './table.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const rows = (n: number, row: (i: number) => string): string => Array.from({ length: n }, (_, i) => row(i)).join('\n');
const table = (text: string, label: string | null = null): Table => {
  const read = readTable(bytes(text), label);
  if (isRefusal(read)) throw new Error(read.message);
  return read;
};
const refusal = (text: string | Uint8Array, label: string | null = null) => readTable(typeof text === 'string' ? bytes(text) : text, label);

test('numbers, words and missing cells are told apart', () => {
  const read = table(`age,city,won\n${rows(30, (i) => `${i % 7 === 0 ? 'NA' : i * 1.5},${['Rome', 'Oslo', ''][i % 3]},${i % 2 ? 'yes' : 'no'}`)}`);
  expect(read.task).toBe('classification');
  expect(read.features.map(({ name, type, missing }) => ({ name, type, missing }))).toEqual([{ name: 'age', type: 'number', missing: 5 }, { name: 'city', type: 'category', missing: 10 }]);
  expect(read.label).toMatchObject({ name: 'won', categories: ['no', 'yes'] });
});

test('a label of a few whole numbers is a class, any other number a quantity', () => {
  expect(table(`x,stars\n${rows(40, (i) => `${i},${(i % 5) + 1}`)}`)).toMatchObject({ task: 'classification', label: { categories: ['1', '2', '3', '4', '5'] } });
  expect(table(`x,price\n${rows(40, (i) => `${i},${i * 1.25}`)}`).task).toBe('regression');
});

test('the label may be any column; rows without one are left out', () => {
  const read = table(`won,x,y\n${rows(40, (i) => `${i < 5 ? '' : i % 2 ? 'yes' : 'no'},${i},${i * 2}`)}`, 'won');
  expect(read).toMatchObject({ rows: 35, label: { name: 'won', missing: 0 } });
});

test('constant, empty and identifying columns are dropped and say why', () => {
  const read = table(`id,country,nothing,x,y\n${rows(40, (i) => `user-${i},FR,,${i},${i % 2 ? 'a' : 'b'}`)}`);
  expect(read.features.map((f) => f.name)).toEqual(['x']);
  expect(Object.fromEntries(read.dropped.map((d) => [d.name, d.why]))).toEqual({ id: 'different in every row', country: 'constant', nothing: 'empty' });
});

test('semicolons, quotation marks, a byte order mark and Windows line ends are read', () => {
  const read = table(`\ufeff"a";"b"\r\n${rows(20, (i) => `"1;${i % 3}";${i % 2 ? 'x' : 'y'}\r`)}`);
  expect(read.features[0]).toMatchObject({ name: 'a', type: 'category', categories: ['1;0', '1;1', '1;2'] });
});

test('between semicolons numbers may have a decimal comma; between commas they may not', () => {
  const file = (separator: string) => table(['a', 'b', 'c', 'won'].join(separator) + '\n' + rows(30, (i) => [`"${i},5"`, `"1.${100 + i},25"`, i * 0.5, i % 2].join(separator)));
  expect(file(';').features.map(({ name, type }) => ({ name, type }))).toEqual([{ name: 'a', type: 'number' }, { name: 'b', type: 'number' }, { name: 'c', type: 'number' }]);
  const [a, b, c] = file(';').features.map((f) => (f.type === 'number' ? f.values[3] : undefined));
  expect([a, b, c]).toEqual([3.5, 1103.25, 1.5]);
  expect(file(',').dropped.map(({ name, type }) => ({ name, type }))).toEqual([{ name: 'a', type: 'category' }, { name: 'b', type: 'category' }]);
});

test('a line of another width is refused with its number', () => {
  expect(refusal(`a,b\n${rows(10, (i) => `${i},x`)}\n1,2,3\n`)).toMatchObject({ code: 'row-width-changes', values: { line: 12, found: 3, expected: 2 } });
});

test.each([
  ['nothing', '', 'file-empty'],
  ['only blank lines', '\n \n', 'file-empty'],
  ['an open quotation mark', 'a,b\n"x,1\n2,3\n', 'table-broken'],
  ['two columns of one name', `a,a\n${rows(30, () => '1,2')}`, 'column-named-twice'],
  ['few rows', `a,b\n${rows(5, (i) => `${i},${i % 2}`)}`, 'too-few-rows'],
  ['one class', `a,b\n${rows(30, (i) => `${i},same`)}`, 'label-single-class'],
  ['a label different in every row', `a,b\n${rows(150, (i) => `${i},word ${i}`)}`, 'label-too-many-classes'],
  ['a number that no square can hold', `a,b\n${rows(30, (i) => `${i},${i === 4 ? '1e200' : i / 7}`)}`, 'number-too-large'],
  ['only a label', `b\n${rows(30, (i) => `${i % 2}`)}`, 'no-features'],
])('%s is refused', (_, text, code) => expect(refusal(text)).toMatchObject({ refused: true, code }));

test('a label that is no column is refused', () => expect(refusal(`a,b\n${rows(30, (i) => `${i},${i % 2}`)}`, 'c')).toMatchObject({ code: 'label-unknown' }));
test('bytes that are not UTF-8 are refused', () => expect(refusal(new Uint8Array([97, 44, 0xff, 0xfe, 10]))).toMatchObject({ code: 'file-not-utf8' }));
