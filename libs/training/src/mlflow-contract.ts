import { Bytes, type Endpoint, type Permission, type Problem } from '@capstan/kernel';
import { z } from 'zod';
import { PARAM_LIMIT, TAG_LIMIT } from './external-events.ts';
import { MetricName } from './metric-points.ts';

/** MLflow's REST API 2.0, as far as its stock client needs it to record runs: <https://mlflow.org/docs/latest/rest-api.html>. */
const ROOT = '/companies/:company/mlflow/api/2.0';

/** How MLflow names what our refusals say. */
const codes: Readonly<Record<string, string>> = {
  'run-unknown': 'RESOURCE_DOES_NOT_EXIST', 'experiment-unknown': 'RESOURCE_DOES_NOT_EXIST', 'artifact-unknown': 'RESOURCE_DOES_NOT_EXIST', 'company-unknown': 'RESOURCE_DOES_NOT_EXIST',
  'experiment-exists': 'RESOURCE_ALREADY_EXISTS', 'run-deleted': 'INVALID_STATE', 'experiment-deleted': 'INVALID_STATE', 'run-over': 'INVALID_STATE', 'file-too-large': 'REQUEST_LIMIT_EXCEEDED', 'body-too-large': 'REQUEST_LIMIT_EXCEEDED',
};
const byStatus: Readonly<Record<number, string>> = { 401: 'UNAUTHENTICATED', 403: 'PERMISSION_DENIED', 404: 'RESOURCE_DOES_NOT_EXIST', 429: 'RESOURCE_EXHAUSTED', 500: 'INTERNAL_ERROR', 503: 'TEMPORARILY_UNAVAILABLE' };
const fields = ({ detail, errors }: Problem) => [detail, ...(errors ?? []).map(({ path, message }) => `${path}: ${message}`)].join(' ');

/** A refusal as MLflow's clients read it, beside its own form. */
export const mlflowRefusal = (problem: Problem) => ({ ...problem, error_code: codes[problem.code] ?? byStatus[problem.status] ?? 'INVALID_PARAMETER_VALUE', message: fields(problem) });

/** Answers are MLflow's own messages; int64 fields are numbers. */
const Answer = z.record(z.string(), z.unknown());
const shape = { answer: Answer, refusal: mlflowRefusal, status: 200 as const };
const ask = <Q extends z.ZodObject>(path: string, permission: Permission, summary: string, query: Q) => ({ method: 'GET', path: `${ROOT}/${path}`, permission, summary: `MLflow: ${summary}`, body: undefined, query, ...shape }) satisfies Endpoint;
const tell = <B extends z.ZodType>(path: string, permission: Permission, summary: string, body: B) => ({ method: 'POST', path: `${ROOT}/mlflow/${path}`, permission, summary: `MLflow: ${summary}`, body, query: undefined, ...shape }) satisfies Endpoint;
const model = <M extends 'POST' | 'PATCH' | 'DELETE', B extends z.ZodType>(method: M, path: string, permission: Permission, summary: string, body: B) => ({ ...tell(`logged-models${path}`, permission, summary, body), method }) satisfies Endpoint;

