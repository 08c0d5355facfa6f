import type { Fact, Recorded } from '@capstan/kernel';
import { readModel, type Views } from '@capstan/event-log';
import type { ComputeFact } from '@capstan/compute';
import type { EvidenceOffer, RunKnown, Sources } from '@capstan/decisions';
import type { TrainingFact } from '@capstan/training';
import { syntheticDatasets } from '../ledger/synthetic-datasets.ts';

type Of<F extends Fact, T extends F['type']> = Recorded<Extract<F, { type: T }>>;

const synthetic = syntheticDatasets('decisions_synthetic');

/** The evidence that scores are bound to: pilots that finished, their cost while it stands, and GPU budgets. */
export const evidenceModel = readModel({
  name: 'decisions-evidence',
  version: 2,
  tables: ['decisions_run', 'decisions_spend', 'decisions_budget', synthetic.table],
  schema: `CREATE TABLE decisions_run (company TEXT NOT NULL, run TEXT NOT NULL, dataset TEXT NOT NULL, details TEXT NOT NULL, cost_stands INTEGER NOT NULL, data_stands INTEGER NOT NULL, at TEXT NOT NULL, PRIMARY KEY (company, run)) STRICT;
    CREATE TABLE decisions_spend (company TEXT NOT NULL, spend TEXT NOT NULL, run TEXT NOT NULL, PRIMARY KEY (company, spend)) STRICT;
    CREATE TABLE decisions_budget (company TEXT NOT NULL, month TEXT NOT NULL, amount INTEGER NOT NULL, currency TEXT NOT NULL, fact TEXT NOT NULL, PRIMARY KEY (company, month)) STRICT;
    ${synthetic.schema}`,
  on: {
    ...synthetic.on,
    PilotFinished(views, { data, meta, id }: Of<TrainingFact, 'PilotFinished'>) {
      const details: Details = { synthetic: synthetic.has(views, meta.company, data.dataset), name: data.name, model: data.model.kind, metrics: data.metrics ?? {}, exactCost: data.exactCost, cost: data.cost, flops: data.flops, seconds: data.seconds, fact: id };
      views.run('INSERT OR REPLACE INTO decisions_run VALUES (?, ?, ?, ?, 1, 1, ?)', meta.company, data.run, data.dataset ?? '', JSON.stringify(details), meta.at);
    },
    // What a model measured on data that was taken back no longer counts.
    DatasetWithdrawn(views, { data, meta }: Of<TrainingFact, 'DatasetWithdrawn'>) { views.run('UPDATE decisions_run SET data_stands = 0 WHERE company = ? AND dataset = ?', meta.company, data.dataset); },
    SpendRecorded(views, { data, meta }: Of<ComputeFact, 'SpendRecorded'>) {
      if (data.run !== undefined) views.run('INSERT OR REPLACE INTO decisions_spend VALUES (?, ?, ?)', meta.company, data.spend, data.run);
    },
    SpendReversed(views, { data, meta }: Of<ComputeFact, 'SpendReversed'>) {
      views.run('UPDATE decisions_run SET cost_stands = 0 WHERE company = ? AND run = (SELECT run FROM decisions_spend WHERE company = ? AND spend = ?)', meta.company, meta.company, data.spend);
    },
    GpuBudgetSet(views, { data, meta, id }: Of<ComputeFact, 'GpuBudgetSet'>) {
      views.run('INSERT OR REPLACE INTO decisions_budget VALUES (?, ?, ?, ?, ?)', meta.company, data.month, data.amount.amount, data.amount.currency, id);
    },
  },
});

interface Details { synthetic: boolean; name: string; model: string; metrics: RunKnown['metrics']; exactCost: string; cost: { amount: number; currency: string }; flops: number | null; seconds: number; fact: string }
interface RunRow { run: string; details: string; cost_stands: number; data_stands: number }

const positive = (n: number | null) => (n !== null && n > 0 ? n : null);

function known({ run, details, cost_stands }: RunRow): RunKnown {
  const d = JSON.parse(details) as Details;
  return { run, metrics: d.metrics, cost: cost_stands ? { exact: d.exactCost, currency: d.cost.currency } : null, flops: positive(d.flops), seconds: positive(d.seconds), facts: [d.fact] };
}

const standing = (views: Views, company: string): RunRow[] =>
  views.all<RunRow>('SELECT run, details, cost_stands, data_stands FROM decisions_run WHERE company = ? AND data_stands = 1 ORDER BY at DESC, run', company);
const budgets = (views: Views, company: string) =>
  views.all<{ month: string; amount: number; currency: string; fact: string }>('SELECT month, amount, currency, fact FROM decisions_budget WHERE company = ? ORDER BY month', company);

/** The evidence as it stands. */
export const sourcesOf = (views: Views, company: string): Sources => ({
  runs: standing(views, company).map(known),
  budgets: budgets(views, company).map(({ month, amount, currency, fact }) => ({ month, amount: { amount, currency }, facts: [fact] })),
});

/** What a run is called, and whether it learnt from data that a program made. */
export type RunNamed = Pick<Details, 'name' | 'synthetic'>;

/** Of all runs, also of those whose evidence no longer counts. */
export const runsNamed = (views: Views, company: string): ReadonlyMap<string, RunNamed> =>
  new Map(views.all<{ run: string; details: string }>('SELECT run, details FROM decisions_run WHERE company = ?', company).map(({ run, details }) => [run, JSON.parse(details) as Details]));

/** What scores can be bound to. */
export function evidenceOffer(views: Views, company: string): EvidenceOffer {
  const runs = standing(views, company).map((row) => {
    const d = JSON.parse(row.details) as Details;
    const metrics = Object.fromEntries(['accuracy', 'precision', 'recall', 'f1', 'perplexity'].map((m) => [m, (d.metrics as Record<string, number | null | undefined>)[m] ?? null]));
    return { run: row.run, name: d.name, model: d.model, synthetic: d.synthetic, metrics, cost: row.cost_stands ? d.cost : null, flops: positive(d.flops), seconds: positive(d.seconds) };
  });
  return { runs, budgets: budgets(views, company).map(({ month, amount, currency }) => ({ month, amount: { amount, currency } })) };
}
