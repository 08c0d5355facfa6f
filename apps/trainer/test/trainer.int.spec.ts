import type { ChildProcess } from 'node:child_process';
import { getPriority } from 'node:os';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { estimateFlops, shapeOf } from '@capstan/training';
import { alive, childrenOf, House, TEXT_LENGTH, until } from './house.ts';

const MINUTE = 60_000;
const LONG = 5 * MINUTE;
let house: House, text: string, trainer: ChildProcess | undefined;
beforeAll(async () => {
  house = await new House().open();
  text = await house.addText();
}, LONG);
afterEach(async () => {
  if (trainer && trainer.exitCode === null && trainer.signalCode === null) await house.end(trainer, 'SIGKILL');
  trainer = undefined;
});
afterAll(() => house.close());

const ended = (run: string) => until('the run ends', () => house.look(run), ({ endedAt }) => endedAt !== null, 2 * MINUTE);
const trainedFor = (run: string, epochs: number) => until(`${epochs} epochs`, () => house.look(run), ({ epochsDone }) => epochsDone >= epochs);
/** Long enough to be interrupted, short enough to be waited for. */
const interruptible = { epochs: 40, batchSize: 8 };

test('a run trains to its end, and its cost is in the ledger once', async () => {
  const run = await house.request(text);
  trainer = house.trainer();
  const view = await ended(run);
  expect(view).toMatchObject({ situation: 'finished', epochsDone: 2, attempts: 1, interruptions: 0, score: { metric: 'perplexity' } });
  expect(view.epochMeasures.map(({ epoch }) => epoch)).toEqual([1, 2]);
  expect(view.backend?.reason).not.toBe('');
  expect(house.artifacts()).toContain(view.outcome!.artifact!.sha256);
  expect(await house.costs(run)).toMatchObject([{ amount: view.usage.cost }]);
  expect(view.usage.cost.amount).toBeGreaterThan(0);
  const estimated = estimateFlops(view.spec, shapeOf({ kind: 'text', rows: TEXT_LENGTH, columns: null, card: view.card }));
  expect(estimated / view.outcome!.flops).toBeGreaterThan(0.75);
  expect(estimated / view.outcome!.flops).toBeLessThan(1.25);
}, LONG);

test('the naive baseline is a model like the others', async () => {
  const run = await house.request(text, { name: 'Baseline', model: { kind: 'baseline', rule: 'unigram' } });
  trainer = house.trainer();
  expect(await ended(run)).toMatchObject({ situation: 'finished', score: { metric: 'perplexity' } });
}, LONG);

