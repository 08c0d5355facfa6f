import { expect, test, vi } from 'vitest';
import { Tally } from './tally.ts';

test('counts by kind, with quantiles, and all of them', () => {
  const tally = new Tally();
  for (let ms = 1; ms <= 100; ms++) tally.took('overview', ms);
  tally.took('runs', 7);
  tally.error('runs', '503 not-ready');
  expect(tally.table().split('\n').slice(2)).toEqual(['| overview | 100 | 51.0 | 100.0 | 100.0 | 0 |', '| runs | 1 | 7.0 | 7.0 | 7.0 | 1 |', '| **all** | 101 | 50.0 | 99.0 | 100.0 | 1 |']);
  expect([tally.errors, tally.whatFailed()]).toEqual([1, ['runs: 503 not-ready']]);
});

test('the slope of memory leaves the warming up out', () => {
  const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
  const tally = new Tally();
  for (let minute = 0; minute <= 9; minute++) {
    clock.mockReturnValue(minute * 60_000);
    tally.holds((minute < 3 ? 100 * minute : 300 + 2 * minute) * 1024 * 1024);
  }
  clock.mockRestore();
  expect(tally.memory()).toBe('memory after warming up: 306 MiB to 318 MiB, at most 318 MiB; 2.00 MiB a minute over 6.0 minutes');
});
