import { expect, test } from 'vitest';
import { countDataset } from './dataset-import.ts';

const tableOf = (content: string) => countDataset({ kind: 'table', content });

test.each([
  ['commas', 'a,b\n1,2\n3,4\n'],
  ['semicolons, a byte order mark, Windows line ends', '\ufeffa;b\r\n1,5;2\r\n3;4\r\n'],
  ['tabs', 'a\tb\n1\t2\n3\t4\n'],
  ['a line end within quotation marks', 'a,b\n"1\n1",2\n3,4\n'],
])('a table is counted: %s', async (_, content) => expect(await tableOf(content)).toMatchObject({ rows: 2, columns: ['a', 'b'] }));

test.each([
  ['a row of another width', 'a,b\n1,2\n3,4,5\n', { code: 'dataset-row-width', values: { line: 3, found: 3, expected: 2 } }],
  ['a quotation mark that is not closed', 'a,b\n"1,2\n', { code: 'dataset-not-a-table' }],
  ['one column', 'a\n1\n2\n', { code: 'dataset-one-column' }],
  ['two columns of one name', 'a,b,a\n1,2,3\n', { code: 'dataset-column-twice', values: { column: 'a' } }],
  ['a header alone', 'a,b\n', { code: 'dataset-no-rows' }],
  ['blank lines', '\n\n', { code: 'dataset-empty' }],
])('refused: %s', async (_, content, refusal) => expect(await tableOf(content)).toMatchObject({ refused: true, path: 'content', ...refusal }));
