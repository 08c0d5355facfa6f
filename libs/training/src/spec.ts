import { z } from 'zod';
import { DataSpec, plainData } from './data-spec.ts';
import { EvaluationRef } from './evaluation.ts';
import { all, held, knobs } from './knobs.ts';
import { LossSpec, OptimiserSpec, ScheduleSpec } from './learning-spec.ts';
import { BaselineRule, DatasetKind, ModelSpec, Task } from './model-spec.ts';

/** Which data a run learns from: the id it was added under, the hash of its content, and for a table the column to predict. */
export const DatasetRef = z.object({
  dataset: z.string().min(1).max(80),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  kind: DatasetKind,
  /** Tables only; null means the last column. */
  label: z.string().min(1).max(200).nullable().default(null),
});
export type DatasetRef = z.infer<typeof DatasetRef>;

/** Everything that decides how a run goes. The same spec, data and backend give the same weights. */
export const RunSpec = z.object({
  dataset: DatasetRef,
  model: ModelSpec,
  optimiser: OptimiserSpec.default({ kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }),
  ...all(knobs.run),
  /** Stop after so many epochs without a better validation loss; null trains all epochs. */
  patience: held(knobs.run.patience).unwrap().nullable().default(null),
  data: DataSpec.default(plainData),
  loss: LossSpec.default({ kind: 'usual' }),
  schedule: ScheduleSpec.default({ kind: 'constant' }),
  /** Gradients longer than this, all of them together, are shortened to it; null lets them be. */
  clip: held(knobs.run.clip).unwrap().nullable().default(null),
});
export type RunSpec = z.infer<typeof RunSpec>;
export type RunSpecInput = z.input<typeof RunSpec>;

const measure = z.number().nullable();
const count = z.number().int().nonnegative();

/** What the process of a run takes while it runs: memory of its own, cores it kept busy since the report before, memory of the GPU where the backend tells. */
export const Resources = z.object({ memoryBytes: count, cores: measure, gpuBytes: measure });
export type Resources = z.infer<typeof Resources>;

/** Sent at most once a second while a run is busy. `seconds` is busy wall time over all leases of the run. */
export const StepProgress = z.object({ epoch: count, epochs: count, step: count, steps: count, loss: z.number(), seconds: z.number(), samplesPerSecond: z.number(), resources: Resources.nullable().default(null) });
export type StepProgress = z.infer<typeof StepProgress>;

/** One epoch, counted from 1. Perplexity is for language models only, accuracy for all but regression. */
export const EpochMeasure = z.object({
  epoch: count, step: count,
  trainLoss: z.number(), validationLoss: z.number(),
  trainAccuracy: measure, validationAccuracy: measure, perplexity: measure,
  seconds: z.number(), samplesPerSecond: z.number(), flops: z.number(),
  best: z.boolean(),
});
export type EpochMeasure = z.infer<typeof EpochMeasure>;

export const ClassMeasure = z.object({ class: z.string(), precision: measure, recall: measure, f1: measure, support: count });
export type ClassMeasure = z.infer<typeof ClassMeasure>;

/** How well a model did on data it did not learn from. Precision, recall and F1 are macro means; null where the task has none. */
export const RunMetrics = z.object({
  task: Task,
  loss: z.number(),
  accuracy: measure, precision: measure, recall: measure, f1: measure,
  perplexity: measure, meanSquaredError: measure, meanAbsoluteError: measure,
  samples: count,
  /** Null beyond 200 classes, and where there are none. */
  perClass: z.array(ClassMeasure).nullable(),
  /** Rows are the truth, columns the prediction; null beyond 40 classes. */
  confusion: z.object({ classes: z.array(z.string()), counts: z.array(z.array(count)) }).nullable(),
});
export type RunMetrics = z.infer<typeof RunMetrics>;

/** What an energy estimate rests on: busy core seconds, watts of one busy core with its share of the machine, and the building's overhead. */
export const EnergyInputs = z.object({ coreSeconds: z.number().nonnegative(), wattsPerCore: z.number().positive(), pue: z.number().min(1) });
export type EnergyInputs = z.infer<typeof EnergyInputs>;
export const energyDefaults = { wattsPerCore: 10, pue: 1.2 } as const;

/** Kilowatt hours: hours × watts × PUE / 1000. */
export const energyKwh = (e: EnergyInputs): number => (e.coreSeconds / 3600) * e.wattsPerCore * e.pue / 1000;

export const BackendChoice = z.object({
  name: z.enum(['tensorflow', 'webgpu', 'wasm', 'cpu']), reason: z.string(),
  tried: z.array(z.object({ name: z.string(), outcome: z.string() })),
  /** Billions of floating-point operations per second in the calibration: the ceiling that MFU is measured against. */
  gflops: z.number(),
});
export type BackendChoice = z.infer<typeof BackendChoice>;

/** How a run ended, with the metrics of its best weights. `metrics` is null when it ended before a first epoch. */
export const RunOutcome = z.object({
  how: z.enum(['finished', 'early-stopped', 'stopped', 'failed']),
  /** Why it failed (`not-a-number`); null otherwise. Data, models and checkpoints that do not fit are refusals instead. */
  code: z.string().nullable(),
  reason: z.string().nullable(),
  epochs: count, bestEpoch: count.nullable(), parameters: count,
  metrics: RunMetrics.nullable(),
  baseline: z.object({ rule: BaselineRule, metrics: RunMetrics }).nullable(),
  seconds: z.number(), flops: z.number(), mfu: measure,
  energy: EnergyInputs, energyKwh: z.number(),
  backend: BackendChoice,
  artifact: z.object({ sha256: z.string(), bytes: count }).nullable(),
  /** Null for runs from before there was one, for those that were stopped, and for language models. */
  evaluation: EvaluationRef.nullable().default(null),
  /** The most memory that its last process took. */
  peakMemoryBytes: measure.default(null),
});
export type RunOutcome = z.infer<typeof RunOutcome>;

/** The card of a dataset: what it is, how it is split, and what is wrong with it. */
export const DatasetCard = z.object({
  kind: DatasetKind, task: Task, hash: z.string(), bytes: count,
  samples: count, train: count, validation: count,
  /** Characters, or label classes with their share; null for a numeric target. */
  classes: z.array(z.object({ class: z.string(), samples: count })).nullable(),
  shape: z.array(count), columns: z.array(z.object({ name: z.string(), type: z.enum(['number', 'category']), missing: count, use: z.enum(['feature', 'label', 'dropped']), why: z.string().nullable() })).nullable(),
  duplicates: count,
  /** Samples that stood in both splits and were taken out of the validation split. */
  leaks: count,
  /** Samples taken out before the split, and training samples taken out after it. */
  cleaned: z.object({ duplicates: count, missing: count, outliers: count }).nullable().default(null),
  synthetic: z.boolean(),
});
export type DatasetCard = z.infer<typeof DatasetCard>;