// Clients of other versions send fields that we do not know: those are let be.
const open = z.looseObject;
const text = z.string();
const key = z.string().min(1).max(250);
const int64 = z.union([z.number().int(), z.string().regex(/^-?\d{1,16}$/).transform(Number).pipe(z.number().int())]);
/** Without spaces around it, as it is kept. */
const ExperimentTitle = z.string().trim().min(1).max(500);
/** Milliseconds since 1970, until the year 9999. */
const Milliseconds = int64.refine((ms) => ms >= 0 && ms < 253_402_300_800_000, 'milliseconds since 1970');
/** JSON has no NaN; clients write it, and the infinities, as text. */
const Double = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity'])]);
const Entry = (limit: number) => open({ key, value: z.string().max(limit).default('') });
const MlflowTag = Entry(TAG_LIMIT);
const MlflowParam = Entry(PARAM_LIMIT);
const MlflowMetric = open({ key: MetricName, value: Double, timestamp: Milliseconds, step: int64.default(0) });
const Status = z.enum(['RUNNING', 'SCHEDULED', 'FINISHED', 'FAILED', 'KILLED']);
const ViewType = z.enum(['ACTIVE_ONLY', 'DELETED_ONLY', 'ALL']).default('ACTIVE_ONLY');
const run = { run_id: text };
const experiment = { experiment_id: text };
const page = { page_token: text.optional() };
/** What is asked for in a body on POST is asked for in the address on GET, where a list is one or many. */
const list = z.union([z.array(text), text.transform((one) => [one])]).default([]);
const searchExperiments = { max_results: z.coerce.number().int().min(1).max(50_000).default(1000), filter: text.default(''), order_by: list, view_type: ViewType, ...page };
const DatasetSent = open({
  dataset: open({ name: z.string().min(1).max(500), digest: z.string().min(1).max(36), source_type: z.string().max(100).default(''), source: z.string().max(65_535).default(''), schema: z.string().max(1_048_575).optional(), profile: z.string().max(1_048_575).optional() }),
  tags: z.array(open({ key, value: z.string().max(500).default('') })).default([]),
});
export type DatasetSent = z.infer<typeof DatasetSent>;
export type MetricSent = z.infer<typeof MlflowMetric>;

const READ = 'training:read', WRITE = 'training:run';
/** A batch has at most so many of each, as in MLflow; its text is a megabyte there, which ours may pass. */
const LogBatch = open({ ...run, metrics: z.array(MlflowMetric).max(1000).default([]), params: z.array(MlflowParam).max(100).default([]), tags: z.array(MlflowTag).max(100).default([]) });

