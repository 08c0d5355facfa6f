import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Averages, CellExamples, ClassCurves, Evaluation, EvaluationRef, RunMetrics } from '@capstan/training';
import * as tf from '../tf.ts';
import type { Dataset } from '../data/dataset.ts';
import { sha256 } from '../data/hash.ts';
import type { Prepared } from '../data/prepared.ts';
import { weightedF1 } from '../metrics/classes.ts';
import { cellExamples, type Said } from '../metrics/examples.ts';
import { rSquared } from '../metrics/regression.ts';
import { classCurves, meanAreas } from '../metrics/threshold-curves.ts';
import { batches } from '../models/baselines.ts';
import { looking, type Model } from '../models/model.ts';
import { inputsOf } from './learn.ts';

const AT_ONCE = 128;
/** More classes than this nobody tells apart in a drawing. */
const MOST_CLASSES = 40;
/** Probabilities of all samples and classes at once: 64 MB. */
const MOST_NUMBERS = 16_000_000;

/** What a model answers to each sample of the validation part, row by row, and what is true. */
interface Answers { readonly numbers: Float32Array; readonly truths: Float32Array; readonly width: number }

const isLate = (until: number) => performance.now() > until;

/** Undefined where there was no time for all of them. */
async function answersOf(model: Model, { validation, outputs }: Prepared, until: number): Promise<Answers | undefined> {
  const numbers = new Float32Array(validation.count * outputs), truths = new Float32Array(validation.count);
  let row = 0;
  for (const batch of batches(validation, validation.inOrder, AT_ONCE)) {
    const said = tf.tidy(() => model.outputs(inputsOf(batch), looking));
    numbers.set((await said.data()) as Float32Array, row * outputs);
    said.dispose();
    truths.set(batch.targets, row);
    row += batch.targets.length;
    await setImmediate();
    if (isLate(until)) return undefined;
  }
  return { numbers, truths, width: outputs };
}

/** Logits of one row become probabilities, in place. */
function softmax(row: Float32Array): void {
  const highest = row.reduce((a, b) => Math.max(a, b), -Infinity);
  let sum = 0;
  for (let i = 0; i < row.length; i++) sum += row[i] = Math.exp(row[i]! - highest);
  for (let i = 0; i < row.length; i++) row[i]! /= sum;
}

function classified({ numbers, truths, width }: Answers, { classes, validation }: Prepared, dataset: Dataset, until: number): { curves: ClassCurves[]; examples: CellExamples[] } | undefined {
  const all: Said[] = Array.from(truths, (truth, row) => {
    const likely = numbers.subarray(row * width, (row + 1) * width);
    softmax(likely);
    const taken = likely.indexOf(likely.reduce((a, b) => Math.max(a, b), -Infinity));
    return { sample: validation.inOrder[row]!, truth, taken, confidence: likely[taken]! };
  });
  // Of two classes the second tells both: its curves are the other's turned round.
  const told = classes.length === 2 ? [1] : [...classes.keys()];
  const curves: ClassCurves[] = [];
  for (const c of told) {
    curves.push(classCurves(classes[c]!, Float32Array.from(truths, (_, row) => numbers[row * width + c]!), truths.map((truth) => Number(truth === c))));
    if (isLate(until)) return undefined;
  }
  return { curves, examples: cellExamples(dataset, classes, all) };
}

const none: Averages = { f1Micro: null, f1Weighted: null, rocAuc: null, averagePrecision: null, rSquared: null };

export interface Judged { readonly evaluation: Evaluation; readonly averages: Averages }

/** What a model does on each sample of the validation part, as people want to see it; undefined for a language model where it would not fit memory, and where it is not done `until` a moment of the process's clock. */
export async function judge(model: Model, prepared: Prepared, dataset: Dataset, metrics: RunMetrics, until = Infinity): Promise<Judged | undefined> {
  const { task, validation, outputs, classes } = prepared, samples = validation.count;
  if (task === 'language-model' || samples * outputs > MOST_NUMBERS || samples === 0) return undefined;
  if (task === 'classification' && classes.length > MOST_CLASSES) return undefined;
  const answers = await answersOf(model, prepared, until);
  if (!answers) return undefined;
  if (task === 'regression') return { evaluation: { task, samples, curves: null, examples: null }, averages: { ...none, rSquared: rSquared(answers.truths, answers.numbers) } };
  const seen = classified(answers, prepared, dataset, until);
  return seen && { evaluation: { task, samples, ...seen }, averages: { ...none, ...meanAreas(seen.curves), f1Micro: metrics.accuracy, f1Weighted: metrics.perClass && weightedF1(metrics.perClass) } };
}

/** Writes an evaluation beside the checkpoints; answers how it is known. */
export async function keepEvaluation(folder: string, { evaluation, averages }: Judged): Promise<EvaluationRef> {
  const bytes = Buffer.from(JSON.stringify(evaluation));
  await writeFile(join(folder, 'evaluation.json'), bytes);
  return { sha256: sha256(bytes), bytes: bytes.length, averages };
}
