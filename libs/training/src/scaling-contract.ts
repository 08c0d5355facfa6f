import { PositiveMoney, query } from '@capstan/kernel';
import { z } from 'zod';
import { RunId } from './run-events.ts';
import { SweepId } from './sweep-events.ts';

const count = z.number().int().nonnegative();
const quantity = z.number().nonnegative();
const Law = z.object({ E: z.number(), A: z.number(), B: z.number(), alpha: z.number(), beta: z.number() });

/** One finished run of a study. `learned` counts every token or sample each time it was learned from; `flops` are those of training alone. */
export const ScalingPoint = z.object({ trial: count, run: RunId, name: z.string(), parameters: count, learned: quantity, loss: z.number(), flops: quantity, predicted: z.number().nullable() });
export type ScalingPoint = z.infer<typeof ScalingPoint>;

/** L = E + A/N^α + B/D^β over the points, with the 10th and 90th percentile of each number; or why there is none. */
export const ScalingOutcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fitted'), law: Law, low: Law, high: Law, error: z.number() }),
  z.object({ kind: z.literal('too-few'), found: count, needed: count }),
  z.object({ kind: z.literal('not-varied'), of: z.enum(['parameters', 'tokens']), sizes: count, spread: z.number() }),
  z.object({ kind: z.literal('not-steady'), error: z.number() }),
  z.object({ kind: z.literal('not-falling') }),
]);
export type ScalingOutcome = z.infer<typeof ScalingOutcome>;

/** The best model for so many times the operations of the largest run: what it would reach, and what it would take on the company's machine. */
export const Larger = z.object({ times: quantity, flops: quantity, parameters: quantity, learned: quantity, loss: z.number(), lossLow: z.number(), lossHigh: z.number(), machineHours: quantity, cost: PositiveMoney });
export type Larger = z.infer<typeof Larger>;

/** A family of sizes on growing data and the law that fits it. `flopsEach` is operations per parameter and token as counted in the kernels, `flopsPerSecond` the pace of the largest run. */
export const ScalingStudy = z.object({
  sweep: SweepId, unit: z.enum(['tokens', 'samples']), points: z.array(ScalingPoint), fit: ScalingOutcome, flopsEach: z.number().nullable(), flopsPerSecond: z.number().nullable(), ahead: z.array(Larger),
}).meta({ id: 'ScalingStudy' });
export type ScalingStudy = z.infer<typeof ScalingStudy>;

export const scalingApi = {
  study: query('/companies/:company/training/sweeps/:sweep/scaling', { permission: 'training:read', summary: 'The scaling law of a study, and what larger models would take', answer: ScalingStudy }),
};
