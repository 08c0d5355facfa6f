import { type ChildProcess, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { alive, childrenOf, House, until } from './house.ts';

const LONG = 300_000;
const disk = mkdtempSync(join(tmpdir(), 'capstan-small-disk-'));
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk]).status === 0;
let house: House, text: string, trainers: ChildProcess[] = [];
beforeAll(async () => {
  house = await new House().open();
  text = await house.addText();
}, LONG);
afterEach(async () => {
  for (const one of trainers) if (one.exitCode === null && one.signalCode === null) await house.end(one, 'SIGKILL');
  trainers = [];
});
afterAll(async () => {
  if (mounted) spawnSync('umount', ['-l', disk]);
  await house.close();
  rmSync(disk, { recursive: true, force: true, maxRetries: 50 });
});

const ended = (run: string) => until('the run ends', () => house.look(run), ({ endedAt }) => endedAt !== null);
const trainedFor = (run: string, epochs: number) => until(`${epochs} epochs`, () => house.look(run), ({ epochsDone }) => epochsDone >= epochs);
/** The trainer that holds a run, once that has learned for two epochs. */
async function holderOf(run: string, among: ChildProcess[]): Promise<ChildProcess> {
  const { trainer } = await until('a trainer that has learned for two epochs', () => house.look(run), (view) => view.epochsDone >= 2 && view.trainer !== null);
  return among.find(({ pid }) => trainer!.endsWith(`-${pid}`))!;
}
const endless = { epochs: 1000, batchSize: 8 };
const started = (child: ChildProcess) => { trainers.push(child); return child; };
const hashOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

test('a trainer and its process that were held up past their lease write nothing when they come back: the run is in other hands', async () => {
  const run = await house.request(text, endless);
  const both = [started(house.trainer()), started(house.trainer())];
  const first = await holderOf(run, both);
  const [process_] = childrenOf(first.pid!);
  for (const pid of [first.pid!, process_!]) process.kill(pid, 'SIGSTOP');
  await until('the second attempt', () => house.look(run), ({ attempts, situation }) => attempts > 1 && situation === 'running');
  const { epochsDone } = await house.look(run);
  for (const pid of [process_!, first.pid!]) process.kill(pid, 'SIGCONT');
  await until('the process that was held up is gone', () => alive(process_!), (is) => !is);
  await trainedFor(run, epochsDone + 3);
  await house.stop(run);
  const view = await ended(run);
  expect(view).toMatchObject({ situation: 'stopped', interruptions: 0 });
  expect(view.epochMeasures.map(({ epoch }) => epoch)).toEqual(view.epochMeasures.map((_, i) => i + 1));
  const { sha256 } = view.outcome!.artifact!;
  expect(hashOf(join(house.data, 'artifacts', sha256))).toBe(sha256);
  expect(await house.costs(run)).toHaveLength(1);
}, LONG);

test.skipIf(!mounted)(`a trainer whose disk fills ends its run with that as the reason and keeps its best weights; the run beside it goes on${mounted ? '' : ' (skipped: mounting a small disk is not allowed here)'}`, async () => {
  const runs = [await house.request(text, endless), await house.request(text, { ...endless, name: 'Beside' })];
  const away = started(house.trainerAway(disk)), here = started(house.trainer());
  const first = await holderOf(runs[0]!, [away, here]);
  await holderOf(runs[1]!, [away, here]);
  const [run, beside] = (first === away ? runs : runs.toReversed()) as [string, string];
  for (const size of [65_536, 512]) { try { for (;;) writeFileSync(join(disk, 'ballast'), Buffer.alloc(size), { flag: 'a' }); } catch { /* this size does not fit any more */ } }
  const view = await ended(run);
  expect(view).toMatchObject({ situation: 'failed', interruptions: 0, reason: expect.stringMatching(/^The disk was full when a checkpoint was to be written, after \d+ epochs\.$/) as string });
  const { sha256 } = view.outcome!.artifact!;
  expect(hashOf(join(house.data, 'artifacts', sha256))).toBe(sha256);
  expect(await house.costs(run)).toHaveLength(1);
  await until('nothing of it is left', () => (existsSync(join(disk, 'checkpoints')) ? readdirSync(join(disk, 'checkpoints')) : []), (names) => names.length === 0);
  await trainedFor(beside, (await house.look(beside)).epochsDone + 2);
  await house.stop(beside);
  expect(await ended(beside)).toMatchObject({ situation: 'stopped', interruptions: 0 });
}, LONG);
