import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contractTable } from './contract-table.ts';

test('adapter by property; what failed, what was skipped and why, what an adapter has not', () => {
  const folder = mkdtempSync(join(tmpdir(), 'capstan-table-'));
  const one = (ancestorTitles: string[], title: string, status: string) => ({ ancestorTitles, title, status });
  writeFileSync(join(folder, 'report.json'), JSON.stringify({ testResults: [{ assertionResults: [
    one(['the log contract: SQLite'], 'an empty log reads as empty', 'passed'),
    one(['KurrentDB, a real server (skipped: no server)', 'the log contract: KurrentDB'], 'an empty log reads as empty', 'pending'),
    one(['the log contract, through an outage: PostgreSQL'], 'the server is stopped', 'failed'),
    one([], 'whatever is asked of it, the log behaves as a list does: SQLite', 'passed'),
    one(['something else'], 'an empty log reads as empty', 'failed'),
  ] }] }));
  expect(contractTable(join(folder, 'report.json'))).toEqual({
    table: '| property | SQLite | PostgreSQL | KurrentDB |\n| --- | :---: | :---: | :---: |\n| an empty log reads as empty | ✓ | – | skipped |\n| the server is stopped | – | ✗ | – |\n| whatever is asked of it, the log behaves as a list does | ✓ | – | – |',
    skipped: ['KurrentDB: skipped: no server'],
    failed: 1,
  });
  rmSync(folder, { recursive: true, force: true });
});
