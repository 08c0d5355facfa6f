import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { learningRateAt, lossFits, ScheduleSpec } from './learning-spec.ts';

const rate = (schedule: ScheduleSpec, step: number, warmup = 0) => learningRateAt({ learningRate: 0.1, warmup, schedule }, { step, passes: (step - 1) / 10, epochs: 4 });
const cosine = ScheduleSpec.parse({ kind: 'cosine', floor: 0 });

test('a constant schedule never moves', () => expect([1, 7, 40].map((step) => rate({ kind: 'constant' }, step))).toEqual([0.1, 0.1, 0.1]));
test('steps halve the rate every two epochs', () => {
  expect([1, 20, 21, 40].map((step) => rate(ScheduleSpec.parse({ kind: 'step' }), step))).toEqual([0.1, 0.1, 0.05, 0.05]);
});
test('a cosine begins at the whole rate, is at half of it half way, and ends near its floor', () => {
  expect(rate(cosine, 1)).toBe(0.1);
  expect(rate(cosine, 21)).toBeCloseTo(0.05, 12);
  expect(rate(cosine, 40)).toBeLessThan(0.001);
  expect(rate(ScheduleSpec.parse({ kind: 'cosine', floor: 0.5 }), 40)).toBeGreaterThanOrEqual(0.05);
});
test('warm-up climbs in equal steps to the schedule', () => {
  expect([1, 2, 3, 4].map((step) => rate({ kind: 'constant' }, step, 3))).toEqual([expect.closeTo(0.025, 12), expect.closeTo(0.05, 12), expect.closeTo(0.075, 12), 0.1]);
  expect(rate(cosine, 21, 4)).toBe(rate(cosine, 21));
});
test('no schedule goes above the asked rate or below nothing', () => {
  const schedules = fc.oneof(fc.constant<ScheduleSpec>({ kind: 'constant' }), fc.record({ kind: fc.constant('step' as const), every: fc.integer({ min: 1, max: 5 }), factor: fc.double({ min: 0.01, max: 0.99, noNaN: true }) }), fc.record({ kind: fc.constant('cosine' as const), floor: fc.double({ min: 0, max: 1, noNaN: true }) }));
  fc.assert(fc.property(schedules, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 80 }), (schedule, step, warmup) => {
    expect(rate(schedule, step, warmup)).toBeGreaterThanOrEqual(0);
    expect(rate(schedule, step, warmup)).toBeLessThanOrEqual(0.1 + 1e-12);
  }));
});

test('classes are measured by cross-entropy, quantities by distance', () => {
  expect(lossFits({ kind: 'huber', delta: 1 }, 'regression')).toBe(true);
  expect(lossFits({ kind: 'huber', delta: 1 }, 'classification')).toBe(false);
  expect(lossFits({ kind: 'cross-entropy' }, 'regression')).toBe(false);
  expect(lossFits({ kind: 'cross-entropy' }, 'language-model')).toBe(true);
  expect(lossFits({ kind: 'usual' }, 'regression')).toBe(true);
});
