import fc from 'fast-check';
import { expect, test } from 'vitest';
import { passing, scaled } from './axes.ts';

const of = (values: (number | string | null)[], log = false) => scaled({ key: 'a', name: 'A', values, log });

test('numbers stand between the least and the most, a logarithm evenly by factors', () => {
  expect(of([1, 3, 2]).places).toEqual([0, 1, 0.5]);
  expect(of([1, 100, 10], true).places).toEqual([0, 1, 0.5]);
  expect(of([0, 100], true).places).toEqual([0, 1]);
});
test('names stand evenly in their order; the unknown stands nowhere', () => {
  expect(of(['lstm', 'cnn', null, 'mlp'])).toMatchObject({ places: [0.5, 0, null, 1], ticks: [{ value: 'cnn' }, { value: 'lstm' }, { value: 'mlp' }] });
});
test('what is the same in all stands in the middle', () => expect([of([5, 5]).places, of(['x', 'x']).places]).toEqual([[0.5, 0.5], [0.5, 0.5]]));
test('an axis of which nothing is known has no place', () => expect(of([null, null])).toMatchObject({ places: [null, null], ticks: [] }));

test('a line must pass every choice', () => {
  const axes = [{ ...of([0, 1, 2]), key: 'a' }, { ...of([0, null, 1]), key: 'b' }];
  expect(passing(axes, {}, 3)).toEqual([true, true, true]);
  expect(passing(axes, { a: [0.5, 1] }, 3)).toEqual([false, true, true]);
  expect(passing(axes, { a: [0.5, 1], b: [0, 1] }, 3)).toEqual([false, false, true]);
});
test('every place is between bottom and top, and a choice of all lets all through', () => {
  fc.assert(fc.property(fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1 }), fc.boolean(), (values, log) => {
    const axis = of(values, log);
    for (const place of axis.places) { expect(place).toBeGreaterThanOrEqual(-1e-9); expect(place).toBeLessThanOrEqual(1 + 1e-9); }
    expect(passing([axis], { a: [0, 1] }, values.length).every(Boolean)).toBe(true);
  }));
});
