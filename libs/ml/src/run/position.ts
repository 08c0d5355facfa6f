import type { CodeVersion, RunMetrics, RunSpec } from '@capstan/training';
import type { Reading } from '../data/reading.ts';

/** Where a run stands. With the weights and the optimiser's memory this is all that it takes to go on as if nothing happened. */
export interface Position {
  /** Whole epochs done. */
  epoch: number;
  /** Steps done in the current epoch, and over all of them. */
  step: number;
  steps: number;
  /** Sums over the current epoch. */
  loss: number;
  right: number;
  rows: number;
  best: { epoch: number; loss: number; metrics: RunMetrics; artifact: { sha256: string; bytes: number } } | null;
  /** Epochs since the best one. */
  stale: number;
  /** What the run has used so far, over all its processes. */
  seconds: number;
  coreSeconds: number;
  flops: number;
}

/** What a checkpoint says about itself. */
export interface About { readonly spec: RunSpec; readonly backend: string; readonly position: Position }

/** What the best weights say beside that: enough to use them without their data. Those from before it was noted have neither. */
export interface AboutWeights extends About { readonly reading?: Reading; readonly code?: CodeVersion | null }

export const beginning = (): Position => ({ epoch: 0, step: 0, steps: 0, loss: 0, right: 0, rows: 0, best: null, stale: 0, seconds: 0, coreSeconds: 0, flops: 0 });
