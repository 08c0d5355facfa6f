import { type KnownRun, measured, NAME_TAG, type Searched } from '@capstan/training';
import type { ExperimentRow, StoredPoint } from './runs-elsewhere.ts';

const statuses = { running: 'RUNNING', finished: 'FINISHED', failed: 'FAILED', stopped: 'KILLED', lost: 'KILLED' } as const;
export const endings = { FINISHED: 'finished', FAILED: 'failed', KILLED: 'stopped' } as const;
/** MLflow's form of what stands by key. */
export const pairs = (all: Readonly<Record<string, string>>) => Object.entries(all).map(([key, value]) => ({ key, value }));
/** Where the context of a dataset stands in MLflow. */
export const CONTEXT_TAG = 'mlflow.data.context';
const USER_TAG = 'mlflow.user';

const ms = (at: string) => Date.parse(at);
const addressOf = (run: string) => `mlflow-artifacts:/${run}`;
const stage = (deleted: boolean) => (deleted ? 'deleted' : 'active');

function infoOf(run: KnownRun) {
  return {
    run_id: run.run, run_uuid: run.run, run_name: run.tags[NAME_TAG] ?? run.name, experiment_id: run.experiment, user_id: run.tags[USER_TAG] ?? '', status: statuses[run.is],
    start_time: ms(run.startedAt), ...(run.endedAt !== null && { end_time: ms(run.endedAt) }), artifact_uri: addressOf(run.run), lifecycle_stage: stage(run.deleted),
  };
}

const inputsOf = ({ datasets }: KnownRun) => datasets.map(({ name, digest, sourceType, source, schema, profile, context }) => ({
  dataset: { name, digest, source_type: sourceType, source, ...(schema !== null && { schema }), ...(profile !== null && { profile }) },
  tags: context === null ? [] : [{ key: CONTEXT_TAG, value: context }],
}));

export const metricsOf = ({ latest }: KnownRun) => Object.entries(latest).map(([key, { step, at, value }]) => ({ key, value, timestamp: ms(at), step }));
const outputsOf = ({ models = {} }: KnownRun) => Object.values(models).filter(({ deleted }) => !deleted).map(({ model }) => ({ model_id: model, step: 0 }));

/** A run as MLflow says it. */
export const runMessage = (run: KnownRun) => ({
  info: infoOf(run), inputs: { dataset_inputs: inputsOf(run) }, outputs: { model_outputs: outputsOf(run) },
  data: {
    metrics: metricsOf(run),
    params: pairs(run.params), tags: pairs({ ...run.tags, [NAME_TAG]: run.tags[NAME_TAG] ?? run.name }),
  },
});

/** A run as its filters see it. */
export const searchedRun = (run: KnownRun): Searched => ({
  attribute: { ...infoOf(run), end_time: run.endedAt === null ? undefined : ms(run.endedAt) }, metric: Object.fromEntries(Object.entries(run.latest).map(([key, { value }]) => [key, measured(value)])),
  param: run.params, tag: { ...run.tags, [NAME_TAG]: run.tags[NAME_TAG] ?? run.name }, dataset: run.datasets.map(({ name, digest, context }) => ({ name, run_name: name, digest, ...(context !== null && { context }) })),
});

export const experimentMessage = ({ experiment, name, deleted, tags, at, changedAt }: ExperimentRow) =>
  ({ experiment_id: experiment, name, artifact_location: 'mlflow-artifacts:/', lifecycle_stage: stage(deleted), creation_time: at, last_update_time: changedAt, tags: pairs(tags) });

export const searchedExperiment = ({ experiment, name, tags, at, changedAt }: ExperimentRow): Searched =>
  ({ attribute: { experiment_id: experiment, run_id: experiment, run_name: name, creation_time: at, last_update_time: changedAt, start_time: at }, metric: {}, param: {}, tag: tags, dataset: [] });

export const pointMessage = ({ metric, step, at, value, nan }: StoredPoint) =>
  ({ key: metric, value: nan ? 'NaN' : Number.isFinite(value) ? value : value > 0 ? 'Infinity' : '-Infinity', timestamp: at, step });

/** A page of a list, and where the next one begins; a place that no answer named is the beginning. */
export function pageOf<T>(all: readonly T[], { page_token, max_results }: { page_token?: string | undefined; max_results: number }): { page: readonly T[]; token: { next_page_token?: string } } {
  const from = placeOf(page_token), to = from + max_results;
  return { page: all.slice(from, to), token: to < all.length ? { next_page_token: String(to) } : {} };
}
export const placeOf = (token: string | undefined): number => (token !== undefined && /^\d{1,12}$/.test(token) ? Number(token) : 0);
