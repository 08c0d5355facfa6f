import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { computeOptimal, lossOf, scalingLaws } from './scaling-law.ts';

test('10²¹ FLOPs are best spent on a model of 2.8 billion parameters and 60 billion tokens', () => {
  const { parameters, tokens, loss } = computeOptimal(1e21);
  expect([parameters / 1e9, tokens / 1e9, tokens / parameters, loss]).toEqual([expect.closeTo(2.778, 2), expect.closeTo(59.99, 1), expect.closeTo(21.6, 1), expect.closeTo(2.3055, 3)]);
});

test('law: the optimum spends exactly the FLOPs, and any other model of the same FLOPs does worse', () => {
  fc.assert(fc.property(fc.double({ min: 18, max: 27, noNaN: true }), fc.double({ min: 0.5, max: 2, noNaN: true }), fc.constantFrom(...Object.values(scalingLaws)), (power, other, law) => {
    const flops = 10 ** power;
    const { parameters, tokens, loss } = computeOptimal(flops, law);
    expect((6 * parameters * tokens) / flops).toBeCloseTo(1, 9);
    expect(lossOf(law, parameters * other, tokens / other)).toBeGreaterThanOrEqual(loss - 1e-12);
  }));
});
