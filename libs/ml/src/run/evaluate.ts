import { setImmediate } from 'node:timers/promises';
import { isRefusal, type Refusal } from '@capstan/kernel';
import { type LossSpec, type RunMetrics, RunSpec } from '@capstan/training';
import * as tf from '../tf.ts';
import type { Dataset } from '../data/dataset.ts';
import type { Prepared } from '../data/prepared.ts';
import { softmaxLoss } from '../metrics/losses.ts';
import { Tally } from '../metrics/tally.ts';
import { batches } from '../models/baselines.ts';
import { buildModel } from '../models/build.ts';
import { looking, type Model } from '../models/model.ts';
import { errorLoss } from '../ops/quantity-loss.ts';
import { loadCheckpoint, restore } from './checkpoint.ts';
import { inputsOf } from './learn.ts';
import type { About } from './position.ts';
import { preparedFor } from './prepared-for.ts';

/** Enough rows for tall products, few enough to answer an abort at once. */
const AT_ONCE = 128;

/** How a model does on the validation part; undefined when the signal came first. */
export async function tallyOf(model: Model, prepared: Prepared, lossSpec: LossSpec, signal?: AbortSignal): Promise<Tally | undefined> {
  const tally = new Tally(prepared.task, prepared.classes, prepared.deviation, errorLoss(lossSpec), prepared.lengths);
  for (const batch of batches(prepared.validation, prepared.validation.inOrder, AT_ONCE)) {
    const outputs = tf.tidy(() => model.outputs(inputsOf(batch), looking));
    const numbers = (await outputs.data()) as Float32Array;
    outputs.dispose();
    batch.targets.forEach((truth, row) => {
      if (prepared.task === 'regression') return tally.addQuantity(truth, numbers[row]!);
      const { index, loss } = softmaxLoss(numbers, row, prepared.outputs, truth);
      tally.addClass(truth, index, loss);
    });
    await setImmediate();
    if (signal?.aborted) return undefined;
  }
  return tally;
}

/** The metrics of a saved model on the validation part that its own run had. Refuses data that its model does not fit; throws without a file. */
export async function evaluate({ artifact, dataset }: { artifact: string; dataset: Dataset }): Promise<RunMetrics | Refusal> {
  const saved = await loadCheckpoint<About>(artifact);
  if (!saved) throw new Error(`there is no ${artifact}`);
  const spec = RunSpec.parse(saved.about.spec);
  const prepared = preparedFor(spec, dataset);
  if (isRefusal(prepared)) return prepared;
  if (spec.model.kind === 'baseline') throw new Error('a baseline has no weights');
  const model = buildModel(spec.model, prepared, spec.seed);
  if (isRefusal(model)) return model;
  restore(model.parameters.all, saved.tensors);
  const tally = await tallyOf(model, prepared, spec.loss);
  model.parameters.dispose();
  return tally!.metrics();
}
