import { command, Explained, id, Instant, Label, query } from '@capstan/kernel';
import { z } from 'zod';
import { DatasetId, PilotModel } from './events.ts';
import { RunOrigin } from './external-events.ts';
import { Machine } from './machine.ts';
import { CostCap, RunId, RunRequest, Usage } from './run-events.ts';
import { DatasetKind, ModelSpec } from './model-spec.ts';
import { RunNote } from './run-notes.ts';
import { BackendChoice, DatasetCard, DatasetRef, EpochMeasure, RunOutcome, RunSpec, StepProgress } from './spec.ts';

const count = z.number().int().nonnegative();
const by = { actor: z.string(), at: Instant, fact: z.string() };

export const RunSituation = z.enum(['queued', 'leased', 'running', 'pausing', 'paused', 'stopping', 'finished', 'stopped', 'failed', 'lost']);
export type RunSituation = z.infer<typeof RunSituation>;

/** The one figure a run is ranked by: accuracy, perplexity or mean absolute error, beside what the naive baseline reaches. */
export const Score = z.object({ metric: z.enum(['accuracy', 'perplexity', 'mean-absolute-error']), value: z.number().nullable(), baseline: z.number().nullable() });
export type Score = z.infer<typeof Score>;

/** One line of the runs table. `leaseUntil` in the past means that its trainer went silent. A run of another origin has no epochs, and no dataset unless its script named one. `synthetic`: its dataset was declared to be made by a program. */
export const RunRow = z.object({
  run: RunId, name: Label, origin: RunOrigin, situation: RunSituation, model: PilotModel, dataset: z.string().nullable(), datasetName: z.string().nullable(), synthetic: z.boolean(),
  epochsDone: count.nullable(), epochs: count.nullable(), score: Score.nullable(), usage: Usage, leaseUntil: Instant.nullable(), endedAt: Instant.nullable(), ...by,
}).meta({ id: 'RunRow' });
export type RunRow = z.infer<typeof RunRow>;

/** What happened to a run, one line a fact; measurements and renewals are left out. */
export const RunMoment = z.object({ type: z.string(), note: RunNote.nullable().describe('by its code, in words of the reader’s language'), ...by });
export type RunMoment = z.infer<typeof RunMoment>;

/** All that is known of one run of our own trainers. `usage` is as far as it was reported while the run is under way, and final once it has ended. */
export const RunView = RunRow.extend({
  origin: z.literal('capstan'), model: ModelSpec, dataset: z.string(), datasetName: z.string(), epochsDone: count, epochs: count,
  ...RunRequest.pick({ costCap: true, partOf: true, retries: true }).shape, pauseAt: count.nullable(),
  spec: RunSpec, machine: Machine, trainer: z.string().nullable(), attempts: count, interruptions: count,
  backend: BackendChoice.nullable(), parameters: count.nullable(), card: DatasetCard.nullable(),
  epochMeasures: z.array(EpochMeasure), progress: StepProgress.nullable(), checkpointEpoch: count.nullable(),
  outcome: RunOutcome.nullable(), reason: z.string().nullable(), moments: z.array(RunMoment),
  why: z.object({ cost: Explained, energy: Explained, wallTime: Explained, flops: Explained }),
}).meta({ id: 'RunView' });
export type RunView = z.infer<typeof RunView>;

/** A dataset as the list shows it. `card` is the engine's reading of it, known once a run has started on it. */
export const DatasetView = z.object({
  dataset: DatasetId, name: Label, kind: DatasetKind, hash: z.string(), bytes: count, rows: count, columns: z.array(z.string()).nullable(),
  synthetic: z.boolean(), source: z.string(), builtIn: z.boolean(), runs: count, card: DatasetCard.nullable(), actor: z.string().nullable(), at: Instant.nullable(), fact: z.string().nullable(),
}).meta({ id: 'DatasetView' });
export type DatasetView = z.infer<typeof DatasetView>;

/** Speed of the latest finished run of each kind of model, for estimates before a start. */
export const Pace = z.object({ model: z.string(), flopsPerSecond: z.number().positive(), run: RunId });
export type Pace = z.infer<typeof Pace>;

/** `assumed`: nobody has set the machine's price yet. `trainers`: who asked for work within the last seconds. */
export const MachineView = z.object({ machine: Machine, assumed: z.boolean(), pace: z.array(Pace), trainers: z.array(z.string()), fact: z.string().nullable() }).meta({ id: 'MachineView' });
export type MachineView = z.infer<typeof MachineView>;

/** What an engineer asks for: a run's spec with the dataset named by id; hash and kind are looked up. `costCap` is the most it may cost. */
export const RequestRunBody = z.object({ name: Label, ...RunSpec.omit({ dataset: true }).shape, dataset: DatasetRef.pick({ dataset: true, label: true }), costCap: CostCap.nullable().default(null) });
export type RequestRunBody = z.infer<typeof RequestRunBody>;

