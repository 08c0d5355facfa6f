import type { Recorded } from '@capstan/kernel';
import { readModel, type Views } from '@capstan/event-log';
import { evolveRun, isHeld, type Run, type RunFact } from '@capstan/training';
import { syntheticDatasets } from '../ledger/synthetic-datasets.ts';
import { DELETED_RUNS, externalRowChanges } from './external-rows.ts';

type Of<T extends RunFact['type']> = Recorded<Extract<RunFact, { type: T }>>;
type End = Of<'RunFinished' | 'RunStopped' | 'RunFailed' | 'RunLost'>;

/** One run as a row; `state` is what the decider itself would fold. */
export interface RunRecord {
  run: string; company: string; origin: string; situation: string; state: string; dataset: string; hash: string; synthetic: number;
  lease_until: string | null; epochs_done: number; backend: string | null; card: string | null; parameters: number | null;
  progress: string | null; checkpoint_epoch: number | null; outcome: string | null; usage: string | null; reason: string | null;
  actor: string; at: string; fact: string; ended_at: string | null; end_fact: string | null;
}

function moved(views: Views, fact: Recorded<RunFact>): void {
  const before = views.get<{ state: string }>('SELECT state FROM training_run WHERE run = ?', fact.data.run);
  if (!before) return;
  const state = evolveRun(JSON.parse(before.state) as Run, { type: fact.type, data: fact.data } as RunFact);
  views.run('UPDATE training_run SET state = ?, situation = ?, lease_until = ? WHERE run = ?', JSON.stringify(state), state.is, isHeld(state) ? state.lease.until : null, fact.data.run);
}

function ended(views: Views, fact: End): void {
  moved(views, fact);
  const { data, meta, id } = fact;
  const outcome = 'outcome' in data ? data.outcome : null;
  views.run(
    'UPDATE training_run SET outcome = ?, usage = ?, reason = ?, parameters = COALESCE(?, parameters), epochs_done = COALESCE(?, epochs_done), ended_at = ?, end_fact = ?, progress = NULL WHERE run = ?',
    outcome && JSON.stringify(outcome), JSON.stringify(data.usage), 'reason' in data ? data.reason : null, outcome?.parameters ?? null, outcome?.epochs ?? null, meta.at, id, data.run,
  );
}

/** What the table of runs is sorted and filtered by, worked out of the row itself. They stand before the long columns, so that five thousand are read fast. */
const SORTED = [
  `name TEXT COLLATE NOCASE AS (state ->> '$.asked.name') STORED`, `model TEXT AS (state ->> '$.asked.spec.model.kind') STORED`, `sweep TEXT AS (state ->> '$.asked.partOf') STORED`,
  `dataset_name TEXT COLLATE NOCASE AS (state ->> '$.asked.datasetName') STORED`,
  `cost REAL AS (CAST(usage ->> '$.exactCost' AS REAL)) STORED`, `wall_seconds REAL AS (usage ->> '$.wallSeconds') STORED`,
  `goodness REAL AS (CASE outcome ->> '$.metrics.task' WHEN 'classification' THEN outcome ->> '$.metrics.accuracy' WHEN 'language-model' THEN -(outcome ->> '$.metrics.perplexity') ELSE -(outcome ->> '$.metrics.meanAbsoluteError') END) STORED`,
].join(', ');

const synthetic = syntheticDatasets('training_synthetic');

