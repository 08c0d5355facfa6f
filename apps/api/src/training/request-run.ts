import type { Refusal } from '@capstan/kernel';
import type { Views } from '@capstan/event-log';
import { isEnded, MEMORY_LIMIT_MB, refuseTraining as refuse, type RequestRunBody, type Run, type RunRequest, shapeOf, trainingBytes } from '@capstan/training';
import { datasetOf } from './datasets.view.ts';
import { machineOf } from './machine.view.ts';
import { runOf } from './runs.view.ts';

/** The request of a run with what is looked up for it: the content of the dataset, the price of the machine. */
export function requestOf(views: Views, company: string, run: string, { name, dataset: wanted, costCap, ...settings }: RequestRunBody): RunRequest | Refusal {
  const dataset = datasetOf(views, company, wanted.dataset);
  if (!dataset) return refuse('dataset-unknown', undefined, 'dataset.dataset');
  if (wanted.label !== null && !dataset.columns) return refuse('label-needs-table', undefined, 'dataset.label');
  if (wanted.label !== null && !dataset.columns?.includes(wanted.label)) return refuse('label-unknown', { label: wanted.label }, 'dataset.label');
  const priced = machineOf(views, company);
  if (!priced) return refuse('machine-unknown');
  const spec = { ...settings, dataset: { ...wanted, hash: dataset.hash, kind: dataset.kind } };
  const needed = Math.ceil(trainingBytes(spec, shapeOf(dataset, settings.data)) / 2 ** 20);
  if (needed > MEMORY_LIMIT_MB) return refuse('memory-too-small', { needed, limit: MEMORY_LIMIT_MB }, 'batchSize');
  return { run, name, spec, datasetName: dataset.name, machine: priced.machine, costCap, pauseAt: null, partOf: null, retries: null };
}

/** The same again of a run that has ended: its spec and its cost cap, at today's price of the machine. */
export function retryOf(views: Views, company: string, again: string, run: string): RunRequest | Refusal {
  const row = runOf(views, company, run);
  if (!row) return refuse('run-unknown');
  const state = JSON.parse(row.state) as Exclude<Run, { is: 'absent' }>;
  if (!isEnded(state)) return refuse('run-not-over');
  const { name, spec, costCap } = state.asked;
  const request = requestOf(views, company, again, { ...spec, name, costCap });
  return 'refused' in request ? request : { ...request, retries: run };
}
