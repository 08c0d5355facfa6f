import { expect, test } from 'vitest';
import { share } from './underway.tsx';

const progress = { epoch: 2, epochs: 4, step: 5, steps: 10, loss: 1, seconds: 30, samplesPerSecond: 1, resources: null };

test('before the first word nothing is known', () => expect(share({ progress: null, epochsDone: 0, epochs: 4, epochMeasures: [] })).toBeNull());
test('an epoch and a half of four took 30 seconds: 50 are left', () => {
  expect(share({ progress, epochsDone: 1, epochs: 4, epochMeasures: [] })).toEqual({ done: 0.375, left: 50 });
});
test('progress of an epoch that was closed since counts once', () => expect(share({ progress, epochsDone: 2, epochs: 4, epochMeasures: [] })?.done).toBe(0.5));
