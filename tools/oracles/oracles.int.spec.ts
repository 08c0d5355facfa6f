import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { casesIn } from './case.ts';

/** Each case starts the command as one would; on a busy machine that takes its time. */
vi.setConfig({ testTimeout: 120_000 });

const entry = join(import.meta.dirname, '../oracles.ts');
const beside = join(import.meta.dirname, '../../../shared/oracles/cases.json');
const here = join(import.meta.dirname, 'golden.json');

function oracles(content: unknown): { lines: string[]; status: number | null; said: string } {
  const file = join(mkdtempSync(join(tmpdir(), 'oracles-')), 'cases.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return run(file);
}

function run(file: string) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [entry, file], { encoding: 'utf8' });
  return { lines: stdout.trimEnd().split('\n'), status, said: stderr };
}

interface Written { id: string; kind: string; input: Record<string, unknown>; expected: Record<string, unknown> }
const { cases: golden } = JSON.parse(readFileSync(here, 'utf8')) as { cases: Written[] };
const one = golden.find((c) => c.id === 'YC1-Q2t')!;

test('the golden cases agree, one line each, with their count at the end', () => {
  const { lines, status } = run(here);
  expect(lines).toEqual([...golden.map(({ id }) => `ok ${id}`), `${golden.length} passed, 0 failed, 0 skipped`]);
  expect(status).toBe(0);
});

test('a doctored case, an unknown kind, a figure nobody computes and input that is refused fail with the reason, and so does the command', () => {
  const { lines, status } = oracles({ cases: [
    { ...one, id: 'doctored', expected: { price: [2211, 1983] } },
    { ...one, id: 'no-such', kind: 'horoscope' },
    { ...one, id: 'more', expected: { ...one.expected, phase_of_the_moon: 1 } },
    { ...one, id: 'impossible', input: { ...one.input, pool_target_unallocated: 0.9 } },
    { ...one, id: 'empty', expected: {} },
    one,
  ] });
  expect(lines).toEqual([
    expect.stringMatching(/^FAIL doctored price: expected \[2211,1983\], computed 1\.11447\S* \(2210\/1983\)/),
    'FAIL no-such unknown kind: horoscope',
    'FAIL more not compared: phase_of_the_moon',
    'FAIL impossible refused: pool-impossible',
    'FAIL empty nothing is expected',
    'ok YC1-Q2t',
    '1 passed, 5 failed, 0 skipped',
  ]);
  expect(status).toBe(1);
});

test('a file that is no file of cases is no success', () => {
  expect(oracles('{').status).toBe(2);
  expect(oracles({ rows: [] })).toMatchObject({ status: 2, said: expect.stringContaining('no list of cases') as string });
});

const there = existsSync(beside);
test.skipIf(!there)(`every published case beside the repository of a known kind agrees${there ? '' : ' (skipped: ../shared is not here)'}`, () => {
  const { lines } = run(beside);
  expect(lines.filter((line) => line.startsWith('FAIL') && !line.includes('unknown kind'))).toEqual([]);
  expect(lines).toHaveLength(casesIn(beside).length + 1);
});
