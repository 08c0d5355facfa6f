import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { FolderFiles } from '@capstan/files';
import { expect, test } from 'vitest';
import type { Settings } from '../settings.ts';
import { ModelFiles } from './model-files.ts';

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

function elsewhere() {
  const data = mkdtempSync(join(tmpdir(), 'capstan-here-')), store = mkdtempSync(join(tmpdir(), 'capstan-there-'));
  for (const kind of ['artifacts', 'datasets']) mkdirSync(join(store, kind));
  return { store, files: new ModelFiles(new FolderFiles(store), { data, artifacts: store } as Settings) };
}

test('where files are kept elsewhere, weights and data are brought, and what is made here is kept there', async () => {
  const { store, files } = elsewhere(), [artifact, dataset, made] = [hashOf('weights'), hashOf('table'), hashOf('fewer')];
  writeFileSync(join(store, 'artifacts', artifact), 'weights');
  writeFileSync(join(store, 'datasets', dataset), 'table');
  await files.bring({ artifact, dataset });
  expect([readFileSync(join(files.folders.artifacts, artifact), 'utf8'), readFileSync(join(files.folders.datasets, dataset), 'utf8')]).toEqual(['weights', 'table']);
  writeFileSync(join(files.folders.artifacts, made), 'fewer');
  await files.keep({ sha256: made, bytes: 5 });
  expect(readFileSync(join(store, 'artifacts', made), 'utf8')).toBe('fewer');
});
test('what changed on the way is not taken for what was asked', async () => {
  const { store, files } = elsewhere(), artifact = hashOf('weights');
  writeFileSync(join(store, 'artifacts', artifact), 'weightz');
  await files.bring({ artifact, dataset: hashOf('nowhere') });
  expect(readdirSync(files.folders.artifacts)).toEqual([]);
});

const long = new Date(Date.now() - 8 * 86_400_000);
/** Copies of two models and an upload that broke off, all untouched for eight days. */
async function copies() {
  const { store, files } = elsewhere(), hashes = ['one', 'other'].map(hashOf), { root } = files as unknown as { root: string };
  for (const [i, hash] of hashes.entries()) writeFileSync(join(store, 'artifacts', hash), ['one', 'other'][i]!);
  for (const artifact of hashes) await files.bring({ artifact, dataset: hashOf('nowhere') });
  writeFileSync(join(root, 'incoming', 'half.new'), 'half');
  const paths = [...hashes.map((hash) => join(files.folders.artifacts, hash)), join(root, 'incoming', 'half.new')];
  for (const path of paths) utimesSync(path, long, long);
  return { store, files, hashes, root };
}
test('copies that nothing needed for a week are gone when the API starts, and can be brought again', async () => {
  const { store, files, hashes: [one], root } = await copies();
  const next = new ModelFiles(new FolderFiles(store), { data: dirname(root), artifacts: store } as Settings);
  next.onApplicationBootstrap();
  expect([readdirSync(files.folders.artifacts), readdirSync(join(root, 'incoming'))]).toEqual([[], []]);
  await next.bring({ artifact: one!, dataset: hashOf('nowhere') });
  expect([readdirSync(files.folders.artifacts), readdirSync(join(store, 'artifacts'))]).toEqual([[one], expect.arrayContaining([one])]);
});
test('a copy that was needed within the week stays, whoever asked for it: this process or the one before', async () => {
  const { store, files, hashes: [one, other], root } = await copies();
  files.onApplicationBootstrap();
  expect(new Set(readdirSync(files.folders.artifacts))).toEqual(new Set([one, other]));
  await files.bring({ artifact: one!, dataset: hashOf('nowhere') });
  new ModelFiles(new FolderFiles(store), { data: dirname(root), artifacts: store } as Settings).onApplicationBootstrap();
  expect(readdirSync(files.folders.artifacts)).toEqual([one]);
});
test('where files are kept on this machine they are no copies: none is ever removed', () => {
  const data = mkdtempSync(join(tmpdir(), 'capstan-here-')), path = join(data, 'artifacts', hashOf('only'));
  mkdirSync(join(data, 'artifacts'));
  writeFileSync(path, 'only');
  utimesSync(path, long, long);
  new ModelFiles(new FolderFiles(data), { data } as Settings).onApplicationBootstrap();
  expect(readFileSync(path, 'utf8')).toBe('only');
});
