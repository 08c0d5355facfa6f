import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isRefusal, type Refusal } from '@capstan/kernel';
import { energyDefaults, energyKwh, type EvaluationRef, lossFits, type RunMetrics, type RunOutcome, RunSpec } from '@capstan/training';
import * as tf from '../tf.ts';
import type { Prepared } from '../data/prepared.ts';
import { refuse } from '../data/refusals.ts';
import type { TrainingOrder, TrainRun } from '../engine.ts';
import { countFlops } from '../flops.ts';
import { measureBaseline, usualRule } from '../models/baselines.ts';
import { buildModel, type Trainable } from '../models/build.ts';
import { recoverBest, settleBest } from './best-weights.ts';
import { loadCheckpoint, restore } from './checkpoint.ts';
import { trainEpochs, type Ending, type Run } from './epochs.ts';
import { judge, keepEvaluation } from './judge.ts';
import { startMeter, type Used } from './meter.ts';
import { tooLargeFor } from './memory.ts';
import { optimiser } from './optimiser.ts';
import { beginning, type About, type Position } from './position.ts';
import { preparedFor } from './prepared-for.ts';
import { peakMemoryBytes } from './resources.ts';

interface Result extends Used {
  ending: Ending;
  metrics: RunMetrics | null;
  epochs: number;
  best: Position['best'];
  parameters: number;
  evaluation: EvaluationRef | null;
}

/** The account of a run. MFU is null where nothing was multiplied. */
function outcomeOf(order: TrainingOrder, prepared: Prepared, { ending, metrics, epochs, best, parameters, evaluation, seconds, coreSeconds, flops }: Result): RunOutcome | Refusal {
  const rule = usualRule(prepared), baseline = measureBaseline(prepared, rule, order.spec.loss);
  if (isRefusal(baseline)) return baseline;
  const energy = { coreSeconds, ...energyDefaults };
  return {
    how: ending.how, code: ending.how === 'failed' ? ending.code : null, reason: ending.how === 'failed' ? ending.reason : null,
    epochs, bestEpoch: best?.epoch ?? null, parameters, metrics, baseline: { rule, metrics: baseline },
    seconds, flops, mfu: flops > 0 ? flops / seconds / (order.backend.gflops * 1e9) : null,
    energy, energyKwh: energyKwh(energy), backend: order.backend, artifact: best?.artifact ?? null, evaluation, peakMemoryBytes: peakMemoryBytes(),
  };
}

const later = (before: Used, used: () => Used): (() => Used) => () => {
  const now = used();
  return { seconds: before.seconds + now.seconds, coreSeconds: before.coreSeconds + now.coreSeconds, flops: before.flops + now.flops };
};

type Saved = Awaited<ReturnType<typeof loadCheckpoint<About>>>;

const problem = (error: unknown): Refusal => refuse('checkpoint-damaged', { problem: error instanceof Error ? error.message : String(error) });

/** The run as it was left, or at its beginning. Refuses a damaged checkpoint and one of another spec. */
async function opened(order: TrainingOrder, model: Run['model'], memory: Run['optimiser']['memory']): Promise<Position | Refusal> {
  const saved: Saved | Refusal = order.resume ? await loadCheckpoint<About>(join(order.checkpointDir, 'last.ckpt')).catch(problem) : undefined;
  if (isRefusal(saved)) return saved;
  await recoverBest(order.checkpointDir, saved?.about.position.best?.artifact.sha256);
  if (!saved) return beginning();
  if (JSON.stringify(RunSpec.parse(saved.about.spec)) !== JSON.stringify(RunSpec.parse(order.spec))) return refuse('checkpoint-of-another-run');
  restore(model.parameters.all, saved.tensors);
  restore(memory, saved.tensors);
  return saved.about.position;
}

/** A full disk ends the run with that as its reason: the checkpoint before it is whole, and trying again would fill it again. */
const diskFull = (position: Position) => (error: unknown): Ending => {
  if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  return { how: 'failed', code: 'disk-full', reason: refuse('disk-full', { epochs: position.epoch }).message };
};

/** A cost cap leaves a tenth of the time, at most two seconds, to end in: half of it may go to judging. */
const judgingMs = (trainedSeconds: number): number => Math.min(1000, trainedSeconds * 50);

/** The best weights judged sample by sample. A full disk has no room for it; where a run was stopped it has to be quick. */
async function evaluated({ checkpointDir, dataset, judgeStoppedMs }: TrainingOrder, prepared: Prepared, model: Run['model'], { best }: Position, { how }: Ending, trained: number): Promise<EvaluationRef | null> {
  if (!best) return null;
  const until = how === 'stopped' ? performance.now() + (judgeStoppedMs ?? judgingMs(trained)) : Infinity;
  const saved = await loadCheckpoint<About>(join(checkpointDir, 'best.ckpt'));
  restore(model.parameters.all, saved!.tensors);
  const judged = await judge(model, prepared, dataset, best.metrics, until);
  return judged ? keepEvaluation(checkpointDir, judged).catch(unlessFull) : null;
}

const unlessFull = (error: unknown): null => {
  if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  return null;
};

async function trainModel(order: TrainingOrder, prepared: Prepared, spec: Trainable): Promise<RunOutcome | Refusal> {
  const model = buildModel(spec, prepared, order.spec.seed);
  if (isRefusal(model)) return model;
  const memory = optimiser(order.spec.optimiser, model.parameters.all);
  try {
    const position = await opened(order, model, memory.memory);
    if (isRefusal(position)) return position;
    const here = startMeter(), used = later({ seconds: position.seconds, coreSeconds: position.coreSeconds, flops: position.flops }, here);
    const ending = await trainEpochs({ order, prepared, model, optimiser: memory, position, used }).catch(diskFull(position));
    await settleBest(order.checkpointDir);
    return outcomeOf(order, prepared, { ending, metrics: position.best?.metrics ?? null, epochs: position.epoch, best: position.best, parameters: model.parameters.count, evaluation: await evaluated(order, prepared, model, position, ending, here().seconds), ...used() });
  } finally {
    model.parameters.dispose();
    memory.dispose();
  }
}

/**
 * Trains a model by its spec. It keeps `last.ckpt` to resume from and `best.ckpt`, the weights with the lowest validation
 * loss; metrics are theirs. Answers a refusal where data, model and checkpoint do not belong together.
 */
export const trainRun: TrainRun = async (order) => {
  const { spec, dataset, backend, checkpointDir } = order;
  await tf.setBackend(backend.name);
  countFlops();
  await mkdir(checkpointDir, { recursive: true });
  const used = startMeter();
  const prepared = preparedFor(spec, dataset);
  if (isRefusal(prepared)) return prepared;
  if (!lossFits(spec.loss, prepared.task)) return refuse('loss-does-not-fit');
  const tooLarge = tooLargeFor(prepared, spec);
  if (tooLarge) return tooLarge;
  if (spec.model.kind !== 'baseline') return trainModel(order, prepared, spec.model);
  const metrics = measureBaseline(prepared, spec.model.rule, spec.loss);
  if (isRefusal(metrics)) return metrics;
  return outcomeOf(order, prepared, { ending: { how: 'finished' }, metrics, epochs: 0, best: null, parameters: 0, evaluation: null, ...used() });
};
