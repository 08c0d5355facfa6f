import { fact, type FactOf, id, Instant, Label } from '@capstan/kernel';
import { z } from 'zod';
import { Headline } from './events.ts';
import { LoggedModel } from './logged-model.ts';
import { Machine } from './machine.ts';
import { MetricPoint } from './metric-points.ts';
import { RunId, Usage } from './run-events.ts';

/** Where a run was recorded: by our own trainer, by a script through the tracking endpoint, or in a TensorBoard file. */
export const RunOrigin = z.enum(['capstan', 'mlflow', 'tensorboard']);
export type RunOrigin = z.infer<typeof RunOrigin>;
export const ExternalOrigin = RunOrigin.exclude(['capstan']);
export type ExternalOrigin = z.infer<typeof ExternalOrigin>;

/** `0` is there from the beginning, as every MLflow client expects; the others are ours. */
export const ExperimentId = z.union([z.literal('0'), id('experiment')]);
export const DEFAULT_EXPERIMENT = { experiment: '0', name: 'Default' } as const;

/** Most characters of a value: what the stock client sends at most. */
export const PARAM_LIMIT = 6000;
export const TAG_LIMIT = 8000;
const pair = (limit: number) => z.object({ key: z.string().min(1).max(250), value: z.string().max(limit) });
export const Param = pair(PARAM_LIMIT);
export type Param = z.infer<typeof Param>;
export const Tag = pair(TAG_LIMIT);
export type Tag = z.infer<typeof Tag>;

/** Data a run read, as its script names it. `digest` is the client's own short hash, `hash` the SHA-256 where the script says it. */
export const DatasetInput = z.object({ name: z.string().min(1).max(500), digest: z.string().min(1).max(36), sourceType: z.string().max(100), source: z.string().max(65_535), schema: z.string().nullable(), profile: z.string().nullable(), context: z.string().max(500).nullable() });
export type DatasetInput = z.infer<typeof DatasetInput>;

export const ArtifactFile = z.object({ path: z.string().min(1).max(1000), sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.number().int().nonnegative() });
export type ArtifactFile = z.infer<typeof ArtifactFile>;

const run = { run: RunId };

/** What a run reads and is billed by; `dataset` is ours where the script named the hash of one, else its own. */
export const ExternalEnd = z.object({
  ...run, name: Label, origin: ExternalOrigin, how: z.enum(['finished', 'stopped', 'failed', 'lost']), endedAt: Instant,
  stretch: z.number().int().min(1).describe('1, and one more each time a run goes on after its end'),
  dataset: z.object({ name: z.string(), digest: z.string(), hash: z.string().nullable() }).nullable(),
  metrics: Headline.nullable(), usage: Usage,
});
export type ExternalEnd = z.infer<typeof ExternalEnd>;

/** The facts of a run that was trained elsewhere, on its own stream `run-<id>`. */
export const externalRunFacts = [
  fact('ExternalRunBegan', z.object({ ...run, name: Label, experiment: ExperimentId, origin: ExternalOrigin, machine: Machine, startedAt: Instant, tags: z.array(Tag) })),
  fact('ParamsLogged', z.object({ ...run, params: z.array(Param).min(1) })),
  fact('MetricsLogged', z.object({ ...run, points: z.array(MetricPoint).min(1) })),
  fact('TagsSet', z.object({ ...run, tags: z.array(Tag).min(1) })),
  fact('TagRemoved', z.object({ ...run, key: z.string() })),
  fact('DatasetsRead', z.object({ ...run, datasets: z.array(DatasetInput).min(1) })),
  fact('ArtifactKept', z.object({ ...run, ...ArtifactFile.shape })),
  fact('LoggedModelKept', z.object({ ...run, model: LoggedModel })),
  fact('ExternalRunEnded', ExternalEnd),
  fact('ExternalRunWentOn', z.object({ ...run, at: Instant })),
  fact('ExternalRunDeleted', z.object(run)),
  fact('ExternalRunRestored', z.object(run)),
] as const;
export type ExternalRunFact = FactOf<typeof externalRunFacts>;

export const ExperimentName = z.string().trim().min(1).max(500);

/** Experiments group runs; they stand in the company's own ledger. */
export const experimentFacts = [
  fact('ExperimentOpened', z.object({ experiment: id('experiment'), name: ExperimentName, tags: z.array(Tag) })),
  fact('ExperimentRenamed', z.object({ experiment: ExperimentId, name: ExperimentName })),
  fact('ExperimentTagged', z.object({ experiment: ExperimentId, tag: Tag })),
  fact('ExperimentDeleted', z.object({ experiment: ExperimentId })),
  fact('ExperimentRestored', z.object({ experiment: ExperimentId })),
] as const;
export type ExperimentFact = FactOf<typeof experimentFacts>;
