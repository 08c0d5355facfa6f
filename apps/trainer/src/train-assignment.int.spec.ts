import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunSpec } from '@capstan/training';
import { expect, test } from 'vitest';
import type { Assignment, FromRun } from './messages.ts';
import { trainAssignment } from './train-assignment.ts';

function assignment(): Assignment {
  const root = mkdtempSync(join(tmpdir(), 'capstan-assignment-')), datasets = join(root, 'datasets');
  const digest = (of: string) => createHash('sha256').update(of).digest('hex');
  const text = Array.from({ length: 90 }, (_, i) => digest(String(i))).join(' '), hash = digest(text);
  mkdirSync(datasets);
  mkdirSync(join(root, 'checkpoint'));
  writeFileSync(join(datasets, hash), text);
  const spec = RunSpec.parse({ dataset: { dataset: 'foxes', hash, kind: 'text' }, model: { kind: 'lstm', units: 8, embedding: 4, sequence: 16 }, epochs: 4 });
  return { run: 'run-1', spec, synthetic: true, datasets, checkpoint: join(root, 'checkpoint'), artifacts: join(root, 'artifacts'), heard: 0, snapshotEvery: null };
}

const epochsIn = (said: FromRun[]) => said.flatMap((message) => (message.say === 'epoch' ? [message.measure.epoch] : []));

/** Dies when it should say the second epoch. */
async function dyingAtTheSecond(order: Assignment): Promise<void> {
  const say = async (message: FromRun) => { if (message.say === 'epoch' && message.measure.epoch === 2) throw new Error('killed'); };
  await expect(trainAssignment(order, say, new AbortController().signal)).rejects.toThrow('killed');
}

test('a measure that its process took to the grave is said by the next one, and a torn line of the journal harms no other', async () => {
  const order = assignment(), journal = join(order.checkpoint, 'epochs.jsonl'), said: FromRun[] = [];
  await dyingAtTheSecond(order);
  appendFileSync(journal, '{"epoch":2,"st');
  await trainAssignment({ ...order, heard: 1 }, async (message) => void said.push(message), new AbortController().signal);
  expect(epochsIn(said)).toEqual([2, 2, 3, 4]);
  expect(said.find(({ say }) => say === 'started')).toMatchObject({ card: { synthetic: true } });
  expect(readFileSync(journal, 'utf8').trim().split('\n').map((line) => (JSON.parse(line) as { epoch: number }).epoch)).toEqual([1, 2, 2, 3, 4]);
}, 300_000);
