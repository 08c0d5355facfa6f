import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
