import type { Views } from '@capstan/event-log';
import type { Recorded } from '@capstan/kernel';
import type { TrainingFact } from '@capstan/training';

type Added = Recorded<Extract<TrainingFact, { type: 'DatasetAdded' }>>;

/**
 * The datasets that were declared to be made by a program, in a table of a read model whose rows are marked by them.
 * One that is taken back stays here: what learnt from it goes on saying so.
 */
export const syntheticDatasets = (table: string) => ({
  table,
  schema: `CREATE TABLE ${table} (company TEXT NOT NULL, dataset TEXT NOT NULL, PRIMARY KEY (company, dataset)) STRICT;`,
  on: {
    DatasetAdded(views: Views, { data, meta }: Added) { if (data.synthetic) views.run(`INSERT OR IGNORE INTO ${table} VALUES (?, ?)`, meta.company, data.dataset); },
  },
  has: (views: Views, company: string, dataset: string | null): boolean => views.get(`SELECT 1 FROM ${table} WHERE company = ? AND dataset = ?`, company, dataset ?? '') !== undefined,
});
