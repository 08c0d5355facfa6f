import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { dominates, paretoFront } from './pareto.ts';

const at = (cost: number, score: number) => ({ cost, score });

test('the cheap and the good stay; what costs more and does worse goes', () => {
  expect(paretoFront([at(2, 0.97), at(3, 0.95), at(0, 0.1), at(5, 0.98)], true)).toEqual([2, 0, 3]);
});
test('of an error the lower is better', () => expect(paretoFront([at(1, 9), at(2, 3), at(3, 4)], false)).toEqual([0, 1]));
test('of equal cost only the best, and all that are equal in both', () => expect(paretoFront([at(1, 0.5), at(1, 0.9), at(1, 0.9)], true)).toEqual([1, 2]));
test('none of none', () => expect(paretoFront([], true)).toEqual([]));

const runs = fc.array(fc.record({ cost: fc.integer({ min: 0, max: 12 }), score: fc.integer({ min: 0, max: 12 }) }), { maxLength: 40 });

test('no run on the front is dominated, and every other one is', () => {
  fc.assert(fc.property(runs, fc.boolean(), (all, higher) => {
    const front = new Set(paretoFront(all, higher));
    all.forEach((one, i) => { expect(all.some((other) => dominates(other, one, higher))).toBe(!front.has(i)); });
  }));
});
test('the front does not depend on the order the runs come in', () => {
  fc.assert(fc.property(runs, fc.boolean(), (all, higher) => {
    const said = (list: typeof all) => paretoFront(list, higher).map((i) => `${list[i]!.cost} ${list[i]!.score}`);
    expect(said(all.toReversed())).toEqual(said(all));
  }));
});
