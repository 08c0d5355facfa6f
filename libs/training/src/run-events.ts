import { Decimal, fact, type FactOf, id, Instant, Label, PositiveMoney } from '@capstan/kernel';
import { z } from 'zod';
import { Machine } from './machine.ts';
import { BackendChoice, DatasetCard, EpochMeasure, RunOutcome, RunSpec, StepProgress } from './spec.ts';

export const RunId = id('run');
export const LeaseId = id('lease');
const wallSeconds = z.number().min(0).max(100_000_000);
const count = z.number().int().nonnegative();

/** What an engineer asked for, with the machine it will be billed by: a later change of price does not touch it. */
export const RunRequest = z.object({ run: RunId, name: Label, spec: RunSpec, datasetName: z.string(), machine: Machine });
export type RunRequest = z.infer<typeof RunRequest>;

/** What a run used until it ended, over all its attempts. `exactCost` is in minor units. */
export const Usage = z.object({ wallSeconds, cost: PositiveMoney, exactCost: Decimal, energyKwh: z.number().nonnegative() });
export type Usage = z.infer<typeof Usage>;

/** An end carries the request again, so that whoever listens needs nothing else. */
const ending = { ...RunRequest.shape, lease: LeaseId.nullable(), usage: Usage };

/** Specs gained settings over time; a run from before has what those were then: the defaults. */
const withSettings = (old: { spec: z.input<typeof RunSpec> }) => ({ ...old, spec: RunSpec.parse(old.spec) });
const settings = { version: 3, upcasts: { 1: withSettings, 2: withSettings } };

/** The facts of one run's own stream, `run-<id>`: chatty while it trains, final once it has ended. */
export const runFacts = [
  fact('RunRequested', RunRequest, settings),
  fact('RunLeased', z.object({ run: RunId, lease: LeaseId, trainer: z.string(), until: Instant, attempt: count })),
  fact('LeaseRenewed', z.object({ run: RunId, lease: LeaseId, until: Instant })),
  fact('RunStarted', z.object({ run: RunId, lease: LeaseId, backend: BackendChoice, card: DatasetCard, resumes: z.boolean() })),
  fact('EpochMeasured', z.object({ run: RunId, lease: LeaseId, measures: z.array(EpochMeasure), progress: StepProgress.nullable(), wallSeconds })),
  fact('CheckpointSaved', z.object({ run: RunId, lease: LeaseId, epoch: count, step: count, wallSeconds })),
  fact('RunInterrupted', z.object({ run: RunId, lease: LeaseId, reason: z.string(), wallSeconds })),
  fact('RunReleased', z.object({ run: RunId, lease: LeaseId, wallSeconds })),
  fact('StopAsked', z.object({ run: RunId })),
  fact('RunFinished', z.object({ ...ending, outcome: RunOutcome }), settings),
  fact('RunStopped', z.object({ ...ending, outcome: RunOutcome.nullable() }), settings),
  fact('RunFailed', z.object({ ...ending, reason: z.string(), outcome: RunOutcome.nullable() }), settings),
  fact('RunLost', z.object({ ...ending, reason: z.enum(['too-many-lapses', 'no-trainer-came-back']) }), settings),
] as const;
export type RunFact = FactOf<typeof runFacts>;
