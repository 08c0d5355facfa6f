import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lowest } from './descent.ts';
import { fitScalingLaw, type TrainedModel } from './scaling-fit.ts';
import { computeOptimal, lossOf, type ScalingLaw, scalingLaws } from './scaling-law.ts';

const sizes = [1e4, 4e4, 1.6e5, 6.4e5];
const budgets = [1e5, 1e6, 1e7, 1e8];
const family = (law: ScalingLaw, noise: (i: number) => number = () => 0): TrainedModel[] =>
  sizes.flatMap((parameters, i) => budgets.map((tokens, j) => ({ parameters, tokens, loss: lossOf(law, parameters, tokens) * Math.exp(noise(i * budgets.length + j)) })));
const fitted = (points: TrainedModel[], draws = 0) => {
  const fit = fitScalingLaw(points, { draws });
  if (fit.kind !== 'fitted') throw new Error(`not fitted: ${fit.kind}`);
  return fit;
};

test('descent finds the bottom of a curved valley (Rosenbrock)', () => {
  const { at, value } = lowest(([x, y]) => ({ value: (1 - x!) ** 2 + 100 * (y! - x! ** 2) ** 2, gradient: [-2 * (1 - x!) - 400 * x! * (y! - x! ** 2), 200 * (y! - x! ** 2)] }), [-1.2, 1]);
  expect([at[0], at[1], value]).toEqual([expect.closeTo(1, 4), expect.closeTo(1, 4), expect.closeTo(0, 8)]);
});

describe('points that lie on a law give the law back', () => {
  test.each(Object.entries(scalingLaws))('%s', (_, law) => {
    const { law: found, error } = fitted(family(law));
    expect(found.alpha).toBeCloseTo(law.alpha, 2);
    expect(found.beta).toBeCloseTo(law.beta, 2);
    expect(found.E).toBeCloseTo(law.E, 1);
    expect(error).toBeLessThan(1e-3);
  });
  test('law: whatever the law, its fit predicts a model of ten times the size and data to a few parts in a thousand', () => {
    const laws = fc.record({ E: fc.double({ min: 0.5, max: 2.5, noNaN: true }), alpha: fc.double({ min: 0.2, max: 0.7, noNaN: true }), beta: fc.double({ min: 0.2, max: 0.7, noNaN: true }), a: fc.double({ min: 0.3, max: 3, noNaN: true }), b: fc.double({ min: 0.3, max: 3, noNaN: true }) });
    fc.assert(fc.property(laws, ({ E, alpha, beta, a, b }) => {
      const law = { E, alpha, beta, A: a * sizes[0]! ** alpha, B: b * budgets[0]! ** beta };
      const { law: found } = fitted(family(law)), ahead = [6.4e6, 1e9] as const;
      expect(Math.abs(Math.log(lossOf(found, ...ahead) / lossOf(law, ...ahead)))).toBeLessThan(0.01);
    }), { numRuns: 12 });
  });
});

test('a run that went wrong does not bend the law', () => {
  const law = scalingLaws['besiroglu-2024'], { law: found } = fitted(family(law, (i) => (i === 5 ? 0.4 : 0)));
  expect(found.alpha).toBeCloseTo(law.alpha, 1);
  expect(found.beta).toBeCloseTo(law.beta, 1);
});
test('with noise the exponents stand inside their interval, and the same points give the same interval', () => {
  const law = { E: 1, A: 200, B: 400, alpha: 0.4, beta: 0.4 }, noisy = family(law, (i) => 0.01 * Math.sin(i * 12.9898));
  const fit = fitted(noisy, 60);
  expect(fit.low.alpha).toBeLessThanOrEqual(fit.high.alpha);
  expect(fit.low.alpha).toBeLessThan(0.45);
  expect(fit.high.alpha).toBeGreaterThan(0.35);
  expect(fit.low).not.toEqual(fit.high);
  expect(fitScalingLaw(noisy)).toEqual(fitScalingLaw(noisy));
});

describe('what cannot carry a law is refused', () => {
  const law = scalingLaws['besiroglu-2024'], all = family(law);
  test('five points', () => expect(fitScalingLaw(all.slice(0, 5))).toEqual({ kind: 'too-few', found: 5, needed: 6 }));
  test('two sizes', () => expect(fitScalingLaw(all.slice(0, 8))).toMatchObject({ kind: 'not-varied', of: 'parameters', sizes: 2 }));
  test('sizes that hardly differ', () => expect(fitScalingLaw(all.map((one, i) => ({ ...one, parameters: 1000 + i })))).toMatchObject({ kind: 'not-varied', of: 'parameters' }));
  test('data that hardly differs', () => expect(fitScalingLaw(all.map((one) => ({ ...one, tokens: 1e6 })))).toMatchObject({ kind: 'not-varied', of: 'tokens', sizes: 1 }));
  test('points of a few small runs that only look like one: drawn again they tell another law', () => {
    // Validation losses of nine LSTMs of 4, 12 and 32 units on a tenth, three tenths and all of a short text.
    const measured = [[390, 2432, 2.3881], [390, 7552, 2.0306], [390, 25344, 1.3789], [1302, 2432, 2.1768], [1302, 7552, 1.9503], [1302, 25344, 1.0033], [5822, 2432, 2.2387], [5822, 7552, 1.805], [5822, 25344, 0.7533]] as const;
    expect(fitScalingLaw(measured.map(([parameters, tokens, loss]) => ({ parameters, tokens, loss })))).toEqual({ kind: 'not-steady', error: expect.closeTo(0.066, 2) });
  });
  test('a loss that rises with size', () => expect(fitScalingLaw(all.map((one) => ({ ...one, loss: 2 + one.parameters / 1e6 + 100 / one.tokens ** 0.4 })))).toEqual({ kind: 'not-falling' }));
});

test('the best model for so many FLOPs follows from what a parameter and token were measured to cost', () => {
  const { parameters, tokens } = computeOptimal(1e21, scalingLaws['besiroglu-2024'], 8);
  expect((8 * parameters * tokens) / 1e21).toBeCloseTo(1, 9);
});
