import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beganOn } from './began-on.ts';
import { saveCheckpoint } from './checkpoint.ts';

let folder: string;
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'capstan-began-on-')); });
afterAll(() => rm(folder, { recursive: true }));

test('a run without a checkpoint began nowhere', async () => expect(await beganOn(folder)).toBeUndefined());
test('a checkpoint says which backend it was computed on', async () => {
  await saveCheckpoint(join(folder, 'last.ckpt'), { backend: 'tensorflow' }, new Map());
  expect(await beganOn(folder)).toBe('tensorflow');
});
test('a damaged checkpoint says nothing: the run itself is refused with the reason', async () => {
  await writeFile(join(folder, 'last.ckpt'), 'torn');
  expect(await beganOn(folder)).toBeUndefined();
});
