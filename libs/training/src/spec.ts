import { z } from 'zod';

/** A hyper-parameter: what it is measured in, the limits it is held to, and where a form starts. */
export interface Knob { readonly unit: string; readonly min: number; readonly max: number; readonly default: number; readonly whole: boolean }

const whole = (unit: string, min: number, max: number, start: number): Knob => ({ unit, min, max, default: start, whole: true });
const real = (unit: string, min: number, max: number, start: number): Knob => ({ unit, min, max, default: start, whole: false });

/** Every hyper-parameter of the engine, so that forms, checks and docs read the same limits. */
export const knobs = {
  run: {
    epochs: whole('passes over the training data', 1, 1000, 4),
    batchSize: whole('samples per step', 1, 1024, 32),
    learningRate: real('step size', 1e-6, 1, 0.003),
    seed: whole('any whole number', 0, 2 ** 31 - 1, 1),
    validationShare: real('share of the data', 0.05, 0.5, 0.2),
    patience: whole('epochs without improvement', 1, 100, 3),
  },
  cnn: {
    blocks: whole('convolution and pooling pairs', 1, 3, 2),
    filters: whole('channels of the first block, doubled in each further one', 4, 64, 8),
    kernel: whole('pixels', 1, 7, 3),
    dense: whole('units of the hidden layer', 8, 512, 64),
    dropout: real('share of units silenced', 0, 0.8, 0.2),
  },
  lstm: {
    units: whole('cells per layer', 4, 512, 96),
    layers: whole('layers', 1, 3, 1),
    embedding: whole('numbers per token', 4, 256, 32),
    sequence: whole('characters per window (text only)', 8, 256, 64),
    dropout: real('share of units silenced', 0, 0.8, 0),
  },
  transformer: {
    width: whole('numbers per token', 8, 512, 64),
    heads: whole('attention heads, a divisor of the width', 1, 16, 4),
    layers: whole('blocks', 1, 8, 2),
    expansion: whole('times the width, inside the feed-forward part', 1, 8, 4),
    sequence: whole('characters per window (text only)', 8, 256, 64),
    dropout: real('share of units silenced', 0, 0.8, 0),
  },
  adam: { beta1: real('memory of the mean', 0, 0.999, 0.9), beta2: real('memory of the square', 0, 0.99999, 0.999), epsilon: real('added to the root', 1e-10, 1e-2, 1e-8) },
  sgd: { momentum: real('share of the last step kept', 0, 0.999, 0.9) },
} as const satisfies Record<string, Record<string, Knob>>;

const held = (k: Knob) => (k.whole ? z.number().int() : z.number()).min(k.min).max(k.max).default(k.default).meta({ unit: k.unit });
const all = <G extends Record<string, Knob>>(group: G) => Object.fromEntries(Object.entries(group).map(([name, k]) => [name, held(k)])) as { [K in keyof G]: ReturnType<typeof held> };

export const DatasetKind = z.enum(['images', 'text', 'table']);
export type DatasetKind = z.infer<typeof DatasetKind>;

/** Which data a run learns from: the id it was added under, the hash of its content, and for a table the column to predict. */
export const DatasetRef = z.object({
  dataset: z.string().min(1).max(80),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  kind: DatasetKind,
  /** Tables only; null means the last column. */
  label: z.string().min(1).max(200).nullable().default(null),
});
export type DatasetRef = z.infer<typeof DatasetRef>;

export const BaselineRule = z.enum(['majority', 'unigram', 'bigram', 'mean', 'last-value']);
export type BaselineRule = z.infer<typeof BaselineRule>;

export const ModelSpec = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('cnn'), ...all(knobs.cnn) }),
  z.object({ kind: z.literal('lstm'), ...all(knobs.lstm) }),
  z.object({ kind: z.literal('transformer'), ...all(knobs.transformer) })
    .refine((m) => m.width % m.heads === 0, { error: 'The width must be a multiple of the number of heads.', path: ['heads'], params: { refusal: 'heads-do-not-divide-width' } }),
  z.object({ kind: z.literal('baseline'), rule: BaselineRule.default('majority') }),
]);
export type ModelSpec = z.infer<typeof ModelSpec>;
export type ModelKind = ModelSpec['kind'];

export const OptimiserSpec = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('adam'), ...all(knobs.adam) }),
  z.object({ kind: z.literal('sgd'), ...all(knobs.sgd) }),
]);
export type OptimiserSpec = z.infer<typeof OptimiserSpec>;

/** Everything that decides how a run goes. The same spec, data and backend give the same weights. */
export const RunSpec = z.object({
  dataset: DatasetRef,
  model: ModelSpec,
  optimiser: OptimiserSpec.default({ kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }),
  ...all(knobs.run),
  /** Stop after so many epochs without a better validation loss; null trains all epochs. */
  patience: held(knobs.run.patience).unwrap().nullable().default(null),
});
export type RunSpec = z.infer<typeof RunSpec>;
export type RunSpecInput = z.input<typeof RunSpec>;

/** What a model is asked to do; it follows from the data (and, in a table, from the label column). */
export const Task = z.enum(['classification', 'language-model', 'regression']);
export type Task = z.infer<typeof Task>;

/** Which models fit which data; the baseline rules stand beside them. */
export const fits = {
  images: { models: ['cnn', 'lstm', 'transformer', 'baseline'], rules: ['majority'] },
  text: { models: ['lstm', 'transformer', 'baseline'], rules: ['unigram', 'bigram'] },
  table: { models: ['lstm', 'transformer', 'baseline'], rules: ['majority', 'mean', 'last-value'] },
} as const satisfies Record<DatasetKind, { models: readonly ModelKind[]; rules: readonly BaselineRule[] }>;

/** Why a model cannot learn from this kind of data; undefined when it can. */
export function misfit(kind: DatasetKind, model: ModelSpec): string | undefined {
  if (!(fits[kind].models as readonly ModelKind[]).includes(model.kind)) return `a ${model.kind.toUpperCase()} looks for patterns in two dimensions, and ${kind === 'text' ? 'a text' : 'a row of a table'} has one`;
  if (model.kind === 'baseline' && !(fits[kind].rules as readonly BaselineRule[]).includes(model.rule)) return `the ${model.rule} rule says nothing about ${kind}`;
  return undefined;
}

const measure = z.number().nullable();
const count = z.number().int().nonnegative();

/** Sent at most once a second while a run is busy. `seconds` is busy wall time over all leases of the run. */
export const StepProgress = z.object({ epoch: count, epochs: count, step: count, steps: count, loss: z.number(), seconds: z.number(), samplesPerSecond: z.number() });
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
  synthetic: z.boolean(),
});
export type DatasetCard = z.infer<typeof DatasetCard>;
