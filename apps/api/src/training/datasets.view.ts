import type { Recorded } from '@capstan/kernel';
import { readModel, type Views } from '@capstan/event-log';
import { builtIns, type DatasetCard, type DatasetFacts, type DatasetView, type RunFact, type TrainingFact } from '@capstan/training';

type Added = Recorded<Extract<TrainingFact, { type: 'DatasetAdded' }>>;
type Withdrawn = Recorded<Extract<TrainingFact, { type: 'DatasetWithdrawn' }>>;
type Started = Recorded<Extract<RunFact, { type: 'RunStarted' }>>;
type Requested = Recorded<Extract<RunFact, { type: 'RunRequested' }>>;

/** The datasets a company added, with how the engine read them and how many runs learnt from them. */
export const datasetsModel = readModel({
  name: 'training-datasets',
  version: 1,
  tables: ['training_dataset', 'training_dataset_use'],
  schema: `CREATE TABLE training_dataset (company TEXT NOT NULL, dataset TEXT NOT NULL, details TEXT NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL, fact TEXT NOT NULL, PRIMARY KEY (company, dataset)) STRICT;
    CREATE TABLE training_dataset_use (company TEXT NOT NULL, hash TEXT NOT NULL, runs INTEGER NOT NULL, card TEXT, PRIMARY KEY (company, hash)) STRICT`,
  on: {
    DatasetAdded(views, { data, meta, id }: Added) { views.run('INSERT INTO training_dataset VALUES (?, ?, ?, ?, ?, ?)', meta.company, data.dataset, JSON.stringify(data), meta.actor, meta.at, id); },
    DatasetWithdrawn(views, { data, meta }: Withdrawn) { views.run('DELETE FROM training_dataset WHERE company = ? AND dataset = ?', meta.company, data.dataset); },
    RunRequested(views, { data, meta }: Requested) { views.run('INSERT INTO training_dataset_use VALUES (?, ?, 1, NULL) ON CONFLICT DO UPDATE SET runs = runs + 1', meta.company, data.spec.dataset.hash); },
    RunStarted(views, { data, meta }: Started) { views.run('UPDATE training_dataset_use SET card = ? WHERE company = ? AND hash = ?', JSON.stringify(data.card), meta.company, data.card.hash); },
  },
});

interface Row { details: string; actor: string; at: string; fact: string }
type Origin = Pick<DatasetView, 'builtIn' | 'actor' | 'at' | 'fact'>;

function shown(views: Views, company: string, details: DatasetFacts, origin: Origin): DatasetView {
  const use = views.get<{ runs: number; card: string | null }>('SELECT runs, card FROM training_dataset_use WHERE company = ? AND hash = ?', company, details.hash);
  return { ...details, ...origin, runs: use?.runs ?? 0, card: use?.card ? { ...JSON.parse(use.card) as DatasetCard, synthetic: details.synthetic } : null };
}

/** Built-in datasets first, then the company's own, newest first. */
export function datasetsOf(views: Views, company: string): DatasetView[] {
  const own = views.all<Row>('SELECT details, actor, at, fact FROM training_dataset WHERE company = ? ORDER BY at DESC, dataset', company);
  return [
    ...builtIns.map((one) => shown(views, company, one, { builtIn: true, actor: null, at: null, fact: null })),
    ...own.map(({ details, actor, at, fact }) => shown(views, company, JSON.parse(details) as DatasetFacts, { builtIn: false, actor, at, fact })),
  ];
}

export const datasetOf = (views: Views, company: string, dataset: string): DatasetView | undefined => datasetsOf(views, company).find((one) => one.dataset === dataset);
