import { dayOf, type Decider, isRefusal, kernelRefusals, MOST_MINOR_UNITS, type Refusal, refusing } from '@capstan/kernel';
import type { ArtifactFile, DatasetInput, ExternalEnd, ExternalRunFact, Param, Tag } from './external-events.ts';
import { DATASET_TAG, evolveExternal, type ExternalRun, externalUsage, type KnownRun, machineTagReads } from './external-run.ts';
import { headlineOf } from './external-score.ts';
import { type ChangeModel, changedModel, type LogModel, newModel } from './logged-model.ts';
import type { MetricPoint } from './metric-points.ts';
import { refuse } from './refusals.ts';

type Began = Extract<ExternalRunFact, { type: 'ExternalRunBegan' }>['data'];
interface OfRun { run: string }

export type ExternalRunCommand =
  | ({ type: 'BeginExternalRun' } & Began)
  | ({ type: 'LogBatch'; metrics: readonly MetricPoint[]; params: readonly Param[]; tags: readonly Tag[] } & OfRun)
  | ({ type: 'RemoveTag'; key: string } & OfRun)
  | ({ type: 'NoteDatasets'; datasets: readonly DatasetInput[] } & OfRun)
  | ({ type: 'KeepArtifact' } & OfRun & ArtifactFile)
  | ({ type: 'LogModel' } & OfRun & LogModel)
  | ({ type: 'ChangeModel' } & OfRun & ChangeModel)
  | ({ type: 'EndExternalRun'; how: ExternalEnd['how']; endedAt: string; today: string } & OfRun)
  | ({ type: 'EndSilentRun'; how: 'stopped' | 'lost'; now: string } & OfRun)
  | ({ type: 'GoOn'; at: string } & OfRun)
  | ({ type: 'DeleteExternalRun'; now: string } & OfRun)
  | ({ type: 'RestoreExternalRun' } & OfRun);

type Answer = ExternalRunFact[] | Refusal;
type Of<T extends ExternalRunCommand['type']> = Extract<ExternalRunCommand, { type: T }>;

const unread = (tags: readonly Tag[]) => tags.find((tag) => !machineTagReads(tag));
const some = <T extends ExternalRunFact>(wanted: boolean, fact: T): T[] => (wanted ? [fact] : []);

/** Only what is new: a batch that comes again changes nothing. Points are the same by metric, step, moment and value, which who reads them sees to. */
function log({ run: id, metrics, params, tags }: Of<'LogBatch'>, run: KnownRun): Answer {
  const wrong = unread(tags);
  if (wrong) return refuse('tag-unreadable', { key: wrong.key });
  const known = { ...run.params }, fresh: Param[] = [];
  for (const one of params) {
    const was = Object.hasOwn(known, one.key) ? known[one.key] : undefined;
    if (was !== undefined && was !== one.value) return refuse('param-changed', { key: one.key, was });
    if (was === undefined) fresh.push(one);
    known[one.key] = one.value;
  }
  const changed = tags.filter(({ key, value }) => run.tags[key] !== value);
  return [
    ...some(fresh.length > 0, { type: 'ParamsLogged', data: { run: id, params: fresh } }),
    ...some(changed.length > 0, { type: 'TagsSet', data: { run: id, tags: changed } }),
    ...some(metrics.length > 0, { type: 'MetricsLogged', data: { run: id, points: [...metrics] } }),
  ];
}

/** What a run learnt from: the dataset whose hash its script names, under the first name it was read by. */
function datasetOf({ datasets, tags }: KnownRun): ExternalEnd['dataset'] {
  const [first] = datasets, hash = tags[DATASET_TAG] ?? null;
  if (!first && hash === null) return null;
  return { name: first?.name ?? hash!.slice(0, 12), digest: first?.digest ?? hash!, hash };
}

function end(run: KnownRun, how: ExternalEnd['how'], endedAt: string, today: string): ExternalRunFact {
  const day = dayOf(endedAt);
  const { name, origin, stretch } = run;
  return {
    type: 'ExternalRunEnded', effective: day < today ? day : today,
    data: { run: run.run, name, origin, how, endedAt, stretch, dataset: datasetOf(run), metrics: headlineOf(run.latest, run.tags), usage: externalUsage(run, endedAt) },
  };
}

/** A script that was taken for dead and says now when it ended was alive all the time. */
function alive(c: Of<'EndExternalRun'>, run: KnownRun): ExternalRunFact[] {
  const on: ExternalRunFact = { type: 'ExternalRunWentOn', data: { run: c.run, at: run.endedAt ?? c.endedAt } };
  return [on, end(evolveExternal(run, on) as KnownRun, c.how, c.endedAt, c.today)];
}

