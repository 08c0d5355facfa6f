import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { House, until } from './house.ts';

const LONG = 300_000;
let house: House, text: string, hash: string, folders: string[] = [], trainer: ChildProcess | undefined;
beforeAll(async () => {
  house = await new House().open();
  text = await house.addText();
  [hash] = readdirSync(join(house.data, 'datasets')) as [string];
}, LONG);
afterEach(async () => {
  if (trainer && trainer.exitCode === null && trainer.signalCode === null) await house.end(trainer, 'SIGKILL');
  trainer = undefined;
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 50 });
  folders = [];
});
afterAll(() => house.close());

function machine(): string {
  const folder = mkdtempSync(join(tmpdir(), 'capstan-away-'));
  folders.push(folder);
  return folder;
}
const ended = (run: string) => until('the run ends', () => house.look(run), ({ endedAt }) => endedAt !== null, 120_000);
const trainedFor = (run: string, epochs: number) => until(`${epochs} epochs`, () => house.look(run), ({ epochsDone }) => epochsDone >= epochs);
const handedOver = (run: string) => until('a checkpoint is handed over', () => existsSync(join(house.data, 'checkpoints', `${run}.bundle`)), Boolean);
const left = (folder: string, below: string) => (existsSync(join(folder, below)) ? readdirSync(join(folder, below)) : []);

test('with an address and a token only: the data comes through the API, the weights go through it, whole and by their hashes', async () => {
  const there = machine();
  // A copy that broke off or was damaged is not taken for the data.
  mkdirSync(join(there, 'datasets'), { recursive: true });
  writeFileSync(join(there, 'datasets', `${hash}.broken.new`), 'half');
  const run = await house.request(text);
  trainer = house.trainerAway(there);
  const view = await ended(run);
  expect(view).toMatchObject({ situation: 'finished', epochsDone: 2, attempts: 1, interruptions: 0 });
  expect(left(there, 'datasets')).toContain(hash);
  expect(house.artifacts()).toContain(view.outcome!.artifact!.sha256);
  expect(left(house.data, 'incoming')).toEqual([]);
  expect(await house.costs(run)).toHaveLength(1);
}, LONG);

test('killed, another machine goes on from the checkpoint that was handed over', async () => {
  const [first, second] = [machine(), machine()];
  const run = await house.request(text, { epochs: 1000, batchSize: 8 });
  trainer = house.trainerAway(first);
  await trainedFor(run, 2);
  await handedOver(run);
  await house.end(trainer, 'SIGKILL');
  rmSync(first, { recursive: true, force: true, maxRetries: 50 });
  trainer = house.trainerAway(second);
  await until('the second attempt', () => house.look(run), ({ attempts, situation }) => attempts === 2 && situation === 'running');
  const began = await house.look(run);
  expect(began.epochsDone).toBeGreaterThan(0);
  await trainedFor(run, began.epochsDone + 2);
  await house.stop(run);
  const view = await ended(run);
  expect(view.epochMeasures.map(({ epoch }) => epoch)).toEqual(view.epochMeasures.map((_, i) => i + 1));
  expect(house.artifacts()).toContain(view.outcome!.artifact!.sha256);
}, LONG);
