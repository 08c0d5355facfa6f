import type { BackendChoice, DatasetCard, EpochMeasure, RunOutcome, RunSpec, StepProgress } from '@capstan/training';

/** What the process of a run is told when it starts. */
export interface Assignment { readonly run: string; readonly spec: RunSpec; readonly synthetic: boolean; readonly datasets: string; readonly checkpoint: string; readonly artifacts: string; /** Seconds between two snapshots of the checkpoint; null where nobody carries them anywhere. */ readonly snapshotEvery: number | null; /** Last epoch whose measure the trainer has. */ readonly heard: number }

/** What it says to the trainer, in the order it happens. */
export type FromRun =
  | { readonly say: 'started'; readonly backend: BackendChoice; readonly card: DatasetCard; readonly resumes: boolean }
  | { readonly say: 'epoch'; readonly measure: EpochMeasure }
  | { readonly say: 'step'; readonly progress: StepProgress }
  /** A copy of the checkpoint as it stands, the trainer's to hand over and remove. */
  | { readonly say: 'snapshot'; readonly folder: string }
  | { readonly say: 'ended'; readonly outcome: RunOutcome | null; readonly reason: string | null };

/** What the trainer says to it. Stopping writes a checkpoint first. */
export type ToRun = { readonly say: 'begin'; readonly assignment: Assignment } | { readonly say: 'stop' };
