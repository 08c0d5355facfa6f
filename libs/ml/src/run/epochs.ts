import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type EpochMeasure, learningRateAt, type Resources } from '@capstan/training';
import * as tf from '../tf.ts';
import type { Prepared } from '../data/prepared.ts';
import { refuse } from '../data/refusals.ts';
import type { TrainingOrder } from '../engine.ts';
import type { Tally } from '../metrics/tally.ts';
import type { Model, Pass } from '../models/model.ts';
import { randomAt } from '../random.ts';
import { nextBest, settleBest } from './best-weights.ts';
import { saveCheckpoint } from './checkpoint.ts';
import { tallyOf } from './evaluate.ts';
import { learn } from './learn.ts';
import type { Used } from './meter.ts';
import type { Optimiser } from './optimiser.ts';
import type { About, AboutWeights, Position } from './position.ts';
import { watchResources } from './resources.ts';

export interface Run {
  readonly order: TrainingOrder;
  readonly prepared: Prepared;
  readonly model: Model;
  readonly optimiser: Optimiser;
  readonly position: Position;
  /** What the run has used, earlier processes included. */
  readonly used: () => Used;
}

export type Ending = { readonly how: 'finished' | 'early-stopped' | 'stopped' } | { readonly how: 'failed'; readonly code: string; readonly reason: string };

const about = ({ order: { spec, backend }, position, used }: Run): About => ({ spec, backend: backend.name, position: { ...position, ...used() } });

const saveLast = (run: Run): Promise<unknown> =>
  saveCheckpoint(join(run.order.checkpointDir, 'last.ckpt'), about(run), new Map<string, tf.Tensor>([...run.model.parameters.all, ...run.optimiser.memory]));

const saveBest = (run: Run): Promise<{ sha256: string; bytes: number }> =>
  saveCheckpoint(nextBest(run.order.checkpointDir), { ...about(run), reading: run.prepared.reading, code: run.order.code ?? null } satisfies AboutWeights, run.model.parameters.all);

/** `step` is where it happened; null while validating. */
const notANumber = (epoch: number, step: number | null): Ending => ({
  how: 'failed', code: 'not-a-number', reason: (step === null ? refuse('not-a-number-validating', { epoch }) : refuse('not-a-number-at-step', { epoch, step })).message,
});

/** Says at most so often that it is time. */
function every(milliseconds: number): () => boolean {
  let last = performance.now();
  return () => performance.now() - last >= milliseconds && ((last = performance.now()), true);
}

interface Pace { report: () => boolean; save: () => boolean; resources: () => Resources }

/** The steps of one epoch from where the run stands; an ending when it must not go on. */
async function learnEpoch(run: Run, members: Int32Array, pace: Pace): Promise<Ending | undefined> {
  const { order: { spec, signal, onStep }, position, prepared } = run;
  const steps = Math.ceil(members.length / spec.batchSize), start = performance.now(), from = position.step;
  while (position.step < steps) {
    const batch = prepared.train.batch(members.subarray(position.step * spec.batchSize, (position.step + 1) * spec.batchSize), position.steps);
    const pass: Pass = { training: true, random: (layer) => randomAt(spec.seed, 'dropout', layer, position.steps) };
    const rate = learningRateAt(spec, { step: position.steps + 1, passes: position.epoch + position.step / steps, epochs: spec.epochs });
    const { loss, rows, right } = await learn({ model: run.model, task: prepared.task, loss: spec.loss, clip: spec.clip }, run.optimiser, batch, pass, { step: position.steps + 1, rate });
    position.step++;
    position.steps++;
    if (!Number.isFinite(loss)) return notANumber(position.epoch + 1, position.step);
    position.loss += loss * rows;
    position.rows += rows;
    position.right += right;
    if (pace.report()) {
      const samplesPerSecond = ((position.step - from) * spec.batchSize * 1000) / (performance.now() - start);
      await onStep?.({ epoch: position.epoch + 1, epochs: spec.epochs, step: position.step, steps, loss, seconds: run.used().seconds, samplesPerSecond, resources: pace.resources() });
    }
    await setImmediate();
    if (signal?.aborted) return { how: 'stopped' };
    if (pace.save()) await saveLast(run);
  }
  return undefined;
}

/** Books an epoch: its measure, the best weights so far, and a fresh start of the sums. */
async function closeEpoch(run: Run, tally: Tally, samplesPerSecond: number): Promise<EpochMeasure> {
  const { position, prepared } = run;
  const best = position.best === null || tally.loss < position.best.loss;
  position.epoch++;
  position.stale = best ? 0 : position.stale + 1;
  const metrics = tally.metrics(), { seconds, flops } = run.used();
  const measure: EpochMeasure = {
    epoch: position.epoch, step: position.steps, trainLoss: position.loss / position.rows, validationLoss: tally.loss,
    trainAccuracy: prepared.task === 'regression' ? null : position.right / position.rows, validationAccuracy: metrics.accuracy, perplexity: metrics.perplexity,
    seconds, samplesPerSecond, flops, best,
  };
  Object.assign(position, { step: 0, loss: 0, right: 0, rows: 0 });
  if (best) position.best = { epoch: position.epoch, loss: tally.loss, metrics, artifact: await saveBest(run) };
  return measure;
}

async function oneEpoch(run: Run, pace: Pace): Promise<Ending | undefined> {
  const { order: { spec, signal, onEpoch }, position, prepared } = run;
  const members = prepared.train.order(spec.seed, position.epoch), start = performance.now(), from = position.step * spec.batchSize;
  const ending = await learnEpoch(run, members, pace);
  if (ending) return ending;
  const samplesPerSecond = ((members.length - from) * 1000) / (performance.now() - start);
  const tally = await tallyOf(run.model, prepared, spec.loss, signal);
  if (!tally) return { how: 'stopped' };
  if (!Number.isFinite(tally.loss)) return notANumber(position.epoch + 1, null);
  const measure = await closeEpoch(run, tally, samplesPerSecond);
  // In this order: killed between the two, the run measures the epoch again. The other way round nobody would ever hear of it.
  await onEpoch?.(measure);
  await saveLast(run);
  await settleBest(run.order.checkpointDir);
  return undefined;
}

/** Trains until the epochs are done, nothing gets better, somebody stops it or the numbers break. A stopped run leaves a checkpoint. */
export async function trainEpochs(run: Run): Promise<Ending> {
  const { spec, checkpointEvery = 10 } = run.order;
  const pace: Pace = { report: every(1000), save: every(checkpointEvery * 1000), resources: watchResources() };
  while (run.position.epoch < spec.epochs) {
    if (spec.patience !== null && run.position.stale >= spec.patience) return { how: 'early-stopped' };
    const ending = await oneEpoch(run, pace);
    if (ending?.how === 'stopped') await saveLast(run);
    if (ending) return ending;
  }
  return { how: 'finished' };
}
