/**
 * What every adapter of the log keeps: `npm run -s contract` runs the contract suite and prints adapter by property;
 * `-- FILE` prints it from a report that is there, such as `test-results/unit.json` after `npm test`. Ends with 1 when anything failed.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { contractTable } from './check/contract-table.ts';

const ROOT = resolve(import.meta.dirname, '..');

function freshReport(): string {
  const file = join(mkdtempSync(join(tmpdir(), 'capstan-contract-')), 'report.json');
  spawnSync('vitest', ['run', '-c', 'tools/check/vitest.config.ts', 'libs/event-log/test', '-t', 'the log contract|whatever is asked', '--testTimeout=120000', '--reporter=json', `--outputFile.json=${file}`], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  process.once('exit', () => rmSync(resolve(file, '..'), { recursive: true, force: true }));
  return file;
}

const { table, skipped, failed } = contractTable(process.argv[2] ?? freshReport());
console.log([table, '', ...skipped, ...(failed > 0 ? [`${failed} failed`] : [])].join('\n'));
process.exitCode = failed > 0 ? 1 : 0;
