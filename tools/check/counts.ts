import { existsSync, readFileSync } from 'node:fs';

export interface Counts { passed: number; failed: number; skipped: string[] }

const none: Counts = { passed: 0, failed: 0, skipped: [] };

interface VitestReport { numFailedTestSuites: number; testResults: { message: string; status: string; assertionResults: { status: string; fullName: string }[] }[] }

/** What a vitest JSON report counted; a file that did not even load counts as one failure. */
export function vitestCounts(file: string): Counts {
  if (!existsSync(file)) return none;
  const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
  const tests = report.testResults.flatMap((suite) => suite.assertionResults);
  const broken = report.testResults.filter((suite) => suite.status === 'failed' && suite.assertionResults.length === 0).length;
  return {
    passed: tests.filter((t) => t.status === 'passed').length,
    failed: tests.filter((t) => t.status === 'failed').length + broken,
    skipped: tests.filter((t) => t.status !== 'passed' && t.status !== 'failed').map((t) => t.fullName),
  };
}

interface Spec { title: string; tests: { status: string; annotations: { type: string; description?: string }[] }[] }
interface Suite { title: string; specs?: Spec[]; suites?: Suite[] }

const specsOf = (suite: Suite): Spec[] => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];

/** What a Playwright JSON report counted. */
export function playwrightCounts(file: string): Counts {
  if (!existsSync(file)) return none;
  const { suites } = JSON.parse(readFileSync(file, 'utf8')) as { suites: Suite[] };
  const tests = suites.flatMap(specsOf).flatMap((spec) => spec.tests.map((t) => ({ ...t, title: spec.title })));
  return {
    passed: tests.filter((t) => t.status === 'expected' || t.status === 'flaky').length,
    failed: tests.filter((t) => t.status === 'unexpected').length,
    skipped: tests.filter((t) => t.status === 'skipped').map((t) => `${t.title}: ${t.annotations.find((a) => a.type === 'skip')?.description ?? 'no reason given'}`),
  };
}
