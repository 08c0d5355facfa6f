import { RunSpec, type DatasetCard, type EpochMeasure, type RunMetrics, type RunOutcome } from '../src/spec.ts';
import type { RunFact, RunRequest } from '../src/run-events.ts';

/** The cast of the stories: one run of digits on a machine of 36.00 an hour, so that a second costs one cent. */
export const run = 'run-story0001';
export const leaseA = 'lease-aaaaaaaa';
export const leaseB = 'lease-bbbbbbbb';
export const hash = 'd'.repeat(64);

export const spec = RunSpec.parse({ dataset: { dataset: 'dataset-story0001', hash, kind: 'images' }, model: { kind: 'cnn' }, epochs: 3 });
export const asked: RunRequest = { run, name: 'First digits', spec, datasetName: 'Digits', machine: { pricePerHour: { amount: 3600, currency: 'EUR' }, watts: 100, pue: 1.2 }, costCap: null, pauseAt: null, partOf: null, retries: null };

export const metrics: RunMetrics = {
  task: 'classification', loss: 0.1, accuracy: 0.97, precision: 0.97, recall: 0.96, f1: 0.965, perplexity: null, meanSquaredError: null, meanAbsoluteError: null, samples: 4,
  perClass: [{ class: '0', precision: 1, recall: 1, f1: 1, support: 4 }], confusion: { classes: ['0'], counts: [[4]] },
};
export const backend = { name: 'wasm' as const, reason: 'fastest that passed', tried: [], gflops: 40 };
export const card: DatasetCard = { kind: 'images', task: 'classification', hash, bytes: 10, samples: 5, train: 4, validation: 1, classes: [{ class: '0', samples: 5 }], shape: [28, 28, 1], columns: null, duplicates: 0, leaks: 0, cleaned: null, synthetic: false };
export const measure = (epoch: number): EpochMeasure => ({ epoch, step: epoch * 10, trainLoss: 1 / epoch, validationLoss: 1 / epoch, trainAccuracy: 0.9, validationAccuracy: 0.9, perplexity: null, seconds: epoch, samplesPerSecond: 100, flops: 1e6, best: true });
export const outcome = (how: RunOutcome['how'] = 'finished', reason: string | null = null): RunOutcome => ({
  how, code: reason && 'engine-error', reason, epochs: 3, bestEpoch: 3, parameters: 1000, metrics, baseline: { rule: 'majority', metrics: { ...metrics, accuracy: 0.1 } },
  seconds: 9, flops: 1e9, mfu: 0.3, energy: { coreSeconds: 9, wattsPerCore: 10, pue: 1.2 }, energyKwh: 0.00003, backend, artifact: { sha256: 'a'.repeat(64), bytes: 100 }, evaluation: null, peakMemoryBytes: null,
});

export const requested: RunFact = { type: 'RunRequested', data: asked };
export const leased = (lease = leaseA, until = '2026-11-23T10:00:30.000Z', attempt = 1): RunFact => ({ type: 'RunLeased', data: { run, lease, trainer: 'local', until, attempt } });
export const started: RunFact = { type: 'RunStarted', data: { run, lease: leaseA, backend, card, resumes: false } };
export const measured = (wallSeconds: number): RunFact => ({ type: 'EpochMeasured', data: { run, lease: leaseA, measures: [measure(1)], progress: null, wallSeconds } });
export const stopAsked: RunFact = { type: 'StopAsked', data: { run, reason: null } };
export const interrupted = (wallSeconds: number): RunFact => ({ type: 'RunInterrupted', data: { run, lease: leaseA, reason: 'killed', wallSeconds } });
export const released = (wallSeconds: number): RunFact => ({ type: 'RunReleased', data: { run, lease: leaseA, wallSeconds } });

/** Usage at one cent a second and 100 W × 1.2. */
export const used = (seconds: number) => ({ wallSeconds: seconds, cost: { amount: seconds, currency: 'EUR' }, exactCost: `${seconds}.000000`, energyKwh: (seconds / 3600) * 100 * 1.2 / 1000 });
export const ending = (seconds: number, lease: string | null = leaseA) => ({ ...asked, lease, usage: used(seconds) });
