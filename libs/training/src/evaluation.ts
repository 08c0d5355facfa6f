import { query } from '@capstan/kernel';
import { z } from 'zod';
import { Task } from './model-spec.ts';

const measure = z.number().nullable();
const count = z.number().int().nonnegative();

/**
 * Summaries that fit beside a run's metrics. `f1Micro` pools all classes (with one class per sample it is the accuracy), `f1Weighted`
 * weighs each class by its samples; areas are means over the classes, one against the rest. Null where the task has none.
 */
export const Averages = z.object({ f1Micro: measure, f1Weighted: measure, rocAuc: measure, averagePrecision: measure, rSquared: measure });
export type Averages = z.infer<typeof Averages>;

/** One class against all others, by every threshold; a class of two is told by its second one. Thinned for drawing: areas are exact. */
export const ClassCurves = z.object({
  class: z.string(), positives: count, negatives: count, rocAuc: measure, averagePrecision: measure,
  /** From the highest threshold to the lowest. The first point of a ROC calls nothing positive: its threshold is null. */
  roc: z.array(z.object({ threshold: z.number().nullable(), falsePositiveRate: z.number(), truePositiveRate: z.number() })),
  precisionRecall: z.array(z.object({ threshold: z.number(), recall: z.number(), precision: z.number() })),
});
export type ClassCurves = z.infer<typeof ClassCurves>;

/** A sample as people can look at it. `row` is its place in the data, counted from 1; pixels are bytes, row by row, channels last, in base64. */
export const Shown = z.object({
  row: z.number().int().positive(), confidence: z.number(), text: z.string().nullable(),
  picture: z.object({ width: count, height: count, channels: count, pixels: z.string() }).nullable(),
});
export type Shown = z.infer<typeof Shown>;

/** Samples of one cell of the confusion matrix, the ones the model was surest of first. */
export const CellExamples = z.object({ truth: z.string(), taken: z.string(), count, shown: z.array(Shown) });
export type CellExamples = z.infer<typeof CellExamples>;

/** What is too large for a fact: kept as a file named by its SHA-256 beside the weights. Null beyond forty classes, and where there are none. */
export const Evaluation = z.object({ task: Task, samples: count, curves: z.array(ClassCurves).nullable(), examples: z.array(CellExamples).nullable() }).meta({ id: 'RunEvaluation' });
export type Evaluation = z.infer<typeof Evaluation>;

/** Where the evaluation of a run is kept, and its summary. */
export const EvaluationRef = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: count, averages: Averages });
export type EvaluationRef = z.infer<typeof EvaluationRef>;

/** Bits a language model needs for a character: the binary logarithm of its perplexity. */
export const bitsPerCharacter = (perplexity: number | null): number | null => (perplexity === null ? null : Math.log2(perplexity));

/** Root of the mean squared error, in the unit of what was predicted. */
export const rootMeanSquaredError = (meanSquaredError: number | null): number | null => (meanSquaredError === null ? null : Math.sqrt(meanSquaredError));

export const evaluationApi = {
  evaluation: query('/companies/:company/training/runs/:run/evaluation', { permission: 'training:read', summary: 'How a run was judged sample by sample: curves by threshold, examples of each confusion', answer: Evaluation }),
};