/** Every run and where it stands. */
export const runsModel = readModel({
  name: 'training-runs',
  version: 5,
  tables: ['training_run', 'training_deleted_run', synthetic.table],
  schema: `CREATE TABLE training_run (
    run TEXT PRIMARY KEY, company TEXT NOT NULL, origin TEXT NOT NULL DEFAULT 'capstan', situation TEXT NOT NULL, ${SORTED}, state TEXT NOT NULL, dataset TEXT NOT NULL, hash TEXT NOT NULL, synthetic INTEGER NOT NULL DEFAULT 0,
    lease_until TEXT, epochs_done INTEGER NOT NULL, backend TEXT, card TEXT, parameters INTEGER,
    progress TEXT, checkpoint_epoch INTEGER, outcome TEXT, usage TEXT, reason TEXT,
    actor TEXT NOT NULL, at TEXT NOT NULL, fact TEXT NOT NULL, ended_at TEXT, end_fact TEXT) STRICT;
    ${synthetic.schema}
    CREATE INDEX training_run_of_company ON training_run (company, at);
    CREATE INDEX training_run_waiting ON training_run (situation, at);
    ${DELETED_RUNS}`,
  on: {
    ...synthetic.on,
    RunRequested(views, { data, meta, id }: Of<'RunRequested'>) {
      const state = evolveRun({ is: 'absent' }, { type: 'RunRequested', data });
      const { dataset, hash } = data.spec.dataset;
      views.run('INSERT INTO training_run (run, company, situation, state, dataset, hash, synthetic, epochs_done, actor, at, fact) VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)',
        data.run, meta.company, state.is, JSON.stringify(state), dataset, hash, synthetic.has(views, meta.company, dataset) ? 1 : 0, meta.actor, meta.at, id);
    },
    RunLeased: moved,
    LeaseRenewed: moved,
    RunStarted(views, fact: Of<'RunStarted'>) {
      moved(views, fact);
      const { run, backend, card, resumes } = fact.data;
      views.run('UPDATE training_run SET backend = ?, card = ?, epochs_done = CASE WHEN ? THEN epochs_done ELSE 0 END, progress = NULL WHERE run = ?', JSON.stringify(backend), JSON.stringify(card), resumes ? 1 : 0, run);
    },
    EpochMeasured(views, fact: Of<'EpochMeasured'>) {
      moved(views, fact);
      const { run, measures, progress } = fact.data;
      views.run('UPDATE training_run SET epochs_done = COALESCE(?, epochs_done), progress = COALESCE(?, progress) WHERE run = ?', measures.at(-1)?.epoch ?? null, progress && JSON.stringify(progress), run);
    },
    CheckpointSaved(views, fact: Of<'CheckpointSaved'>) {
      moved(views, fact);
      views.run('UPDATE training_run SET checkpoint_epoch = ? WHERE run = ?', fact.data.epoch, fact.data.run);
    },
    RunInterrupted: moved,
    RunReleased: moved,
    StopAsked: moved,
    PauseAsked: moved,
    RunPaused: moved,
    RunResumed: moved,
    RunFinished: ended,
    RunStopped: ended,
    RunFailed: ended,
    RunLost: ended,
    ...externalRowChanges,
  },
});

/** A company's runs of our own trainers, newest first. */
export const runsOf = (views: Views, company: string): RunRecord[] => views.all<RunRecord>(`SELECT * FROM training_run WHERE company = ? AND origin = 'capstan' ORDER BY at DESC, run`, company);

export const runOf = (views: Views, company: string, run: string): RunRecord | undefined => views.get<RunRecord>(`SELECT * FROM training_run WHERE company = ? AND run = ? AND origin = 'capstan'`, company, run);

/** Runs of all companies that a trainer may take: queued ones, oldest first, then those whose lease lapsed before a moment, or ends after one that no lease can reach. */
export const waiting = (views: Views, lapsedBefore: string, beyond: string): { run: string; company: string }[] =>
  views.all(`SELECT run, company FROM training_run WHERE situation = 'queued' OR (situation IN ('leased', 'running', 'pausing', 'stopping') AND (lease_until <= ? OR lease_until > ?)) ORDER BY situation <> 'queued', at LIMIT 20`, lapsedBefore, beyond);

/** Runs whose trainer has been silent since before a moment. */
export const silent = (views: Views, since: string): { run: string; company: string }[] =>
  views.all(`SELECT run, company FROM training_run WHERE situation IN ('leased', 'running', 'pausing', 'stopping') AND lease_until <= ?`, since);
