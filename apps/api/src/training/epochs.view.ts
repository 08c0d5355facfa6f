import type { Recorded } from '@capstan/kernel';
import { readModel, type Views } from '@capstan/event-log';
import type { EpochMeasure, RunFact } from '@capstan/training';

type Of<T extends RunFact['type']> = Recorded<Extract<RunFact, { type: T }>>;

/** The curves of every run. A run that resumes from a checkpoint measures what came after it again. */
export const epochsModel = readModel({
  name: 'training-epochs',
  version: 1,
  tables: ['training_epoch'],
  schema: 'CREATE TABLE training_epoch (company TEXT NOT NULL, run TEXT NOT NULL, epoch INTEGER NOT NULL, measure TEXT NOT NULL, PRIMARY KEY (run, epoch)) STRICT, WITHOUT ROWID',
  on: {
    RunStarted(views, { data }: Of<'RunStarted'>) { if (!data.resumes) views.run('DELETE FROM training_epoch WHERE run = ?', data.run); },
    EpochMeasured(views, { data, meta }: Of<'EpochMeasured'>) {
      for (const measure of data.measures) views.run('INSERT OR REPLACE INTO training_epoch VALUES (?, ?, ?, ?)', meta.company, data.run, measure.epoch, JSON.stringify(measure));
    },
  },
});

/** The epochs of a run in order. */
export const epochsOf = (views: Views, company: string, run: string): EpochMeasure[] =>
  views.all<{ measure: string }>('SELECT measure FROM training_epoch WHERE company = ? AND run = ? ORDER BY epoch', company, run).map(({ measure }) => JSON.parse(measure) as EpochMeasure);
