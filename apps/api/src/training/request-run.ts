import type { Refusal } from '@capstan/kernel';
import type { Views } from '@capstan/event-log';
import { type DatasetView, isEnded, MEMORY_LIMIT_MB, refuseTraining as refuse, type RequestRunBody, type Run, type RunRequest, type RunSpec, shapeOf, trainingBytes } from '@capstan/training';
import { datasetOf } from './datasets.view.ts';
import { machineOf } from './machine.view.ts';
import { runOf } from './runs.view.ts';

function tooLarge(spec: RunSpec, dataset: DatasetView): Refusal | undefined {
  const needed = Math.ceil(trainingBytes(spec, shapeOf(dataset, spec.data)) / 2 ** 20);
  return needed > MEMORY_LIMIT_MB ? refuse('memory-too-small', { needed, limit: MEMORY_LIMIT_MB }, 'batchSize') : undefined;
}

/** Why a step of a spec would not fit into memory; undefined when it does. */
export function memoryProblem(views: Views, company: string, spec: RunSpec): Refusal | undefined {
  const dataset = datasetOf(views, company, spec.dataset.dataset);
  return dataset ? tooLarge(spec, dataset) : refuse('dataset-unknown');
}

/** The request of a run with what is looked up for it: the content of the dataset, the price of the machine. */
export function requestOf(views: Views, company: string, run: string, { name, dataset: wanted, costCap, ...settings }: RequestRunBody): RunRequest | Refusal {
  const dataset = datasetOf(views, company, wanted.dataset);
  if (!dataset) return refuse('dataset-unknown', undefined, 'dataset.dataset');
  if (wanted.label !== null && !dataset.columns) return refuse('label-needs-table', undefined, 'dataset.label');
  if (wanted.label !== null && !dataset.columns?.includes(wanted.label)) return refuse('label-unknown', { label: wanted.label }, 'dataset.label');
  const priced = machineOf(views, company);
  if (!priced) return refuse('machine-unknown');
  const spec = { ...settings, dataset: { ...wanted, hash: dataset.hash, kind: dataset.kind } };
  return tooLarge(spec, dataset) ?? { run, name, spec, datasetName: dataset.name, machine: priced.machine, costCap, pauseAt: null, partOf: null, retries: null };
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