/** Largest upload: 20 MB of text is a long day of training on two cores; one batch of CIFAR-10 has 31 MB. */
export const DATASET_LIMIT_MB = 20;
export const PICTURES_FILE_LIMIT_MB = 32;
/** Pictures travel as base64, four bytes for three. */
const UPLOAD_LIMIT = Math.ceil((PICTURES_FILE_LIMIT_MB * 4) / 3) * 1_000_000;

/** A text, JSONL or CSV file as UTF-8 text, or pictures (a zip archive, a batch of CIFAR-10) as base64. The file's own name is not asked for: the dataset is named by a person. */
export const AddDatasetBody = z.object({ name: Label, kind: DatasetKind, content: z.string(), synthetic: z.boolean().default(false), source: z.string().trim().max(500).default('') });
export type AddDatasetBody = z.infer<typeof AddDatasetBody>;

const Nothing = z.object({});

export const trainingApi = {
  run: query('/companies/:company/training/runs/:run', { permission: 'training:read', summary: 'One run: spec, curves, metrics, cost', answer: RunView }),
  requestRun: command('/companies/:company/training/runs', { permission: 'training:run', summary: 'Ask for a training run', body: RequestRunBody }),
  stopRun: command('/companies/:company/training/runs/:run/stop', { permission: 'training:run', summary: 'Stop a run', body: Nothing }),
  pauseRun: command('/companies/:company/training/runs/:run/pause', { permission: 'training:run', summary: 'Pause a run: its process ends with a checkpoint', body: Nothing }),
  resumeRun: command('/companies/:company/training/runs/:run/resume', { permission: 'training:run', summary: 'Resume a paused run from its checkpoint', body: Nothing }),
  retryRun: command('/companies/:company/training/runs/:run/retry', { permission: 'training:run', summary: 'Ask again for a run that has ended: a new run of the same spec', body: Nothing }),
  datasets: query('/companies/:company/training/datasets', { permission: 'training:read', summary: 'Datasets', answer: z.array(DatasetView) }),
  addDataset: command('/companies/:company/training/datasets', { permission: 'training:run', summary: 'Upload texts, a table or pictures', body: AddDatasetBody, limit: UPLOAD_LIMIT + 1_000_000 }),
  withdrawDataset: command('/companies/:company/training/datasets/:dataset/withdraw', { permission: 'training:run', summary: 'Withdraw a dataset; finished runs keep its hash', body: Nothing }),
  machine: query('/companies/:company/training/machine', { permission: 'training:read', summary: 'Price and power of the training machine', answer: MachineView }),
  priceMachine: command('/companies/:company/training/machine', { permission: 'training:run', method: 'PUT', summary: 'Set price and power of the training machine', body: Machine }),
};

const LeaseRef = z.object({ lease: id('lease') });
const wallSeconds = z.number().min(0).max(100_000_000).describe('wall time of this attempt');

/** A run in a trainer's hands. */
export const Work = z.object({ run: RunId, lease: id('lease'), company: z.string(), spec: RunSpec, attempt: count, epochsHeard: count.describe('last epoch whose measure has arrived'), leaseSeconds: z.number().positive(),
  secondsLeft: z.number().nullable().describe('wall time until the run has cost its cap'), pauseAt: count.nullable().describe('epoch after which it pauses'),
  synthetic: z.boolean().default(false).describe('its data was declared to be made by a program') }).meta({ id: 'TrainerWork' });
export type Work = z.infer<typeof Work>;

/** What the run's situation asks of its trainer: `go-on`, `stop` at the next step, `pause` there with a checkpoint, `restart` from the checkpoint, or `drop` it, because it has ended or went elsewhere. */
export const Orders = z.object({ orders: z.enum(['go-on', 'stop', 'pause', 'restart', 'drop']) }).meta({ id: 'TrainerOrders' });
export type Orders = z.infer<typeof Orders>;

const told = <B extends z.ZodRawShape>(path: string, summary: string, body: B) =>
  command(`/trainer/runs/:run/${path}`, { permission: 'training:lease', summary, body: LeaseRef.extend(body), answer: Orders });

/** What trainers call, with their token and their name in `x-trainer`. */
export const trainerApi = {
  lease: command('/trainer/lease', { permission: 'training:lease', summary: 'Lease the next run that waits', body: z.object({ free: z.number().int().min(0).max(64).describe('runs this trainer could start now') }), answer: z.object({ work: Work.nullable() }) }),
  renew: told('renew', 'Keep a lease, ask for orders', {}),
  start: told('start', 'The process has chosen a backend and read the data', { backend: BackendChoice, card: DatasetCard, resumes: z.boolean() }),
  progress: told('progress', 'Epochs measured and checkpoints saved since the last report', { measures: z.array(EpochMeasure).max(2000), progress: StepProgress.nullable(), checkpoint: z.object({ epoch: count, step: count }).nullable(), wallSeconds }),
  interruption: told('interruption', 'The process of the run died', { reason: z.string().max(2000), wallSeconds }),
  release: told('release', 'Give the lease back; the run waits for the next trainer', { wallSeconds }),
  end: told('end', 'The run has ended: finished, stopped or failed; without an outcome it failed before the engine began', { outcome: RunOutcome.nullable(), reason: z.string().max(2000).nullable(), wallSeconds }),
};

