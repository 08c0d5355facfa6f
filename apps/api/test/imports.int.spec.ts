import { expect, test } from 'vitest';
import { csvRows } from '../src/imports/csv.ts';
import { contentHash, type Limits, rowFingerprint, RunningImports } from '../src/imports/running-imports.ts';

const limits: Limits = { text: 100, rows: 3, refuse: (what, values) => ({ refused: true, code: what, message: JSON.stringify(values) }) };
const read = (text: string) => {
  const rows: [number, string[]][] = [];
  return new RunningImports().read('c', undefined, text, limits, (header) => ({ header, rows, take(line: number, cells: readonly string[]) { rows.push([line, [...cells]]); } }));
};

test('rows come with their line, whatever the delimiter, the quotes and the byte-order mark', async () => {
  expect((await read('\uFEFFa;b\n1;"x;\ny"\n\n2;=1+1'))!).toMatchObject({ header: ['a', 'b'], rows: [[3, ['1', 'x;\ny']], [5, ['2', '=1+1']]] });
  expect(await read('')).toBeUndefined();
});

test.each([
  ['too-large', 'a,b\n'.repeat(30)], ['too-many-rows', 'a\n1\n2\n3\n4'], ['unreadable', 'a,b\n1,"x'],
])('%s is refused', async (code, text) => {
  await expect(read(text)).rejects.toMatchObject({ problem: { code } });
});

test('the reader of a long text gives others their turn', async () => {
  const text = `a\n${'1\n'.repeat(200_000)}`;
  let turns = 0;
  const timer = setInterval(() => { turns += 1; }, 0);
  let rows = 0;
  for await (const row of csvRows(text)) rows += row.cells.length;
  clearInterval(timer);
  expect([rows, turns > 2]).toEqual([200_001, true]);
});

test('the same content has the same hash, another row another fingerprint', () => {
  expect(contentHash('a')).toBe(contentHash('a'));
  expect(rowFingerprint('a')).not.toBe(rowFingerprint('b'));
  expect(rowFingerprint('a')).toHaveLength(12);
});
