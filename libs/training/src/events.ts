import { fact, type FactOf, id, Label, PositiveMoney } from '@capstan/kernel';
import { z } from 'zod';
import { Machine } from './machine.ts';
import { RunId } from './run-events.ts';
import { BaselineRule, DatasetKind, ModelSpec } from './model-spec.ts';
import { RunMetrics } from './spec.ts';

export const DatasetId = id('dataset');
const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().nonnegative();

/** What reading the file once tells: characters of a text, rows and column names of a table. */
export const DatasetFacts = z.object({ dataset: DatasetId, name: Label, kind: DatasetKind, hash: Hash, bytes: count, rows: count, columns: z.array(z.string()).nullable(), synthetic: z.boolean(), source: z.string().max(500) });
export type DatasetFacts = z.infer<typeof DatasetFacts>;

/** The metrics that fit on one line; the confusion matrix stays in the run's own stream. A run trained elsewhere may not tell its loss, nor its samples. */
export const Headline = RunMetrics.omit({ perClass: true, confusion: true }).extend({ loss: z.number().nullable(), samples: count.nullable() });
export type Headline = z.infer<typeof Headline>;

/** What learned: one of our models, or what a script elsewhere trained. */
export const PilotModel = z.union([ModelSpec, z.object({ kind: z.literal('external') })]);
export type PilotModel = z.infer<typeof PilotModel>;

const pilot = { run: RunId, name: Label, dataset: z.string().nullable(), datasetName: z.string().nullable(), model: PilotModel, seconds: z.number(), energyKwh: z.number(), cost: PositiveMoney, exactCost: z.string() };

/** The facts of training in the company's own ledger. */
export const trainingFacts = [
  fact('DatasetAdded', DatasetFacts),
  fact('DatasetWithdrawn', z.object({ dataset: DatasetId })),
  fact('TrainerPriced', Machine),
  fact('PilotFinished', z.object({ ...pilot, metrics: Headline.nullable(), baseline: z.object({ rule: BaselineRule, metrics: Headline }).nullable(), flops: z.number().nullable(), parameters: count.nullable(), backend: z.string() })),
  fact('PilotEnded', z.object({ ...pilot, how: z.enum(['stopped', 'failed', 'lost']), reason: z.string().nullable() })),
] as const;
export type TrainingFact = FactOf<typeof trainingFacts>;
