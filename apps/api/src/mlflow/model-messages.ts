import { type KnownRun, type LoggedModel, measured, type Searched } from '@capstan/training';
import { metricsOf, pairs } from './messages.ts';

export const modelStatuses = { LOGGED_MODEL_PENDING: 'pending', LOGGED_MODEL_READY: 'ready', LOGGED_MODEL_UPLOAD_FAILED: 'failed' } as const;
const names = { pending: 'LOGGED_MODEL_PENDING', ready: 'LOGGED_MODEL_READY', failed: 'LOGGED_MODEL_UPLOAD_FAILED' } as const;

/** The models of a run that were not deleted. */
export const modelsOf = ({ models = {} }: KnownRun): LoggedModel[] => Object.values(models).filter(({ deleted }) => !deleted);

/** A logged model as MLflow says it; its metrics are those of its run. */
export const modelMessage = (run: KnownRun, { model, name, modelType, status, params, tags, createdAt, changedAt }: LoggedModel) => ({
  info: {
    model_id: model, experiment_id: run.experiment, name, creation_timestamp_ms: Date.parse(createdAt), last_updated_timestamp_ms: Date.parse(changedAt), artifact_uri: `mlflow-artifacts:/${run.run}/models/${model}`,
    status: names[status], ...(modelType !== null && { model_type: modelType }), source_run_id: run.run, tags: pairs(tags),
  },
  data: { params: pairs(params), metrics: metricsOf(run).map((one) => ({ ...one, model_id: model, run_id: run.run })) },
});

/** A logged model as its filters see it. Both spellings of its moments are MLflow's. */
export function searchedModel(run: KnownRun, { model, name, modelType, status, params, tags, createdAt, changedAt }: LoggedModel): Searched {
  const [created, changed] = [Date.parse(createdAt), Date.parse(changedAt)];
  return {
    attribute: {
      model_id: model, run_id: model, run_name: name, experiment_id: run.experiment, source_run_id: run.run, model_type: modelType ?? undefined, status: names[status].replace('LOGGED_MODEL_', ''),
      start_time: created, creation_time: created, creation_timestamp: created, last_updated_timestamp: changed, last_update_time: changed,
    },
    metric: Object.fromEntries(Object.entries(run.latest).map(([key, { value }]) => [key, measured(value)])), param: params, tag: tags, dataset: [],
  };
}
