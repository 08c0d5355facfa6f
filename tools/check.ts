// Runs every check, says how long each took and why a test was skipped, and closes with one count of all tests.
// A lint, type or build step counts as one test, so that the last line alone tells whether all is well.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { audit } from './check/audit.ts';
import { freePort } from './serve/ports.ts';
import { playwrightCounts, type Counts, vitestCounts } from './check/counts.ts';

const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', PLAYWRIGHT_JSON_OUTPUT_NAME: '../test-results/e2e.json', FORCE_COLOR: '0', VITEST_MAX_WORKERS: '2', CAPSTAN_E2E_PORT: String(await freePort(0)) };
const counts: Counts = { passed: 0, failed: 0, skipped: [] };
const only = process.argv.slice(2);

function step(name: string, command: string[], count?: () => Counts): void {
  if (only.length > 0 && !only.includes(name)) return;
  const began = performance.now();
  const { status } = spawnSync(command[0]!, command.slice(1), { stdio: 'inherit', env });
  const seen = count?.();
  const ok = status === 0 && (!seen || (seen.failed === 0 && seen.passed > 0));
  counts.passed += seen?.passed ?? (ok ? 1 : 0);
  counts.failed += seen ? Math.max(seen.failed, ok ? 0 : 1) : ok ? 0 : 1;
  counts.skipped.push(...(seen?.skipped ?? []));
  console.log(`${ok ? 'ok' : 'FAILED'} ${name} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
}

/** Counted apart: where the registry keeps no advisories it is skipped, and says so. */
function auditing(): void {
  if (only.length > 0 && !only.includes('audit')) return;
  const { passed, failed, skipped } = audit();
  counts.passed += passed;
  counts.failed += failed;
  counts.skipped.push(...skipped);
  console.log(`${failed > 0 ? 'FAILED' : skipped.length > 0 ? 'skipped' : 'ok'} audit`);
}

rmSync('test-results', { recursive: true, force: true });
auditing();
step('lint', ['oxlint', '--type-aware', '--quiet']);
step('types', ['nx', 'run-many', '-t', 'typecheck', '--output-style=static']);
step('build', ['nx', 'run-many', '-t', 'build', '--output-style=static']);
step('unit', ['vitest', 'run', '-c', 'tools/check/vitest.config.ts', '--testTimeout=120000', '--expect.poll.timeout=20000', '--reporter=default', '--reporter=json', '--outputFile.json=test-results/unit.json'], () => vitestCounts('test-results/unit.json'));
step('campaign', ['node', 'tools/campaign.ts', '--short']);
step('e2e', ['playwright', 'test', '-c', 'e2e', '--reporter=list,json'], () => playwrightCounts('test-results/e2e.json'));

for (const skipped of counts.skipped) console.log(`skipped: ${skipped}`);
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped.length} skipped`);
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;