test('a trainer killed in the middle: its process ends with it, the next one goes on from the checkpoint', async () => {
  const run = await house.request(text, interruptible);
  const first = house.trainer();
  await trainedFor(run, 3);
  const [child] = childrenOf(first.pid!);
  expect(getPriority(child)).toBeGreaterThanOrEqual(10);
  await house.end(first, 'SIGKILL');
  await until('no orphan', () => alive(child!), (is) => !is);
  trainer = house.trainer();
  const view = await ended(run);
  expect(view).toMatchObject({ situation: 'finished', epochsDone: 40, attempts: 2 });
  expect(view.epochMeasures.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
  expect(await house.costs(run)).toHaveLength(1);
}, LONG);

test('the process of the run killed: the trainer starts it again from the checkpoint', async () => {
  const run = await house.request(text, interruptible);
  trainer = house.trainer();
  await trainedFor(run, 3);
  process.kill(childrenOf(trainer.pid!)[0]!, 'SIGKILL');
  const view = await ended(run);
  expect(view).toMatchObject({ situation: 'finished', epochsDone: 40, attempts: 1, interruptions: 1 });
  expect(view.moments.find(({ type }) => type === 'RunInterrupted')?.note).toEqual({ code: 'killed', values: { how: 'SIGKILL', said: '' } });
  expect(await house.costs(run)).toHaveLength(1);
}, LONG);

test('stopped within seconds, with what it had learnt and used', async () => {
  const run = await house.request(text, { epochs: 1000 });
  trainer = house.trainer();
  await trainedFor(run, 2);
  await house.stop(run);
  const view = await until('it stops', () => house.look(run), ({ endedAt }) => endedAt !== null);
  expect(view.situation).toBe('stopped');
  expect(view.outcome?.metrics).not.toBeNull();
  expect(await house.costs(run)).toHaveLength(1);
}, LONG);

test('paused, a run gives its process back; resumed, it learns exactly what an undisturbed one learns', async () => {
  const spec = { epochs: 1000, batchSize: 8 };
  const run = await house.request(text, spec);
  trainer = house.trainer();
  await trainedFor(run, 2);
  await house.order(run, 'pause');
  const paused = await until('it pauses', () => house.look(run), ({ situation }) => situation !== 'running' && situation !== 'pausing');
  expect(paused).toMatchObject({ situation: 'paused', trainer: null, endedAt: null });
  await until('no process of it', () => childrenOf(trainer!.pid!), (pids) => pids.length === 0);
  expect((await house.look(run)).usage).toEqual(paused.usage);
  await house.order(run, 'resume');
  const epochs = paused.epochsDone + 3;
  await trainedFor(run, epochs);
  await house.stop(run);
  const undisturbed = await house.request(text, spec);
  await trainedFor(undisturbed, epochs);
  await house.stop(undisturbed);
  const [view, through] = [await ended(run), await ended(undisturbed)];
  expect(view).toMatchObject({ situation: 'stopped', reason: null, attempts: 2, interruptions: 0 });
  const learnt = (one: typeof view) => one.epochMeasures.slice(0, epochs).map(({ epoch, step, trainLoss, validationLoss }) => ({ epoch, step, trainLoss, validationLoss }));
  expect(learnt(view)).toEqual(learnt(through));
  expect(await house.costs(run)).toHaveLength(1);
}, LONG);

test('a run that would cost more than its cap is stopped for that reason, and its cost is in the ledger once', async () => {
  const run = await house.request(text, { epochs: 1000, costCap: { amount: 3, currency: 'EUR' } });
  trainer = house.trainer();
  const view = await ended(run);
  expect(view).toMatchObject({ situation: 'stopped', reason: 'cost-cap', costCap: { amount: 3 } });
  expect(view.epochsDone).toBeLessThan(1000);
  expect(await house.costs(run)).toMatchObject([{ amount: view.usage.cost }]);
}, LONG);

test('a trainer told to leave gives the run back with a checkpoint', async () => {
  const run = await house.request(text, interruptible);
  const first = house.trainer();
  await trainedFor(run, 3);
  await house.end(first, 'SIGTERM');
  expect(await house.look(run)).toMatchObject({ situation: 'queued' });
  trainer = house.trainer();
  expect(await ended(run)).toMatchObject({ situation: 'finished', attempts: 2, interruptions: 0 });
  expect(await house.costs(run)).toHaveLength(1);
}, LONG);

test('the API away while a run finishes: nothing is lost', async () => {
  const run = await house.request(text, { epochs: 30, batchSize: 8 });
  trainer = house.trainer();
  await trainedFor(run, 2);
  await house.stopApi();
  await new Promise((resolve) => { setTimeout(resolve, 5000); });
  await house.startApi();
  const view = await ended(run);
  expect(view).toMatchObject({ situation: 'finished', epochsDone: 30 });
  expect(await house.costs(run)).toHaveLength(1);
}, LONG);

test('data that the engine refuses fails the run with the reason', async () => {
  const { id } = await house.post<{ id: string }>(`/companies/${house.company}/training/datasets`, { name: 'One letter', kind: 'text', content: 'a'.repeat(600) });
  const run = await house.request(id);
  trainer = house.trainer();
  const view = await ended(run);
  expect(view.situation).toBe('failed');
  expect(view.reason).toMatch(/\w/);
}, LONG);
