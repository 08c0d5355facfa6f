import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { concerns, Rereading } from './rereading.ts';

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

/** A page whose readings take so long. */
function page(takes: number) {
  const begun: number[] = [];
  let together = 0, most = 0;
  const rereading = new Rereading(() => {
    begun.push(performance.now() - start);
    most = Math.max(most, ++together);
    if (Number.isFinite(takes)) setTimeout(() => { together -= 1; rereading.over(); }, takes);
  });
  const start = performance.now();
  return { rereading, begun, most: () => most };
}

test('notices that come together are read once, soon', () => {
  const { rereading, begun } = page(50);
  for (let i = 0; i < 5; i++) { rereading.heard(); vi.advanceTimersByTime(20); }
  vi.advanceTimersByTime(5000);
  expect(begun).toEqual([120]);
});

test('while notices keep coming the page is still read, with a rest between', () => {
  const { rereading, begun } = page(100);
  for (let i = 0; i < 20; i++) { rereading.heard(); vi.advanceTimersByTime(100); }
  expect(begun).toEqual([120, 720, 1320, 1920]);
});

test('a slow server is asked one thing at a time, and left alone as long as it took', () => {
  const { rereading, begun, most } = page(4000);
  for (let i = 0; i < 200; i++) { rereading.heard(); vi.advanceTimersByTime(100); }
  expect([begun, most()]).toEqual([[120, 8120, 16_120], 1]);
});

test('what is recorded while the page is read is read after it', () => {
  const { rereading, begun } = page(1000);
  rereading.heard();
  vi.advanceTimersByTime(600);
  rereading.heard();
  vi.advanceTimersByTime(10_000);
  expect(begun).toEqual([120, 2120]);
});

test('a reading that never ends holds the next one up for half a minute', () => {
  const { rereading, begun } = page(Infinity);
  rereading.heard();
  vi.advanceTimersByTime(1000);
  rereading.heard();
  vi.advanceTimersByTime(60_000);
  expect(begun).toEqual([120, 30_120]);
});

test('a page that was left is not read', () => {
  const { rereading, begun } = page(10);
  rereading.heard();
  rereading.close();
  vi.advanceTimersByTime(60_000);
  expect(begun).toEqual([]);
});

test('a run that trains moves what shows training and the ledger; its end moves everything', () => {
  const training = ['EpochMeasured', 'LeaseRenewed'];
  expect(['/training', '/training/runs/run-1', '/ledger', '', '/capital', '/planning/cash', '/trainings'].map((one) => concerns(one, training))).toEqual([true, true, true, false, false, false, false]);
  expect([concerns('', ['EpochMeasured', 'RunFinished']), concerns('', ['SpendRecorded']), concerns('/training', [])]).toEqual([true, true, false]);
});
