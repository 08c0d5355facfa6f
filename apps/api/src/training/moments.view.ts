import type { Recorded } from '@capstan/kernel';
import { readModel, type Views } from '@capstan/event-log';
import type { ExternalRunFact, RunFact, RunMoment } from '@capstan/training';

type Of<T extends RunFact['type']> = Recorded<Extract<RunFact, { type: T }>>;
type Elsewhere<T extends ExternalRunFact['type']> = Recorded<Extract<ExternalRunFact, { type: T }>>;

const keep = (views: Views, { type, id, data, meta }: Recorded<RunFact | ExternalRunFact>, note: string | null = null) =>
  views.run('INSERT INTO training_moment (company, run, fact, type, note, actor, at) VALUES (?, ?, ?, ?, ?, ?, ?)', meta.company, data.run, id, type, note, meta.actor, meta.at);
const bare = (views: Views, fact: Recorded<RunFact>) => keep(views, fact);
const elsewhere = (views: Views, fact: Recorded<ExternalRunFact>) => keep(views, fact);

/** What happened to each run: every fact but the chatty ones. */
export const momentsModel = readModel({
  name: 'training-moments',
  version: 3,
  tables: ['training_moment'],
  schema: 'CREATE TABLE training_moment (n INTEGER PRIMARY KEY, company TEXT NOT NULL, run TEXT NOT NULL, fact TEXT NOT NULL, type TEXT NOT NULL, note TEXT, actor TEXT NOT NULL, at TEXT NOT NULL) STRICT; CREATE INDEX training_moment_of_run ON training_moment (run, n)',
  on: {
    RunRequested: bare,
    RunLeased: (views, fact: Of<'RunLeased'>) => keep(views, fact, fact.data.trainer),
    RunStarted: (views, fact: Of<'RunStarted'>) => keep(views, fact, fact.data.backend.name),
    RunInterrupted: (views, fact: Of<'RunInterrupted'>) => keep(views, fact, fact.data.reason),
    RunReleased: bare,
    StopAsked: bare,
    PauseAsked: bare,
    RunPaused: bare,
    RunResumed: bare,
    RunFinished: bare,
    RunStopped: (views, fact: Of<'RunStopped'>) => keep(views, fact, fact.data.reason),
    RunFailed: (views, fact: Of<'RunFailed'>) => keep(views, fact, fact.data.reason),
    RunLost: bare,
    ExternalRunBegan: elsewhere,
    ArtifactKept: (views, fact: Elsewhere<'ArtifactKept'>) => keep(views, fact, fact.data.path),
    ExternalRunEnded: (views, fact: Elsewhere<'ExternalRunEnded'>) => keep(views, fact, fact.data.how),
    ExternalRunWentOn: elsewhere,
    ExternalRunDeleted: elsewhere,
    ExternalRunRestored: elsewhere,
  },
});

export const momentsOf = (views: Views, company: string, run: string): RunMoment[] =>
  views.all<RunMoment>('SELECT type, note, actor, at, fact FROM training_moment WHERE company = ? AND run = ? ORDER BY n', company, run);
