import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { codeVersion } from './code-version.ts';

function copy(): string {
  const folder = mkdtempSync(join(tmpdir(), 'capstan-code-'));
  writeFileSync(join(folder, 'package.json'), '{"version":"1.2.3"}');
  return folder;
}
const git = (folder: string, ...args: string[]): string => spawnSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { encoding: 'utf8' }).stdout.trim();

test('a copy without git says its version alone', async () => expect(await codeVersion(copy())).toEqual({ version: '1.2.3', commit: null, changed: null }));

test('a working tree says its commit, and whether files differ from it', async () => {
  const folder = copy();
  git(folder, 'init', '-q');
  git(folder, 'add', '.');
  git(folder, 'commit', '-q', '-m', 'first');
  const commit = git(folder, 'rev-parse', 'HEAD');
  expect(await codeVersion(folder)).toEqual({ version: '1.2.3', commit, changed: false });
  writeFileSync(join(folder, 'package.json'), '{"version":"1.2.4"}');
  expect(await codeVersion(folder)).toEqual({ version: '1.2.4', commit, changed: true });
});
