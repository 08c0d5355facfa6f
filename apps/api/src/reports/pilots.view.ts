import { dayOf, exact, type Money, moneyFrom, type Month, type Recorded } from '@capstan/kernel';
import { readModel, type Views } from '@capstan/event-log';
import type { FigureSet, TrainingNote } from '@capstan/reports';
import type { TrainingFact } from '@capstan/training';
import { syntheticDatasets } from '../ledger/synthetic-datasets.ts';

type Finished = Recorded<Extract<TrainingFact, { type: 'PilotFinished' }>>;
type Metrics = NonNullable<Finished['data']['metrics']>;

/** What one model is measured by: accuracy, or what its task has instead. */
function measured(metrics: Metrics | null | undefined): { measure: TrainingNote['measure']; value: number | null } {
  if (!metrics) return { measure: 'none', value: null };
  if (metrics.task === 'language-model') return { measure: 'perplexity', value: metrics.perplexity };
  return metrics.task === 'regression' ? { measure: 'mean-squared-error', value: metrics.meanSquaredError } : { measure: 'accuracy', value: metrics.accuracy };
}

const synthetic = syntheticDatasets('reports_synthetic');

/** Training outcomes, as a report tells them. */
export const pilotsModel = readModel({
  name: 'reports-pilots',
  version: 2,
  tables: ['reports_pilot', synthetic.table],
  schema: `CREATE TABLE reports_pilot (company TEXT NOT NULL, run TEXT NOT NULL, finished_on TEXT NOT NULL, note TEXT NOT NULL, exact_cost TEXT NOT NULL, fact TEXT NOT NULL, PRIMARY KEY (company, run)) STRICT;
    ${synthetic.schema}`,
  on: {
    ...synthetic.on,
    PilotFinished(views, { data, meta, id }: Finished) {
      const finishedOn = meta.effective ?? dayOf(meta.at);
      const note: TrainingNote = { run: data.run, name: data.name, model: data.model.kind, ...measured(data.metrics), baseline: measured(data.baseline?.metrics).value, cost: data.cost, finishedOn, ...(synthetic.has(views, meta.company, data.dataset) && { synthetic: true as const }) };
      views.run('INSERT OR REPLACE INTO reports_pilot VALUES (?, ?, ?, ?, ?, ?)', meta.company, data.run, finishedOn, JSON.stringify(note), data.exactCost, id);
    },
  },
});

interface Row { note: string; exact_cost: string; fact: string }
const rows = (views: Views, company: string, month: Month) =>
  views.all<Row>('SELECT note, exact_cost, fact FROM reports_pilot WHERE company = ? AND substr(finished_on, 1, 7) = ? ORDER BY finished_on, run', company, month);

export const pilotsIn = (views: Views, company: string, month: Month): TrainingNote[] => rows(views, company, month).map(({ note }) => JSON.parse(note) as TrainingNote);

/** How many pilots finished in a month and what one cost on average: the exact sum over the count, half-up to the cent. */
export function pilotFigures(views: Views, company: string, month: Month): { figures: FigureSet; count: number; total: Money | null; facts: string[] } {
  const found = rows(views, company, month);
  const facts = found.map(({ fact }) => fact);
  const currency = found[0] && (JSON.parse(found[0].note) as TrainingNote).cost?.currency;
  if (!currency) return { figures: { 'pilots-finished': { kind: 'count', count: 0 } }, count: 0, total: null, facts };
  const sum = exact.sum(found.map(({ exact_cost }) => exact.parseDecimal(exact_cost) ?? exact.ZERO));
  return {
    figures: { 'pilots-finished': { kind: 'count', count: found.length }, 'cost-per-pilot': { kind: 'money', money: moneyFrom(exact.div(sum, exact.rational(found.length)), currency) } },
    count: found.length, total: moneyFrom(sum, currency), facts,
  };
}
