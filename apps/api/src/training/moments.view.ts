import type { Recorded } from '@capstan/kernel';
import { readModel, type Views } from '@capstan/event-log';
import { type ExternalRunFact, noteOf, type RunFact, type RunMoment, type RunNote } from '@capstan/training';

type Line = Omit<RunMoment, 'note'> & { readonly note: string | null };
const noteIn = ({ note }: Pick<Line, 'note'>) => (note === null ? null : JSON.parse(note) as RunNote);

/** Who has held the run and whether it had begun: what tells a start from one anew. */
function before(views: Views, run: string) {
  const lines = views.all<Pick<Line, 'type' | 'note'>>(`SELECT type, note FROM training_moment WHERE run = ? AND type IN ('RunLeased', 'RunStarted') ORDER BY n`, run);
  return { begun: lines.some(({ type }) => type === 'RunStarted'), trainers: lines.flatMap((line) => (line.type === 'RunLeased' ? [noteIn(line)?.values['trainer'] ?? ''] : [])) };
}

const keep = (views: Views, fact: Recorded<RunFact | ExternalRunFact>) => {
  const { type, id, data, meta } = fact, note = noteOf({ type, data } as RunFact | ExternalRunFact, before(views, data.run));
  views.run('INSERT INTO training_moment (company, run, fact, type, note, actor, at) VALUES (?, ?, ?, ?, ?, ?, ?)', meta.company, data.run, id, type, note && JSON.stringify(note), meta.actor, meta.at);
};

/** What happened to each run: every fact but the chatty ones. */
export const momentsModel = readModel({
  name: 'training-moments',
  version: 4,
  tables: ['training_moment'],
  schema: 'CREATE TABLE training_moment (n INTEGER PRIMARY KEY, company TEXT NOT NULL, run TEXT NOT NULL, fact TEXT NOT NULL, type TEXT NOT NULL, note TEXT, actor TEXT NOT NULL, at TEXT NOT NULL) STRICT; CREATE INDEX training_moment_of_run ON training_moment (run, n)',
  on: {
    RunRequested: keep, RunLeased: keep, RunStarted: keep, RunInterrupted: keep, RunReleased: keep, StopAsked: keep, PauseAsked: keep, RunPaused: keep, RunResumed: keep,
    RunFinished: keep, RunStopped: keep, RunFailed: keep, RunLost: keep,
    ExternalRunBegan: keep, ArtifactKept: keep, ExternalRunEnded: keep, ExternalRunWentOn: keep, ExternalRunDeleted: keep, ExternalRunRestored: keep,
  },
});

export const momentsOf = (views: Views, company: string, run: string): RunMoment[] =>
  views.all<Line>('SELECT type, note, actor, at, fact FROM training_moment WHERE company = ? AND run = ? ORDER BY n', company, run).map((line) => ({ ...line, note: noteIn(line) }));
