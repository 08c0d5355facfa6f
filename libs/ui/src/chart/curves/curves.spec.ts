import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Curve, nearest, placeOf, smoothed, traceOf } from './series.ts';
import { rangeOf, thin } from './thin.ts';
import { moved, wholeOf, zoomed } from './window.ts';

const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 200 });
const floats = (all: readonly number[]) => Float64Array.from(all);
const trace = (ys: readonly number[]) => ({ xs: floats(ys.map((_, i) => i)), ys: floats(ys) });

describe('smoothing', () => {
  test('by hand: weight 0.5 of 1, 3, 5', () => expect([...smoothed(floats([1, 3, 5]), 0.5)]).toEqual([1, 7 / 3, 27 / 7]));
  test('begins at the first value, and what does not change stays', () => fc.assert(fc.property(values, fc.double({ min: 0, max: 0.99, noNaN: true }), (ys, weight) => {
    expect(smoothed(floats(ys), weight)[0]).toBeCloseTo(ys[0]!, 6);
    expect(smoothed(floats(ys.map(() => ys[0]!)), weight).at(-1)).toBeCloseTo(ys[0]!, 5);
  })));
  test('never leaves the range of the values', () => fc.assert(fc.property(values, fc.double({ min: 0, max: 0.99, noNaN: true }), (ys, weight) => {
    const [low, high] = [Math.min(...ys), Math.max(...ys)], room = 1e-6 * Math.max(1, Math.abs(low), Math.abs(high));
    for (const y of smoothed(floats(ys), weight)) { expect(y).toBeGreaterThanOrEqual(low - room); expect(y).toBeLessThanOrEqual(high + room); }
  })));
  test('a weight of nothing changes nothing; the unknown stays unknown', () => {
    expect([...smoothed(floats([4, 2]), 0)]).toEqual([4, 2]);
    expect([...smoothed(floats([4, NaN, 4]), 0.9)]).toEqual([4, NaN, 4]);
  });
});

const curve: Curve = { name: 'a', steps: [1, 2, 3], seconds: [10, 20, 5], values: [1, null, 3], costPerSecond: 0.5 };
describe('along an axis', () => {
  test('by step, by time in its order, by cost', () => {
    expect([...traceOf(curve, 'step', 0)!.ys]).toEqual([1, NaN, 3]);
    expect(traceOf(curve, 'time', 0)).toEqual({ xs: floats([5, 10, 20]), ys: floats([3, 1, NaN]) });
    expect([...traceOf(curve, 'cost', 0)!.xs]).toEqual([2.5, 5, 10]);
  });
  test('a cost that is not known has no place', () => expect(traceOf({ ...curve, costPerSecond: null }, 'cost', 0)).toBeNull());
  test('the nearest known value', () => {
    const t = traceOf(curve, 'step', 0)!;
    expect([0, 1.9, 2.1, 9].map((x) => nearest(t, x))).toEqual([0, 0, 2, 2]);
    expect(nearest({ xs: floats([1]), ys: floats([NaN]) }, 1)).toBe(-1);
  });
  test('the first place not before', () => expect([0, 2, 2.5, 9].map((x) => placeOf(floats([1, 2, 3]), x))).toEqual([0, 1, 2, 3]));
});

describe('thinning', () => {
  const drawn = (ys: readonly number[], columns: number, from = 0, to = ys.length - 1) => {
    const points: [number, number][] = [];
    thin(trace(ys), from, to, columns, (x, y) => points.push([x, y]));
    return points;
  };
  test('keeps every spike, in order, in at most four points a column', () => fc.assert(fc.property(values.filter((ys) => ys.length > 1), fc.integer({ min: 1, max: 50 }), (ys, columns) => {
    const points = drawn(ys, columns), said = points.map(([, y]) => y);
    expect(Math.max(...said)).toBe(Math.max(...ys));
    expect(Math.min(...said)).toBe(Math.min(...ys));
    expect(points.length).toBeLessThanOrEqual(4 * (columns + 2));
    points.forEach(([x], i) => { expect(x).toBeGreaterThan(points[i - 1]?.[0] ?? -1); });
    expect([points[0]![0], points.at(-1)![0]]).toEqual([0, ys.length - 1]);
  })));
  test('few points are all drawn', () => expect(drawn([3, 1, 2], 100)).toEqual([[0, 3], [1, 1], [2, 2]]));
  test('lines go on beyond the edges', () => expect(drawn([0, 1, 2, 3, 4, 5], 100, 2, 3).map(([x]) => x)).toEqual([1, 2, 3, 4]));
  test('the unknown parts a line', () => expect(drawn([1, NaN, 2], 1).map(([, y]) => y)).toEqual([1, NaN, 2]));
});

describe('the range of what is looked at', () => {
  test('of what is known, and above zero for a logarithm', () => {
    expect(rangeOf([trace([5, NaN, -1, 2])], 0, 3, false)).toEqual([-1, 5]);
    expect(rangeOf([trace([5, NaN, -1, 2])], 0, 3, true)).toEqual([2, 5]);
    expect(rangeOf([trace([-1])], 0, 1, true)).toBeNull();
  });
});

describe('the window', () => {
  const whole = { from: 0, to: 100 };
  test('closer around a place that stays, never beyond the whole', () => {
    expect(zoomed(whole, whole, 50, 0.5)).toEqual({ from: 25, to: 75 });
    expect(zoomed(whole, { from: 25, to: 75 }, 25, 4)).toEqual(whole);
    expect(moved(whole, { from: 10, to: 20 }, -50)).toEqual({ from: 0, to: 10 });
    expect(moved(whole, { from: 10, to: 20 }, 500)).toEqual({ from: 90, to: 100 });
  });
  test('never turned round, however often', () => fc.assert(fc.property(fc.array(fc.record({ around: fc.double({ min: 0, max: 100, noNaN: true }), by: fc.double({ min: 0.1, max: 10, noNaN: true }) }), { maxLength: 60 }), (turns) => {
    let now: { from: number; to: number } = whole;
    for (const { around, by } of turns) now = zoomed(whole, now, around, by);
    expect(now.to).toBeGreaterThan(now.from);
    expect(now.from).toBeGreaterThanOrEqual(0);
    expect(now.to).toBeLessThanOrEqual(100.0001);
  })));
  test('of all lines, and of a single point', () => {
    expect(wholeOf([floats([3, 9]), floats([]), floats([1])])).toEqual({ from: 1, to: 9 });
    expect(wholeOf([floats([4])])).toEqual({ from: 3.5, to: 4.5 });
    expect(wholeOf([])).toEqual({ from: 0, to: 1 });
  });
});