function finish(c: Of<'EndExternalRun'>, run: KnownRun): Answer {
  if (run.is === 'lost' && Date.parse(c.endedAt) >= Date.parse(run.endedAt ?? run.startedAt)) return alive(c, run);
  if (run.is !== 'running') return run.is === c.how ? [] : refuse('run-over');
  if (Date.parse(c.endedAt) < Date.parse(run.startedAt)) return refuse('ends-before-start');
  return [end(run, c.how, c.endedAt, c.today)];
}

/** A script that was heard of last at a moment ahead of our clock ended now. */
function silent({ how, now }: Of<'EndSilentRun'>, run: KnownRun): Answer {
  if (run.is !== 'running') return how === 'lost' ? [] : refuse('run-over');
  return [end(run, how, Date.parse(run.heardAt) < Date.parse(now) ? run.heardAt : now, dayOf(now))];
}

const sameFile = (run: KnownRun, { path, sha256 }: ArtifactFile) => Object.hasOwn(run.artifacts, path) && run.artifacts[path]?.sha256 === sha256;
const sameData = (run: KnownRun, one: DatasetInput) => run.datasets.some(({ name, digest, context }) => name === one.name && digest === one.digest && context === one.context);

function written(c: Exclude<ExternalRunCommand, Of<'BeginExternalRun' | 'DeleteExternalRun' | 'RestoreExternalRun'>>, run: KnownRun): Answer {
  switch (c.type) {
    case 'LogBatch': return log(c, run);
    case 'RemoveTag': return some(Object.hasOwn(run.tags, c.key), { type: 'TagRemoved', data: { run: c.run, key: c.key } });
    case 'NoteDatasets': {
      const datasets = c.datasets.filter((one) => !sameData(run, one));
      return some(datasets.length > 0, { type: 'DatasetsRead', data: { run: c.run, datasets } });
    }
    case 'KeepArtifact': { const { type: _, ...data } = c; return some(!sameFile(run, c), { type: 'ArtifactKept', data }); }
    case 'LogModel': return some(!Object.hasOwn(run.models ?? {}, c.model), { type: 'LoggedModelKept', data: { run: c.run, model: newModel(c) } });
    case 'ChangeModel': {
      const model = changedModel(Object.hasOwn(run.models ?? {}, c.model) ? run.models?.[c.model] : undefined, c);
      return isRefusal(model) ? model : [{ type: 'LoggedModelKept', data: { run: c.run, model } }];
    }
    case 'EndExternalRun': return finish(c, run);
    case 'EndSilentRun': return silent(c, run);
    case 'GoOn': return some(run.is !== 'running', { type: 'ExternalRunWentOn', data: { run: c.run, at: c.at } });
  }
}

/** What was used until it is deleted stays used: a run that still trains ends with that. */
const deletion = (c: Of<'DeleteExternalRun'>, run: KnownRun): ExternalRunFact[] =>
  [...(run.is === 'running' ? silent({ type: 'EndSilentRun', run: c.run, how: 'stopped', now: c.now }, run) as ExternalRunFact[] : []), { type: 'ExternalRunDeleted', data: { run: c.run } }];

const refuseAmount = refusing(kernelRefusals);
/** No run costs more than an amount of money can be, whatever moments and prices a script tells. */
function payable(before: ExternalRun, facts: ExternalRunFact[]): Answer {
  const run = facts.reduce(evolveExternal, before);
  return run.is !== 'absent' && externalUsage(run, run.endedAt ?? run.heardAt).cost.amount > MOST_MINOR_UNITS ? refuseAmount('amount-too-large') : facts;
}

function decide(c: ExternalRunCommand, run: ExternalRun): Answer {
  const answer = decided(c, run);
  return isRefusal(answer) ? answer : payable(run, answer);
}

function decided(c: ExternalRunCommand, run: ExternalRun): Answer {
  if (c.type === 'BeginExternalRun') {
    const { type: _, ...data } = c;
    const wrong = unread(data.tags);
    if (wrong) return refuse('tag-unreadable', { key: wrong.key });
    return run.is === 'absent' ? [{ type: 'ExternalRunBegan', data }] : refuse('run-exists');
  }
  if (run.is === 'absent') return refuse('run-unknown');
  if (c.type === 'DeleteExternalRun') return run.deleted ? [] : deletion(c, run);
  if (c.type === 'RestoreExternalRun') return some(run.deleted, { type: 'ExternalRunRestored', data: { run: c.run } });
  return run.deleted ? refuse('run-deleted') : written(c, run);
}

/** The life of a run that trains elsewhere, on its own stream. Metrics, tags and files may still come after its end; only its cost is settled. */
export const externalRunDecider: Decider<ExternalRunCommand, ExternalRun, ExternalRunFact> = {
  name: 'external-run', initial: { is: 'absent' }, evolve: evolveExternal, decide, concerns: (f) => [f.data.run],
};
