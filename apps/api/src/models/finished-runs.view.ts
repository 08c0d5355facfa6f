import type { Recorded, Refusal } from '@capstan/kernel';
import { readModel, type Views } from '@capstan/event-log';
import { headline, type Artifact, type Headline, type Lineage, refuseModel as refuse, type RegistrableRun, type RunFact } from '@capstan/training';

type Finished = Recorded<Extract<RunFact, { type: 'RunFinished' }>>;

/** What a version takes over from its run; the code is known from the weights. */
export interface FinishedRun { readonly lineage: Omit<Lineage, 'code'>; readonly artifact: Artifact | null; readonly metrics: Headline | null; readonly backend: string }

function finished({ run, name, spec, datasetName, usage, outcome }: Finished['data']): FinishedRun {
  const { dataset, hash, kind, label } = spec.dataset, { baseline, metrics } = outcome;
  return {
    lineage: {
      run, runName: name, dataset: { dataset, name: datasetName, hash, kind, label }, spec: spec.model, seed: spec.seed, parameters: outcome.parameters,
      cost: usage.cost, exactCost: usage.exactCost, energyKwh: usage.energyKwh, baseline: baseline && { rule: baseline.rule, metrics: headline(baseline.metrics) },
    },
    artifact: outcome.artifact, metrics: metrics && headline(metrics), backend: outcome.backend.name,
  };
}

/** Runs that finished, with what a registered version of them says. */
export const finishedRunsModel = readModel({
  name: 'model-runs',
  version: 1,
  tables: ['model_run'],
  schema: 'CREATE TABLE model_run (company TEXT NOT NULL, run TEXT NOT NULL, at TEXT NOT NULL, details TEXT NOT NULL, PRIMARY KEY (company, run)) STRICT',
  on: {
    RunFinished(views, { data, meta }: Finished) { views.run('INSERT OR REPLACE INTO model_run VALUES (?, ?, ?, ?)', meta.company, data.run, meta.at, JSON.stringify(finished(data))); },
  },
});

type WithWeights = FinishedRun & { readonly artifact: Artifact; readonly metrics: Headline };

/** A run that can be registered; refuses one that has not finished, and a baseline. */
export function registrable(views: Views, company: string, run: string): WithWeights | Refusal {
  const row = views.get<{ details: string }>('SELECT details FROM model_run WHERE company = ? AND run = ?', company, run);
  if (!row) return refuse('run-not-finished', undefined, 'run');
  const { artifact, metrics, ...rest } = JSON.parse(row.details) as FinishedRun;
  return artifact && metrics ? { ...rest, artifact, metrics } : refuse('run-without-weights', undefined, 'run');
}


const MOST = 200;

/** Runs that can be registered, newest first. */
export function registrableRuns(views: Views, company: string): RegistrableRun[] {
  const rows = views.all<{ details: string }>('SELECT details FROM model_run WHERE company = ? ORDER BY at DESC LIMIT ?', company, MOST);
  return rows.map(({ details }) => JSON.parse(details) as FinishedRun).filter(({ artifact }) => artifact !== null)
    .map(({ lineage: { run, runName, dataset, spec } }) => ({ run, name: runName, datasetName: dataset.name, kind: spec.kind }));
}
