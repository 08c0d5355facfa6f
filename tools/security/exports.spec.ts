import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { csvOf } from '../../apps/web/src/export/csv.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const sources = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'apps/*/src/*.ts', 'apps/*/src/*.tsx'], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n').filter((file) => !file.includes('.spec.'));

test('every file of CSV that is handed out is written in the one place where formulas are made inert', () => {
  const writers = sources.filter((file) => /['"`]text\/csv/.test(readFileSync(resolve(ROOT, file), 'utf8')));
  expect(writers.length).toBeGreaterThan(1);
  expect(writers.filter((file) => !/export\/csv\.ts'/.test(readFileSync(resolve(ROOT, file), 'utf8')))).toEqual([]);
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1'])('%j is written as text', (cell) => {
  expect(csvOf([[cell]])).toContain(`'${cell}`);
});
