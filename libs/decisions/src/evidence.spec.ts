import { expect, test } from 'vitest';
import { measureOf, read, type Sources } from './evidence.ts';
import { score, Utility } from './utility.ts';

const sources: Sources = {
  runs: [{ run: 'run-cnn', metrics: { accuracy: 0.972, f1: 0.97 }, cost: { exact: '0.42', currency: 'EUR' }, flops: 2e12, seconds: 40, facts: ['e1'] }],
  budgets: [{ month: '2026-12', amount: { amount: 800_000, currency: 'EUR' }, facts: ['e2'] }],
};
const at = (evidence: Parameters<typeof read>[0], currency = 'EUR') => read(evidence, sources, currency, null);

test('a run’s accuracy is read as it was measured', () => {
  expect(at({ kind: 'run-accuracy', run: 'run-cnn', metric: 'accuracy' })).toEqual({ value: 0.972, facts: ['e1'] });
});

test('a run’s cost grows to production size by the convention that is named, from the exact cost', () => {
  const cost = (scaling: Extract<Parameters<typeof read>[0], { kind: 'run-cost' }>['scaling']) => at({ kind: 'run-cost', run: 'run-cnn', scaling }).value;
  expect(cost({ convention: 'linear-in-flops', flops: 2e18 })).toBe(420_000);
  expect(cost({ convention: 'linear-in-seconds', seconds: 4000 })).toBe(42);
  expect(cost({ convention: 'linear-in-tokens', tokens: 5e9, pilotTokens: 1e5 })).toBe(21_000);
  expect(cost({ convention: 'as-run' })).toBe(0);
});

test('a GPU budget is read as the share that the candidate would take', () => {
  expect(at({ kind: 'gpu-budget', month: '2026-12', monthly: { amount: 200_000, currency: 'EUR' } })).toEqual({ value: 0.25, facts: ['e2'] });
});

test('what is not known is null with its reason, never 0', () => {
  expect(at({ kind: 'run-accuracy', run: 'run-gone', metric: 'accuracy' })).toMatchObject({ value: null, missing: 'run-unknown' });
  expect(at({ kind: 'run-accuracy', run: 'run-cnn', metric: 'recall' })).toMatchObject({ value: null, missing: 'not-measured' });
  expect(at({ kind: 'run-cost', run: 'run-cnn', scaling: { convention: 'as-run' } }, 'USD')).toMatchObject({ value: null, missing: 'other-currency' });
  expect(at({ kind: 'gpu-budget', month: '2027-01', monthly: { amount: 1, currency: 'EUR' } })).toMatchObject({ value: null, missing: 'budget-unknown' });
  expect(at({ kind: 'model', figure: 'gross-margin' })).toMatchObject({ value: null, missing: 'model-unknown' });
});

test('evidence says what it is measured in', () => {
  expect(measureOf({ kind: 'run-accuracy', run: 'r', metric: 'perplexity' })).toBe('count');
  expect(measureOf({ kind: 'model', figure: 'monthly-effect' })).toBe('money');
});

test('the scale between worst and best is a line; for costs it may fall, and run over the logarithm', () => {
  const accuracy: Utility = { measure: 'fraction', worst: 0.9, best: 1, curve: 'linear' };
  expect(score(accuracy, 0.95)).toBeCloseTo(5, 12);
  expect([score(accuracy, 0.2), score(accuracy, 1.2)]).toEqual([0, 10]);
  const cost: Utility = { measure: 'money', worst: 1_000_000, best: 10_000, curve: 'log' };
  expect(score(cost, 100_000)).toBeCloseTo(5, 12);
  expect([score(cost, 0), score(cost, 2_000_000)]).toEqual([10, 0]);
});

test('a scale without a span, or a logarithm of nothing, is refused', () => {
  const code = (u: unknown) => (Utility.safeParse(u).error?.issues[0] as { params?: { refusal?: string } } | undefined)?.params?.refusal;
  expect(code({ measure: 'money', worst: 5, best: 5, curve: 'linear' })).toBe('scale-empty');
  expect(code({ measure: 'money', worst: 0, best: 5, curve: 'log' })).toBe('scale-not-positive');
});
