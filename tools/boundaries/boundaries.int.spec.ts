import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const canary = join(root, 'tools/boundaries/canary');
const fixtures = readdirSync(canary, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));

/** Files that the rule on imports flags when the house's own configuration is run over a folder. */
function flagged(folder: string): string[] {
  const config = JSON.parse(readFileSync(join(root, '.oxlintrc.json'), 'utf8')) as { ignorePatterns: string[] };
  const open = join(mkdtempSync(join(tmpdir(), 'boundaries-')), 'oxlintrc.json');
  writeFileSync(open, JSON.stringify({ ...config, ignorePatterns: [] }));
  const { stdout } = spawnSync(join(root, 'node_modules/.bin/oxlint'), ['-c', open, '--format=json', folder], { cwd: root, encoding: 'utf8' });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; filename: string }[] };
  return diagnostics.filter((d) => d.code.includes('no-restricted-imports')).map((d) => relative(folder, resolve(root, d.filename)));
}

test('every import the table of the house forbids is caught: each canary sings', () => {
  expect(fixtures.length).toBeGreaterThanOrEqual(14);
  expect(new Set(flagged(canary))).toEqual(new Set(fixtures));
});
