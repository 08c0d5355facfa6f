import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');

interface Row { readonly threat: string; readonly tests: readonly { readonly file: string; readonly name: string }[] }

/** The rows of the table: the third cell names tests as `file`: *name*. */
function rowsOf(markdown: string): Row[] {
  return markdown.split('\n').filter((line) => line.startsWith('| ') && !/^\| (threat|-)/.test(line)).map((line) => {
    const [threat = '', , cell = ''] = line.slice(2).split(' | ');
    return { threat, tests: [...cell.matchAll(/`([^`]+)`: \*([^*]+)\*/g)].map(([, file, name]) => ({ file: file!, name: name! })) };
  });
}
const rows = rowsOf(readFileSync(resolve(ROOT, 'docs/security.md'), 'utf8'));

/** A name stands in its file as it is written there, with its quotes escaped. */
const contains = (file: string, name: string): boolean => existsSync(resolve(ROOT, file)) && readFileSync(resolve(ROOT, file), 'utf8').replaceAll("\\'", "'").includes(name);

test('every threat names what proves that something stands against it', () => {
  expect(rows.length).toBeGreaterThan(20);
  expect(rows.filter(({ tests }) => tests.length === 0).map(({ threat }) => threat)).toEqual([]);
});

test('every test that is named is there', () => {
  expect(rows.flatMap(({ tests }) => tests).filter(({ file, name }) => !contains(file, name)).map(({ file, name }) => `${file}: ${name}`)).toEqual([]);
});

test('a row without a test, and a test that is not there, are found', () => {
  expect(rowsOf('| a | b | nothing |\n| c | d | `tools/security/threats.spec.ts`: *no such test* |').map(({ tests }) => tests.length)).toEqual([0, 1]);
  expect(contains('tools/security/threats.spec.ts', ['no such', 'name'].join(' '))).toBe(false);
});
