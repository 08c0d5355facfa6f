import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRefusal } from '@capstan/kernel';
import { expect, test } from 'vitest';
import { describeDataset } from './card.ts';
import { loadDataset } from './load.ts';

const folder = mkdtempSync(join(tmpdir(), 'capstan-load-'));
const file = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

test('the digits are ten thousand pictures of ten classes without duplicates', async () => {
  const digits = await loadDataset({ source: 'digits' });
  if (isRefusal(digits)) throw new Error(digits.message);
  expect(digits).toMatchObject({ hash: 'bc6b63550c8a82f6ecccd9458252069fb030ee802997b8242e71d5146b0cbf0e', shape: [28, 28, 1], synthetic: false });
  const card = describeDataset(digits);
  expect(card).toMatchObject({ samples: 10_000, train: 8000, validation: 2000, duplicates: 0, leaks: 0 });
  expect('classes' in card && card.classes?.every(({ samples }) => samples > 800)).toBe(true);
});

test('a file that is not there, is empty or is too large is refused', async () => {
  expect(await loadDataset({ source: 'text', path: join(folder, 'nowhere') })).toMatchObject({ code: 'file-unreadable' });
  expect(await loadDataset({ source: 'table', path: file('empty.csv', '') })).toMatchObject({ code: 'file-empty' });
  expect(await loadDataset({ source: 'text', path: file('large.txt', new Uint8Array(33 * 2 ** 20)) })).toMatchObject({ code: 'file-too-large' });
});

test('a file read twice has the same hash, and says whether it is made up', async () => {
  const path = file('table.csv', `a,b\n${Array.from({ length: 30 }, (_, i) => `${i},${i % 2}`).join('\n')}`);
  const [one, two] = [await loadDataset({ source: 'table', path, synthetic: true }), await loadDataset({ source: 'table', path })];
  expect(one).toMatchObject({ synthetic: true });
  expect('hash' in one && 'hash' in two && one.hash === two.hash).toBe(true);
});
