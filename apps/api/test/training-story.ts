import type { DatasetCard, EpochMeasure, RunMetrics, RunOutcome } from '@capstan/training';
import type { Store } from '../src/ledger/store.ts';
import { STORE } from '../src/ledger/ledger.module.ts';
import type { TestApi } from './app.ts';

const metrics: RunMetrics = {
  task: 'classification', loss: 0.1, accuracy: 0.97, precision: 0.97, recall: 0.96, f1: 0.965, perplexity: null, meanSquaredError: null, meanAbsoluteError: null, samples: 4,
  perClass: null, confusion: { classes: ['0', '1'], counts: [[2, 0], [0, 2]] },
};
export const backend = { name: 'wasm', reason: 'fastest that passed', tried: [], gflops: 40 } as const;
export const card = (hash: string): DatasetCard => ({ kind: 'images', task: 'classification', hash, bytes: 10, samples: 5, train: 4, validation: 1, classes: null, shape: [28, 28, 1], columns: null, duplicates: 0, leaks: 0, cleaned: null, synthetic: false });
export const measure = (epoch: number): EpochMeasure => ({ epoch, step: epoch * 10, trainLoss: 1 / epoch, validationLoss: 1 / epoch, trainAccuracy: 0.9, validationAccuracy: 0.9, perplexity: null, seconds: epoch, samplesPerSecond: 100, flops: 1e6, best: true });
export const outcome = (how: RunOutcome['how'] = 'finished'): RunOutcome => ({
  how, code: null, reason: how === 'failed' ? 'the loss is not a number' : null, epochs: 2, bestEpoch: 2, parameters: 1000, metrics, baseline: { rule: 'majority', metrics: { ...metrics, accuracy: 0.1 } },
  seconds: 8, flops: 1e9, mfu: 0.3, energy: { coreSeconds: 8, wattsPerCore: 10, pue: 1.2 }, energyKwh: 0.00003, backend: { ...backend, tried: [] }, artifact: { sha256: 'a'.repeat(64), bytes: 100 }, evaluation: null, peakMemoryBytes: null,
});

/** The facts of a company's own stream, as stored. */
export async function ledgerOf(api: TestApi, company: string): Promise<{ type: string; data: Record<string, unknown> }[]> {
  const stored = await api.app.get<Store>(STORE).log.read(`company-${company}`, 0, 1000);
  return stored.map(({ type, data }) => ({ type, data: JSON.parse(data) as Record<string, unknown> }));
}

/** Asks again until it holds; throws with what it saw last after so many milliseconds. */
export async function until<T>(ask: () => Promise<T>, holds: (answer: T) => boolean, withinMs = 60_000): Promise<T> {
  for (const end = Date.now() + withinMs; ;) {
    const answer = await ask();
    if (holds(answer)) return answer;
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms; last: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
}
