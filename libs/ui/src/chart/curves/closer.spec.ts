import { describe, expect, test } from 'vitest';
import { closer, stepsToAsk, stepsWithin } from './closer.ts';
import { type Curve, traceOf } from './series.ts';

const every = (by: number, last: number, value: (step: number) => number = Math.sqrt): Curve => {
  const steps = Array.from({ length: last / by + 1 }, (_, i) => i * by);
  return { name: 'loss', steps, seconds: steps.map((step) => 1000 - step), values: steps.map(value), costPerSecond: null, thinned: by > 1 };
};
const part = (curve: Curve, from: number, to: number): Curve => {
  const at = curve.steps.flatMap((step, i) => (step >= from && step <= to ? [i] : []));
  return { ...curve, steps: at.map((i) => curve.steps[i]!), seconds: at.map((i) => curve.seconds[i]!), values: at.map((i) => curve.values[i]!) };
};
const coarse = every(10, 1000), fine = every(1, 1000), close = { from: 95, to: 205, complete: true, curves: new Map([['loss', part(fine, 95, 205)]]) };

describe('the steps that are looked at', () => {
  test('reach to the points beyond either edge', () => expect(stepsWithin(coarse, 'step', { from: 101, to: 139 })).toEqual({ from: 100, to: 140 }));
  test('are there between two points as well', () => expect(stepsWithin(coarse, 'step', { from: 102, to: 103 })).toEqual({ from: 100, to: 110 }));
  test('by time, whichever way it runs', () => expect(stepsWithin(coarse, 'time', { from: 801, to: 859 })).toEqual({ from: 140, to: 200 }));
  test('by a cost that is not known there are none', () => expect(stepsWithin(coarse, 'cost', { from: 0, to: 1 })).toBeNull());
});

describe('what is asked for', () => {
  test('half as much again on either side', () => expect(stepsToAsk([coarse], 'step', { from: 200, to: 300 }, [])).toEqual({ from: 150, to: 350 }));
  test('nothing where every point is there already', () => {
    expect(stepsToAsk([fine], 'step', { from: 200, to: 300 }, [])).toBeNull();
    expect(stepsToAsk([coarse], 'step', { from: 101, to: 109 }, [close])).toBeNull();
  });
  test('nothing where enough of its points are in view', () => {
    const long = every(10, 10_000);
    expect(stepsToAsk([long], 'step', { from: 0, to: 4000 }, [])).toBeNull();
    expect(stepsToAsk([long], 'step', { from: 0, to: 1000 }, [])).toEqual({ from: -500, to: 1500 });
  });
  test('again beyond what is known, or much closer than it', () => {
    const thin = { from: 95, to: 205, complete: false };
    expect(stepsToAsk([coarse], 'step', { from: 101, to: 199 }, [thin])).toBeNull();
    expect(stepsToAsk([coarse], 'step', { from: 101, to: 299 }, [thin])).not.toBeNull();
    expect(stepsToAsk([coarse], 'step', { from: 101, to: 109 }, [thin])).not.toBeNull();
  });
});

describe('with its finer points', () => {
  const joined = closer(coarse, close);
  test('a curve has them where they are known, and is as it was elsewhere', () => {
    expect(joined.steps).toEqual([...coarse.steps.filter((s) => s < 95), ...part(fine, 95, 205).steps, ...coarse.steps.filter((s) => s > 205)]);
    expect(joined.values).toEqual(joined.steps.map(Math.sqrt));
    expect(joined.seconds).toEqual(joined.steps.map((step) => 1000 - step));
  });
  test('other curves stay', () => expect(closer({ ...coarse, name: 'accuracy' }, close).steps).toEqual(coarse.steps));
  test('its smoothed line stays where it was', () => {
    const wave = (step: number) => 5 + Math.sin(step / 60), [before, all] = [every(10, 1000, wave), part(every(1, 1000, wave), 95, 205)];
    const [was, is] = [traceOf(before, 'step', 0.9)!, traceOf(closer(before, { ...close, curves: new Map([['loss', all]]) }), 'step', 0.9)!];
    const at = (trace: typeof was, step: number) => trace.ys[trace.xs.indexOf(step)]!;
    for (const step of [90, 120, 150, 200, 210, 400, 1000]) expect(at(is, step)).toBeCloseTo(at(was, step), 1);
    expect(Math.abs(at(was, 200) - wave(200))).toBeGreaterThan(0.3);
  });
});
