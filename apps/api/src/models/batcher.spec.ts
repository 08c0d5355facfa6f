import { beforeEach, expect, test, vi } from 'vitest';
import { Batcher } from './batcher.ts';

let runs: { key: string; requests: readonly number[] }[];
const doubling = (most = 64) => new Batcher<number, number>(async (key, requests) => {
  runs.push({ key, requests });
  return requests.map((n) => 2 * n);
}, { waitMs: 4, most });
beforeEach(() => { runs = []; vi.useFakeTimers(); return () => vi.useRealTimers(); });

test('requests that arrive within the wait are one run, each with its own answer', async () => {
  const batcher = doubling(), answers = Promise.all([batcher.ask('a', 1), batcher.ask('a', 2), batcher.ask('b', 3)]);
  await vi.advanceTimersByTimeAsync(3);
  expect(runs).toEqual([]);
  const late = batcher.ask('a', 4);
  await vi.advanceTimersByTimeAsync(1);
  expect(runs).toEqual([{ key: 'a', requests: [1, 2, 4] }, { key: 'b', requests: [3] }]);
  expect([await answers, await late]).toEqual([[2, 4, 6], 8]);
});
test('a later one begins a new run', async () => {
  const batcher = doubling(), first = batcher.ask('a', 1);
  await vi.advanceTimersByTimeAsync(4);
  const second = batcher.ask('a', 2);
  await vi.advanceTimersByTimeAsync(4);
  expect(runs.map(({ requests }) => requests)).toEqual([[1], [2]]);
  expect([await first, await second]).toEqual([2, 4]);
});
test('a full batch does not wait, and is not run again when its time is over', async () => {
  const batcher = doubling(2), answers = Promise.all([batcher.ask('a', 1), batcher.ask('a', 2), batcher.ask('a', 3)]);
  expect(runs.map(({ requests }) => requests)).toEqual([[1, 2]]);
  await vi.advanceTimersByTimeAsync(4);
  expect(runs.map(({ requests }) => requests)).toEqual([[1, 2], [3]]);
  expect(await answers).toEqual([2, 4, 6]);
});
