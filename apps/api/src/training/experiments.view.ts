import type { Recorded } from '@capstan/kernel';
import { readModel, type Views } from '@capstan/event-log';
import { DEFAULT_EXPERIMENT, type ExperimentFact } from '@capstan/training';

type Of<T extends ExperimentFact['type']> = Recorded<Extract<ExperimentFact, { type: T }>>;
type Founded = Recorded<{ type: 'CompanyFounded'; data: object }>;

export interface ExperimentRow { readonly experiment: string; readonly name: string; readonly deleted: boolean; readonly tags: Readonly<Record<string, string>>; readonly at: number; readonly changedAt: number }

const change = (views: Views, { data, meta }: Recorded<ExperimentFact>, set: string, ...values: (string | number)[]) =>
  views.run(`UPDATE training_experiment SET ${set}, changed_at = ? WHERE company = ? AND experiment = ?`, ...values, meta.at, meta.company, data.experiment);

/** The experiments of a company. The default one is there from its founding. */
export const experimentsModel = readModel({
  name: 'training-experiments',
  version: 1,
  tables: ['training_experiment'],
  schema: `CREATE TABLE training_experiment (company TEXT NOT NULL, experiment TEXT NOT NULL, name TEXT NOT NULL, deleted INTEGER NOT NULL, tags TEXT NOT NULL, at TEXT NOT NULL, changed_at TEXT NOT NULL, PRIMARY KEY (company, experiment)) STRICT`,
  on: {
    CompanyFounded(views, { meta }: Founded) {
      views.run('INSERT INTO training_experiment VALUES (?, ?, ?, 0, ?, ?, ?)', meta.company, DEFAULT_EXPERIMENT.experiment, DEFAULT_EXPERIMENT.name, '{}', meta.at, meta.at);
    },
    ExperimentOpened(views, { data, meta }: Of<'ExperimentOpened'>) {
      const tags = JSON.stringify(Object.fromEntries(data.tags.map(({ key, value }) => [key, value])));
      views.run('INSERT INTO training_experiment VALUES (?, ?, ?, 0, ?, ?, ?)', meta.company, data.experiment, data.name, tags, meta.at, meta.at);
    },
    ExperimentRenamed(views, fact: Of<'ExperimentRenamed'>) { change(views, fact, 'name = ?', fact.data.name); },
    ExperimentTagged(views, fact: Of<'ExperimentTagged'>) {
      const { tag } = fact.data;
      change(views, fact, 'tags = json_patch(tags, ?)', JSON.stringify({ [tag.key]: tag.value }));
    },
    ExperimentDeleted(views, fact: Of<'ExperimentDeleted'>) { change(views, fact, 'deleted = 1'); },
    ExperimentRestored(views, fact: Of<'ExperimentRestored'>) { change(views, fact, 'deleted = 0'); },
  },
});

/** Newest first. */
export const experimentsOf = (views: Views, company: string): ExperimentRow[] =>
  views.all<{ experiment: string; name: string; deleted: number; tags: string; at: string; changed_at: string }>('SELECT * FROM training_experiment WHERE company = ? ORDER BY at DESC, experiment DESC', company)
    .map(({ experiment, name, deleted, tags, at, changed_at }) => ({ experiment, name, deleted: deleted === 1, tags: JSON.parse(tags) as Record<string, string>, at: Date.parse(at), changedAt: Date.parse(changed_at) }));

export const experimentOf = (views: Views, company: string, experiment: string): ExperimentRow | undefined => experimentsOf(views, company).find((one) => one.experiment === experiment);
