import { z } from 'zod';

/** A hyper-parameter: what it is measured in, the limits it is held to, and where a form starts. */
export interface Knob { readonly unit: string; readonly min: number; readonly max: number; readonly default: number; readonly whole: boolean }

const whole = (unit: string, min: number, max: number, start: number): Knob => ({ unit, min, max, default: start, whole: true });
const real = (unit: string, min: number, max: number, start: number): Knob => ({ unit, min, max, default: start, whole: false });

const dropout = (start: number): Knob => real('share of units silenced', 0, 0.8, start);
const sequence = whole('characters per window (text only)', 8, 256, 64);
const recurrent = { units: whole('cells per layer', 4, 512, 96), layers: whole('layers', 1, 3, 1), embedding: whole('numbers per token', 4, 256, 32), sequence, dropout: dropout(0) };
const adam = { beta1: real('memory of the mean', 0, 0.999, 0.9), beta2: real('memory of the square', 0, 0.99999, 0.999), epsilon: real('added to the root', 1e-10, 1e-2, 1e-8) };
const weightDecay = (start: number): Knob => real('share of the weights taken away, times the step size', 0, 1, start);

/** Every hyper-parameter of the engine, so that forms, checks and docs read the same limits. */
export const knobs = {
  run: {
    epochs: whole('passes over the training data', 1, 1000, 4),
    batchSize: whole('samples per step', 1, 1024, 32),
    learningRate: real('step size', 1e-6, 1, 0.003),
    seed: whole('any whole number', 0, 2 ** 31 - 1, 1),
    validationShare: real('share of the data', 0.05, 0.5, 0.2),
    patience: whole('epochs without improvement', 1, 100, 3),
    warmup: whole('steps from nothing to the full step size', 0, 10_000, 0),
    clip: real('length of all gradients together', 0.001, 1000, 1),
  },
  mlp: {
    layers: whole('hidden layers', 1, 6, 2),
    units: whole('units per layer', 4, 1024, 128),
    dropout: dropout(0.2),
  },
  cnn: {
    blocks: whole('convolution and pooling pairs', 1, 3, 2),
    filters: whole('channels of the first block, doubled in each further one', 4, 64, 8),
    kernel: whole('pixels', 1, 7, 3),
    dense: whole('units of the hidden layer', 8, 512, 64),
    dropout: dropout(0.2),
  },
  resnet: {
    stages: whole('stages, each half as wide and high as the one before', 1, 4, 2),
    blocksPerStage: whole('residual blocks per stage', 1, 4, 1),
    filters: whole('channels of the first stage, doubled in each further one', 4, 64, 8),
    dropout: dropout(0),
  },
  rnn: recurrent,
  gru: recurrent,
  lstm: recurrent,
  transformer: {
    width: whole('numbers per token', 8, 512, 64),
    heads: whole('attention heads, a divisor of the width', 1, 16, 4),
    layers: whole('blocks', 1, 8, 2),
    expansion: whole('times the width, inside the feed-forward part', 1, 8, 4),
    sequence,
    dropout: dropout(0),
  },
  adam,
  adamw: { ...adam, weightDecay: weightDecay(0.01) },
  sgd: { momentum: real('share of the last step kept; 0 keeps none', 0, 0.999, 0.9), weightDecay: weightDecay(0) },
  step: { every: whole('epochs between two cuts', 1, 1000, 2), factor: real('what a cut leaves of the step size', 0.01, 0.99, 0.5) },
  cosine: { floor: real('share of the step size that is left at the end', 0, 1, 0.05) },
  data: { share: real('share of the training part', 0.01, 1, 1) },
  cleaning: { deviations: real('standard deviations from the mean that are no outlier yet', 1, 20, 4) },
  bpe: { vocabulary: whole('different tokens', 64, 4096, 256) },
  series: { window: whole('rows looked at', 2, 256, 24), horizon: whole('rows ahead', 1, 256, 1) },
  pictures: { side: whole('pixels each way', 8, 224, 32) },
  augmentation: {
    shift: whole('pixels at most, in any direction', 0, 16, 0),
    rotate: real('degrees at most, to either side', 0, 45, 0),
    scale: real('share larger or smaller, at most', 0, 0.5, 0),
    noise: real('standard deviation, where white is 1', 0, 0.5, 0),
  },
  huber: { delta: real('error in standard deviations from which it counts in proportion', 0.01, 10, 1) },
} as const satisfies Record<string, Record<string, Knob>>;

/** A number within a knob's limits; its default where it is left out. */
export const held = (k: Knob) => (k.whole ? z.number().int() : z.number()).min(k.min).max(k.max).default(k.default).meta({ unit: k.unit });

/** The same for each knob of a group. */
export const all = <G extends Record<string, Knob>>(group: G) => Object.fromEntries(Object.entries(group).map(([name, k]) => [name, held(k)])) as { [K in keyof G]: ReturnType<typeof held> };
