import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { carbonKg, energyKwh, gramsPerKwh } from './energy.ts';
import { gpuNamed, gpus } from './gpus.ts';
import { costPerMillionTokens, mostTokensPerSecond } from './inference.ts';
import { effectiveMfu, measuredCost, trainingCost, trainingFlops } from './training-cost.ts';

test('GPT-2 124M in llm.c: 94.3 minutes on a node of 14 dollars an hour, 22 dollars (its script says about 20), 7.44e18 FLOPs', () => {
  const { hours, cost } = measuredCost({ steps: 18_865, secondsPerStep: 0.3, nodePricePerHour: 14 });
  expect(hours * 60).toBeCloseTo(94.3, 1);
  expect(cost).toBeCloseTo(22.01, 2);
  expect(Math.abs(trainingFlops({ parameters: 124e6, tokens: 18_865 * 524_288 })! / 7.44e18 - 1)).toBeLessThan(0.1);
});

test('Llama 2 7B on A100s at its effective MFU comes out at the GPU-hours it printed', () => {
  const plan = { flops: trainingFlops({ parameters: 6_738_417_664, tokens: 2e12 })!, peakFlops: gpuNamed('A100')!.peakFlops, gpuCount: 2048, pricePerGpuHour: 1.64 };
  const cost = trainingCost({ ...plan, utilisation: { convention: 'whole-run', mfu: 0.3906 } })!;
  expect(cost.gpuHours / 184_320).toBeCloseTo(1, 3);
  expect(cost.wallHours * 2048).toBeCloseTo(cost.gpuHours, 6);
  expect(trainingCost({ ...plan, utilisation: { convention: 'whole-run', mfu: 0 } })).toBeNull();
});

test('a benchmark MFU needs its goodput to speak for the whole run', () => {
  expect(effectiveMfu({ convention: 'benchmark', mfu: 0.46, goodput: 0.66 })).toBeCloseTo(0.3036, 9);
  expect(effectiveMfu({ convention: 'whole-run', mfu: 0.34 })).toBe(0.34);
});

test('attention adds to 6ND, and is not guessed when the shape is unknown', () => {
  const model = { parameters: 1e9, tokens: 1e9, layers: 24, width: 2048, sequence: 2048 };
  expect(trainingFlops(model, 'attention')! - trainingFlops(model)!).toBeCloseTo(3 * 4 * 24 * 2048 * 2048 * 1e9, -12);
  expect(trainingFlops({ parameters: 1e9, tokens: 1e9 }, 'attention')).toBeNull();
});

test('LLaMA, table 15: energy and carbon of six models', () => {
  const hours = [809_472, 1_082_880, 82_432, 135_168, 530_432, 1_022_362];
  const kwh = hours.map((h) => energyKwh(h, 400, 1.1));
  expect(kwh.map((k) => Math.round(k / 1000))).toEqual([356, 476, 36, 59, 233, 450]);
  [137, 183, 14, 23, 90, 173].forEach((printed, i) => expect(Math.abs(carbonKg(kwh[i]!, 385)! / 1000 - printed)).toBeLessThan(0.6));
  expect(carbonKg(100, gramsPerKwh['ZZ'] ?? null)).toBeNull();
});

test('decode roofline of an 8B model on an A100-40GB', () => {
  const most = mostTokensPerSecond(1.555e12, 16.06e9)!;
  expect(Math.abs(most / 96.8 - 1)).toBeLessThan(0.02);
  expect(Math.abs(75 / most - 0.77)).toBeLessThan(0.02);
  expect(mostTokensPerSecond(1e12, 0)).toBeNull();
});

test('a million tokens at 3 dollars an hour and 3,000 tokens a second cost 28 cents; no tokens have no price', () => {
  expect(costPerMillionTokens(3, 3000)).toBeCloseTo(0.27778, 5);
  expect(costPerMillionTokens(3, 3000, 0.5)).toBeCloseTo(0.55556, 5);
  expect(costPerMillionTokens(3, 0)).toBeNull();
});

test('law: twice the tokens cost twice as much, twice the GPUs cost the same in half the time', () => {
  fc.assert(fc.property(fc.double({ min: 1e6, max: 1e12, noNaN: true }), fc.integer({ min: 1, max: 4096 }), fc.constantFrom(...gpus), (parameters, gpuCount, gpu) => {
    const plan = (tokens: number, n: number) => trainingCost({ flops: trainingFlops({ parameters, tokens })!, peakFlops: gpu.peakFlops, gpuCount: n, pricePerGpuHour: 2, utilisation: { convention: 'whole-run', mfu: 0.34 } })!;
    const one = plan(1e9, gpuCount);
    expect(plan(2e9, gpuCount).cost / one.cost).toBeCloseTo(2, 9);
    expect([plan(1e9, 2 * gpuCount).cost / one.cost, one.wallHours / plan(1e9, 2 * gpuCount).wallHours]).toEqual([expect.closeTo(1, 9), expect.closeTo(2, 9)]);
  }));
});
