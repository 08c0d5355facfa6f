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

const textsOf = (content: string) => countDataset({ kind: 'documents', content });
const kept = '{"text":"late, again","label":"complaint"}\n{"text":"thank you\\nall","label":"1"}\n';

test.each([
  ['JSONL', kept],
  ['JSONL with a byte order mark', `\ufeff${kept}`],
  ['a CSV, its other columns left out', 'id,Text,Label\n1,"late, again",complaint\n2,"thank you\nall",1\n'],
  ['semicolons, a byte order mark, Windows line ends', '\ufefflabel;text\r\ncomplaint;"late, again"\r\n1;"thank you\nall"\r\n'],
])('labelled texts are kept as JSONL: %s', async (_, content) => {
  const counted = await textsOf(content);
  expect('refused' in counted ? counted : [counted.rows, counted.bytes.toString()]).toEqual([2, kept]);
});

test.each([
  ['a CSV without a column of labels', 'text,kind\na,b\n', { code: 'dataset-text-columns', values: { columns: 'text, kind' } }],
  ['a row without a label', 'text,label\na,b\nc,\n', { code: 'dataset-not-labelled-texts', values: { line: 3 } }],
  ['a row of another width', 'text,label\na,b\nc,d,e\n', { code: 'dataset-not-labelled-texts', values: { line: 3 } }],
  ['a header alone', 'text,label\n', { code: 'dataset-no-rows' }],
  ['a line that is no object', '{"text":"a","label":"b"}\nc\n', { code: 'dataset-not-labelled-texts', values: { line: 2 } }],
  ['blank lines', '\n\n', { code: 'dataset-empty' }],
])('labelled texts are refused: %s', async (_, content, refusal) => expect(await textsOf(content)).toMatchObject({ refused: true, path: 'content', ...refusal }));
