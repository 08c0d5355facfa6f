import { Decimal, fact, type FactOf, id, Instant, Label, PositiveMoney } from '@capstan/kernel';
import { z } from 'zod';
import { LONGEST_RUN_SECONDS, Machine } from './machine.ts';
import { BackendChoice, DatasetCard, EpochMeasure, RunOutcome, RunSpec, StepProgress } from './spec.ts';

export const RunId = id('run');
export const LeaseId = id('lease');
const wallSeconds = z.number().min(0).max(LONGEST_RUN_SECONDS);
const count = z.number().int().nonnegative();

/** The most a run may cost: above nothing, in whole minor units. */
export const CostCap = PositiveMoney.refine(({ amount }) => amount > 0, { error: 'A run that may cost nothing cannot begin.', path: ['amount'], params: { refusal: 'cap-nothing' } });
const epochs = count.min(1).describe('epochs done');

/**
 * What an engineer asked for, with the machine it will be billed by: a later change of price does not touch it.
 * `pauseAt` is an epoch after which the run pauses by itself, `partOf` the sweep it is a trial of, `retries` an ended run it repeats.
 */
export const RunRequest = z.object({
  run: RunId, name: Label, spec: RunSpec, datasetName: z.string(), machine: Machine,
  costCap: CostCap.nullable().default(null), pauseAt: epochs.nullable().default(null), partOf: id('sweep').nullable().default(null), retries: RunId.nullable().default(null),
});
export type RunRequest = z.infer<typeof RunRequest>;

/** What a run used until it ended, over all its attempts. `exactCost` is in minor units. */
export const Usage = z.object({ wallSeconds, cost: PositiveMoney, exactCost: Decimal, energyKwh: z.number().nonnegative() });
export type Usage = z.infer<typeof Usage>;

/** An end carries the request again, so that whoever listens needs nothing else. */
const ending = { ...RunRequest.shape, lease: LeaseId.nullable(), usage: Usage };

/** Why a run was stopped when nobody asked for it: it would have passed its cost cap, other trials of its sweep did better, or its sweep is over. */
export const StopReason = z.enum(['cost-cap', 'outdone', 'sweep-over']);
export type StopReason = z.infer<typeof StopReason>;
const reason = StopReason.nullable();

/** The lowest validation loss so far, after so many epochs: what a pause compares trials by. */
export const Reached = z.object({ epoch: epochs, validationLoss: z.number() });
export type Reached = z.infer<typeof Reached>;

/** Specs and requests gained settings over time; a run from before has what those were then: the defaults. */
const withSettings = (old: { spec: z.input<typeof RunSpec> }) => ({ ...old, spec: RunSpec.parse(old.spec) });
const withTerms = (old: { spec: z.input<typeof RunSpec> }) => ({ costCap: null, pauseAt: null, partOf: null, retries: null, ...withSettings(old) });
const settings = { version: 4, upcasts: { 1: withSettings, 2: withSettings, 3: withTerms } };
/** Until then runs were stopped by people alone. */
const asked = { reason: null };

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
  fact('StopAsked', z.object({ run: RunId, reason }), { version: 2, upcasts: { 1: (old: object) => ({ ...asked, ...old }) } }),
  fact('PauseAsked', z.object({ run: RunId })),
  fact('RunPaused', z.object({ run: RunId, lease: LeaseId.nullable(), partOf: id('sweep').nullable(), wallSeconds, usage: Usage, reached: Reached.nullable() })),
  fact('RunResumed', z.object({ run: RunId, pauseAt: epochs.nullable(), costCap: CostCap.nullable() })),
  fact('RunFinished', z.object({ ...ending, outcome: RunOutcome }), settings),
  fact('RunStopped', z.object({ ...ending, reason, outcome: RunOutcome.nullable() }), { ...settings, upcasts: { ...settings.upcasts, 3: (old: Parameters<typeof withTerms>[0]) => ({ ...asked, ...withTerms(old) }) } }),
  fact('RunFailed', z.object({ ...ending, reason: z.string(), outcome: RunOutcome.nullable() }), settings),
  fact('RunLost', z.object({ ...ending, reason: z.enum(['too-many-lapses', 'no-trainer-came-back']) }), settings),
] as const;
export type RunFact = FactOf<typeof runFacts>;
