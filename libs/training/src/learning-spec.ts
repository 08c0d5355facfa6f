import { z } from 'zod';
import { all, knobs } from './knobs.ts';
import type { DatasetKind, Task } from './model-spec.ts';

/** How weights follow their gradients. SGD without momentum is plain gradient descent; AdamW takes its decay beside the gradient. */
export const OptimiserSpec = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('adam'), ...all(knobs.adam) }),
  z.object({ kind: z.literal('adamw'), ...all(knobs.adamw) }),
  z.object({ kind: z.literal('sgd'), ...all(knobs.sgd) }),
]);
export type OptimiserSpec = z.infer<typeof OptimiserSpec>;

/** How the step size changes over a run. */
export const ScheduleSpec = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('constant') }),
  z.object({ kind: z.literal('step'), ...all(knobs.step) }),
  z.object({ kind: z.literal('cosine'), ...all(knobs.cosine) }),
]);
export type ScheduleSpec = z.infer<typeof ScheduleSpec>;

/** What is minimised. `usual` is cross-entropy for classes and characters, the mean squared error for a quantity. */
export const LossSpec = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('usual') }),
  z.object({ kind: z.literal('cross-entropy') }),
  z.object({ kind: z.literal('mean-squared-error') }),
  z.object({ kind: z.literal('huber'), ...all(knobs.huber) }),
]);
export type LossSpec = z.infer<typeof LossSpec>;

/** Where a run stands: `step` counts from 1 over all epochs, `passes` is how often the training data has been gone through before it. */
export interface Moment { readonly step: number; readonly passes: number; readonly epochs: number }
interface Pace { readonly learningRate: number; readonly warmup: number; readonly schedule: ScheduleSpec }

function share(schedule: ScheduleSpec, { passes, epochs }: Moment): number {
  if (schedule.kind === 'constant') return 1;
  if (schedule.kind === 'step') return schedule.factor ** Math.floor(passes / schedule.every);
  return schedule.floor + (1 - schedule.floor) * 0.5 * (1 + Math.cos((Math.PI * passes) / epochs));
}

/**
 * The step size of one step: the schedule's (cosine: Loshchilov and Hutter 2017), which the first `warmup` steps approach in a
 * straight line. It follows from where the run stands alone, so a resumed run needs nothing else.
 */
export const learningRateAt = ({ learningRate, warmup, schedule }: Pace, at: Moment): number => learningRate * share(schedule, at) * Math.min(1, at.step / (warmup + 1));

/** Whether a loss measures what the task asks for: classes by cross-entropy, quantities by distance. */
export const lossFits = ({ kind }: LossSpec, task: Task): boolean => kind === 'usual' || (kind === 'cross-entropy') === (task !== 'regression');

/** The same before the data has been read: a table may hold either. */
export const lossMayFit = (loss: LossSpec, kind: DatasetKind): boolean => kind === 'table' || lossFits(loss, 'classification');
