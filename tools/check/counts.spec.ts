import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { playwrightCounts, vitestCounts } from './counts.ts';

const file = (content: unknown) => {
  const path = join(mkdtempSync(join(tmpdir(), 'counts-')), 'report.json');
  writeFileSync(path, JSON.stringify(content));
  return path;
};

test('a spec file that does not load counts as a failure, a skipped test keeps its name', () => {
  const path = file({ testResults: [
    { status: 'failed', assertionResults: [] },
    { status: 'passed', assertionResults: [{ status: 'passed', fullName: 'a' }, { status: 'skipped', fullName: 'b (no ../shared here)' }] },
    { status: 'failed', assertionResults: [{ status: 'failed', fullName: 'c' }] },
  ] });
  expect(vitestCounts(path)).toEqual({ passed: 1, failed: 2, skipped: ['b (no ../shared here)'] });
});

test('journeys count in nested suites; a skip says its reason', () => {
  const spec = (status: string, annotations: object[] = []) => ({ title: status, tests: [{ status, annotations }] });
  const path = file({ suites: [{ specs: [spec('expected')], suites: [{ specs: [spec('unexpected'), spec('flaky'), spec('skipped', [{ type: 'skip', description: 'no GPU' }])] }] }] });
  expect(playwrightCounts(path)).toEqual({ passed: 2, failed: 1, skipped: ['skipped: no GPU'] });
});

test('a report that was never written counts nothing, which the caller takes as a failure', () => {
  expect(vitestCounts('/nowhere/report.json')).toEqual({ passed: 0, failed: 0, skipped: [] });
});