export const mlflowApi = {
  createExperiment: tell('experiments/create', WRITE, 'create an experiment', open({ name: ExperimentTitle, artifact_location: text.optional(), tags: z.array(MlflowTag).default([]) })),
  searchExperiments: tell('experiments/search', READ, 'search experiments', open({ ...searchExperiments, max_results: z.number().int().min(1).max(50_000).default(1000) })),
  findExperiments: ask('mlflow/experiments/search', READ, 'search experiments', z.object(searchExperiments)),
  getExperiment: ask('mlflow/experiments/get', READ, 'an experiment', z.object(experiment)),
  getExperimentByName: ask('mlflow/experiments/get-by-name', READ, 'an experiment by its name', z.object({ experiment_name: text.trim() })),
  updateExperiment: tell('experiments/update', WRITE, 'rename an experiment', open({ ...experiment, new_name: ExperimentTitle })),
  deleteExperiment: tell('experiments/delete', WRITE, 'delete an experiment', open(experiment)),
  restoreExperiment: tell('experiments/restore', WRITE, 'restore an experiment', open(experiment)),
  tagExperiment: tell('experiments/set-experiment-tag', WRITE, 'set a tag of an experiment', open({ ...experiment, key, value: z.string().max(TAG_LIMIT).default('') })),
  createRun: tell('runs/create', WRITE, 'begin a run', open({ experiment_id: text.default('0'), start_time: Milliseconds.optional(), run_name: z.string().max(250).optional(), tags: z.array(MlflowTag).default([]) })),
  getRun: ask('mlflow/runs/get', READ, 'a run', z.object({ ...run, run_uuid: text.optional() })),
  searchRuns: tell('runs/search', READ, 'search runs', open({ experiment_ids: z.array(text).default([]), filter: z.string().max(10_000).default(''), run_view_type: ViewType, max_results: z.number().int().min(1).max(50_000).default(1000), order_by: z.array(text).default([]), ...page })),
  updateRun: tell('runs/update', WRITE, 'end, go on with or rename a run', open({ ...run, status: Status.optional(), end_time: Milliseconds.optional(), run_name: z.string().max(250).optional() })),
  deleteRun: tell('runs/delete', WRITE, 'delete a run; what it cost stands', open(run)),
  restoreRun: tell('runs/restore', WRITE, 'restore a run', open(run)),
  logMetric: tell('runs/log-metric', WRITE, 'log a metric', open({ ...run, ...MlflowMetric.shape })),
  logParameter: tell('runs/log-parameter', WRITE, 'log a parameter', open({ ...run, ...MlflowParam.shape })),
  logBatch: { ...tell('runs/log-batch', WRITE, 'log metrics, parameters and tags', LogBatch), limit: 4_000_000 },
  setTag: tell('runs/set-tag', WRITE, 'set a tag', open({ ...run, ...MlflowTag.shape })),
  deleteTag: tell('runs/delete-tag', WRITE, 'delete a tag', open({ ...run, key })),
  logInputs: { ...tell('runs/log-inputs', WRITE, 'name the datasets of a run', open({ ...run, datasets: z.array(DatasetSent).max(100).default([]) })), limit: 8_000_000 },
  metricHistory: ask('mlflow/metrics/get-history', READ, 'every point of a metric', z.object({ ...run, run_uuid: text.optional(), metric_key: text, max_results: z.coerce.number().int().min(1).max(25_000).optional(), ...page })),
  createModel: model('POST', '', WRITE, 'log a model with a run', open({ experiment_id: text.optional(), name: z.string().max(250).optional(), model_type: z.string().max(250).optional(), source_run_id: text.optional(), params: z.array(MlflowParam).max(100).default([]), tags: z.array(MlflowTag).max(100).default([]) })),
  getModel: ask('mlflow/logged-models/:model', READ, 'a model of a run', z.object({ model_id: text.optional(), allow_deleted: text.optional() })),
  finalizeModel: model('PATCH', '/:model', WRITE, 'say that a model is whole, or failed', open({ status: z.enum(['LOGGED_MODEL_PENDING', 'LOGGED_MODEL_READY', 'LOGGED_MODEL_UPLOAD_FAILED']) })),
  deleteModel: model('DELETE', '/:model', WRITE, 'delete a model of a run; its files stay', open({}).default({})),
  tagModel: model('PATCH', '/:model/tags', WRITE, 'set tags of a model', open({ tags: z.array(MlflowTag).max(100).default([]) })),
  untagModel: model('DELETE', '/:model/tags/:tag', WRITE, 'delete a tag of a model', open({}).default({})),
  logModelParams: model('POST', '/:model/params', WRITE, 'log parameters of a model', open({ params: z.array(MlflowParam).max(100).default([]) })),
  searchModels: tell('logged-models/search', READ, 'search models of runs', open({
    experiment_ids: z.array(text).default([]), filter: z.string().max(10_000).default(''), max_results: z.number().int().min(1).max(1000).default(100), order_by: z.array(open({ field_name: text, ascending: z.boolean().default(true) })).default([]), ...page,
  })),
  logOutputs: tell('runs/outputs', WRITE, 'name the models that came out of a run', open({ ...run, models: z.array(open({ model_id: text })).max(1000).default([]) })),
  listArtifacts: ask('mlflow/artifacts/list', READ, 'files of a run', z.object({ ...run, run_uuid: text.optional(), path: text.default(''), ...page })),
};

/** Largest file that a script may leave with a run. */
export const SCRIPT_FILE_LIMIT_MB = 2000;

/** Files of runs, through the API: their address is `mlflow-artifacts:/<run>/…`. */
export const mlflowFilesApi = {
  list: ask('mlflow-artifacts/artifacts', READ, 'files below a path', z.object({ path: text.default('') })),
  download: { method: 'GET', path: `${ROOT}/mlflow-artifacts/artifacts/:run/*`, permission: READ, summary: 'MLflow: a file of a run', body: undefined, query: undefined, answer: Bytes, refusal: mlflowRefusal } satisfies Endpoint,
  upload: { method: 'PUT', path: `${ROOT}/mlflow-artifacts/artifacts/:run/*`, permission: WRITE, summary: 'MLflow: keep a file with a run', body: Bytes, query: undefined, answer: Answer, refusal: mlflowRefusal, limit: SCRIPT_FILE_LIMIT_MB * 1_000_000 } satisfies Endpoint,
};
