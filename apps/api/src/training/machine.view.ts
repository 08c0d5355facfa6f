import { minorDigits, type Recorded } from '@capstan/kernel';
import { readModel, type Views } from '@capstan/event-log';
import { assumedMachine, type Machine, type Pace, type RunFact, type TrainingFact } from '@capstan/training';

type Founded = Recorded<{ type: 'CompanyFounded'; data: { currency: string } }>;
type Priced = Recorded<Extract<TrainingFact, { type: 'TrainerPriced' }>>;
type Finished = Recorded<Extract<RunFact, { type: 'RunFinished' }>>;

/** What the machine costs a company, and how fast each kind of model ran on it last. */
export const machineModel = readModel({
  name: 'training-machine',
  version: 1,
  tables: ['training_machine', 'training_pace'],
  schema: `CREATE TABLE training_machine (company TEXT PRIMARY KEY, currency TEXT NOT NULL, machine TEXT, fact TEXT) STRICT;
    CREATE TABLE training_pace (company TEXT NOT NULL, model TEXT NOT NULL, flops_per_second REAL NOT NULL, run TEXT NOT NULL, PRIMARY KEY (company, model)) STRICT`,
  on: {
    CompanyFounded(views, { data, meta }: Founded) { views.run('INSERT INTO training_machine VALUES (?, ?, NULL, NULL)', meta.company, data.currency); },
    TrainerPriced(views, { data, meta, id }: Priced) { views.run('UPDATE training_machine SET machine = ?, fact = ? WHERE company = ?', JSON.stringify(data), id, meta.company); },
    RunFinished(views, { data, meta }: Finished) {
      const { flops, seconds } = data.outcome;
      if (data.spec.model.kind === 'baseline' || flops <= 0 || seconds <= 0) return;
      views.run('INSERT OR REPLACE INTO training_pace VALUES (?, ?, ?, ?)', meta.company, data.spec.model.kind, flops / seconds, data.run);
    },
  },
});

export interface PricedMachine { readonly machine: Machine; readonly assumed: boolean; readonly fact: string | null }

/** The machine a run would be billed by, or undefined for a company that is not founded. */
export function machineOf(views: Views, company: string): PricedMachine | undefined {
  const row = views.get<{ currency: string; machine: string | null; fact: string | null }>('SELECT currency, machine, fact FROM training_machine WHERE company = ?', company);
  if (!row) return undefined;
  return row.machine ? { machine: JSON.parse(row.machine) as Machine, assumed: false, fact: row.fact } : { machine: assumedMachine(row.currency, minorDigits(row.currency)), assumed: true, fact: null };
}

export const paceOf = (views: Views, company: string): Pace[] =>
  views.all<Pace>('SELECT model, flops_per_second AS flopsPerSecond, run FROM training_pace WHERE company = ? ORDER BY model', company);
