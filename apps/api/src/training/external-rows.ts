import type { Recorded } from '@capstan/kernel';
import type { Views } from '@capstan/event-log';
import { evolveExternal, type ExternalRunFact, externalUsage, headlineOf, type KnownRun, type RunRow, scoreOf } from '@capstan/training';

type Of<T extends ExternalRunFact['type']> = Recorded<Extract<ExternalRunFact, { type: T }>>;

/** A run trained elsewhere as a row: what the decider would fold, and under `asked` what the table of runs is sorted by. */
type Kept = KnownRun & { readonly asked: { readonly name: string; readonly datasetName: string | null; readonly partOf: null; readonly spec: { readonly model: { readonly kind: 'external' } } } };
interface Row { run: string; company: string; state: string; actor: string; at: string; fact: string; end_fact: string | null }

const kept = (run: KnownRun): Kept => ({ ...run, asked: { name: run.name, datasetName: run.datasets[0]?.name ?? null, partOf: null, spec: { model: { kind: 'external' } } } });
const figures = (run: KnownRun) => ({
  usage: JSON.stringify(externalUsage(run, run.endedAt ?? run.heardAt)), outcome: JSON.stringify({ metrics: headlineOf(run.latest, run.tags), baseline: null }),
  dataset: run.datasets[0]?.digest ?? '', ended: run.endedAt,
});

function write(views: Views, run: KnownRun, { run: id, company, actor, at, fact, end_fact }: Omit<Row, 'state'>): void {
  const { usage, outcome, dataset, ended } = figures(run);
  views.run('INSERT OR REPLACE INTO training_run (run, company, origin, situation, state, dataset, hash, epochs_done, usage, outcome, actor, at, fact, ended_at, end_fact) VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?)',
    id, company, run.origin, run.is, JSON.stringify(kept(run)), dataset, '', usage, outcome, actor, at, fact, ended, end_fact);
}

const rowOfRun = (views: Views, table: 'training_run' | 'training_deleted_run', company: string, run: string) =>
  views.get<Row>(`SELECT run, company, state, actor, at, fact, end_fact FROM ${table} WHERE company = ? AND run = ?`, company, run);

/** What is said of a deleted run changes nothing but that it is restored. */
function moved(views: Views, fact: Recorded<ExternalRunFact>, endFact?: string): void {
  const row = rowOfRun(views, 'training_run', fact.meta.company, fact.data.run);
  if (!row) return;
  const run = evolveExternal(JSON.parse(row.state) as KnownRun, { type: fact.type, data: fact.data } as ExternalRunFact) as KnownRun;
  write(views, run, { ...row, end_fact: endFact ?? row.end_fact });
}
const change = (views: Views, fact: Recorded<ExternalRunFact>) => moved(views, fact);

/** How runs trained elsewhere come into the table of runs. */
export const externalRowChanges = {
  ExternalRunBegan(views: Views, { id, type, data, meta }: Of<'ExternalRunBegan'>) {
    write(views, evolveExternal({ is: 'absent' }, { type, data }) as KnownRun, { run: data.run, company: meta.company, actor: meta.actor, at: meta.at, fact: id, end_fact: null });
  },
  ParamsLogged: change, MetricsLogged: change, TagsSet: change, TagRemoved: change, DatasetsRead: change, ArtifactKept: change, LoggedModelKept: change, ExternalRunWentOn: change,
  ExternalRunEnded(views: Views, fact: Of<'ExternalRunEnded'>) { moved(views, fact, fact.id); },
  ExternalRunDeleted(views: Views, fact: Of<'ExternalRunDeleted'>) {
    moved(views, fact);
    views.run('INSERT INTO training_deleted_run SELECT run, company, state, actor, at, fact, end_fact FROM training_run WHERE company = ? AND run = ?', fact.meta.company, fact.data.run);
    views.run('DELETE FROM training_run WHERE company = ? AND run = ?', fact.meta.company, fact.data.run);
  },
  ExternalRunRestored(views: Views, fact: Of<'ExternalRunRestored'>) {
    const row = rowOfRun(views, 'training_deleted_run', fact.meta.company, fact.data.run);
    if (!row) return;
    views.run('DELETE FROM training_deleted_run WHERE company = ? AND run = ?', fact.meta.company, fact.data.run);
    write(views, { ...JSON.parse(row.state) as KnownRun, deleted: false }, row);
  },
};

export const DELETED_RUNS = 'CREATE TABLE training_deleted_run (run TEXT PRIMARY KEY, company TEXT NOT NULL, state TEXT NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL, fact TEXT NOT NULL, end_fact TEXT) STRICT';

/** A run trained elsewhere with what stands beside it in its row. */
export interface ExternalRecord { readonly state: KnownRun; readonly company: string; readonly actor: string; readonly at: string; readonly fact: string; readonly endFact: string | null }
const recordOf = ({ state, company, actor, at, fact, end_fact }: Row): ExternalRecord => ({ state: JSON.parse(state) as KnownRun, company, actor, at, fact, endFact: end_fact });

/** The run with this id, if a script or a file told of it; a deleted one only where it is asked for. */
export function externalOf(views: Views, company: string, run: string, { deleted = false } = {}): ExternalRecord | undefined {
  const row = views.get<Row>(`SELECT run, company, state, actor, at, fact, end_fact FROM training_run WHERE company = ? AND run = ? AND origin <> 'capstan'`, company, run) ?? (deleted ? rowOfRun(views, 'training_deleted_run', company, run) : undefined);
  return row && recordOf(row);
}

/** All runs trained elsewhere, of some experiments. */
export function externalsOf(views: Views, company: string, experiments: readonly string[], which: 'active' | 'deleted' | 'all'): KnownRun[] {
  const states = (table: string, where: string) => views.all<{ state: string }>(`SELECT state FROM ${table} WHERE company = ? AND state ->> '$.experiment' IN (SELECT value FROM json_each(?)) ${where}`, company, JSON.stringify(experiments));
  const rows = [...(which === 'deleted' ? [] : states('training_run', `AND origin <> 'capstan'`)), ...(which === 'active' ? [] : states('training_deleted_run', ''))];
  return rows.map(({ state }) => JSON.parse(state) as KnownRun);
}

/** Runs of all companies that nobody has told of since a moment. */
export const silentExternals = (views: Views, since: string): { run: string; company: string }[] =>
  views.all(`SELECT run, company FROM training_run WHERE origin <> 'capstan' AND situation = 'running' AND state ->> '$.heardAt' < ? AND at < ?`, since, since);

/** As a line of the runs table. */
export function externalRowOf({ state, actor, at, fact }: ExternalRecord): RunRow {
  const { run, name, origin, is, endedAt, heardAt, datasets } = state;
  return {
    run, name, origin, situation: is, model: { kind: 'external' }, dataset: datasets[0]?.digest ?? null, datasetName: datasets[0]?.name ?? null, synthetic: false, epochsDone: null, epochs: null,
    score: scoreOf({ metrics: headlineOf(state.latest, state.tags), baseline: null }), usage: externalUsage(state, endedAt ?? heardAt), leaseUntil: null, endedAt, actor, at, fact,
  };
}
