import type { Recorded } from '@capstan/kernel';
import { readModel, type Views } from '@capstan/event-log';
import { evolveSweep, type Sweep, type SweepFact } from '@capstan/training';
import { syntheticDatasets } from '../ledger/synthetic-datasets.ts';

type Of<T extends SweepFact['type']> = Recorded<Extract<SweepFact, { type: T }>>;

/** One sweep as a row; `state` is what the decider itself would fold. */
export interface SweepRecord { sweep: string; company: string; state: string; synthetic: number; actor: string; at: string; fact: string }

function moved(views: Views, { type, data, meta }: Recorded<SweepFact>): void {
  const before = views.get<{ state: string }>('SELECT state FROM training_sweep WHERE company = ? AND sweep = ?', meta.company, data.sweep);
  if (!before) return;
  const state = evolveSweep(JSON.parse(before.state) as Sweep, { type, data } as SweepFact);
  views.run('UPDATE training_sweep SET state = ? WHERE company = ? AND sweep = ?', JSON.stringify(state), meta.company, data.sweep);
}

const synthetic = syntheticDatasets('sweep_synthetic');

/** Every sweep and where it stands. */
export const sweepsModel = readModel({
  name: 'training-sweeps',
  version: 2,
  tables: ['training_sweep', synthetic.table],
  schema: `CREATE TABLE training_sweep (company TEXT NOT NULL, sweep TEXT NOT NULL, state TEXT NOT NULL, synthetic INTEGER NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL, fact TEXT NOT NULL, PRIMARY KEY (company, sweep)) STRICT;
    ${synthetic.schema}`,
  on: {
    ...synthetic.on,
    SweepStarted(views, { data, meta, id }: Of<'SweepStarted'>) {
      const state: Sweep = { plan: data, over: false, trials: [] };
      const made = synthetic.has(views, meta.company, data.base.spec.dataset.dataset);
      views.run('INSERT INTO training_sweep VALUES (?, ?, ?, ?, ?, ?, ?)', meta.company, data.sweep, JSON.stringify(state), made ? 1 : 0, meta.actor, meta.at, id);
    },
    TrialRequested: moved, TrialPaused: moved, TrialPromoted: moved, TrialDropped: moved, TrialEnded: moved, SweepEnded: moved,
  },
});

/** A company's sweeps, newest first. */
export const sweepsOf = (views: Views, company: string): SweepRecord[] => views.all<SweepRecord>('SELECT * FROM training_sweep WHERE company = ? ORDER BY at DESC, sweep', company);

export const sweepOf = (views: Views, company: string, sweep: string): SweepRecord | undefined => views.get<SweepRecord>('SELECT * FROM training_sweep WHERE company = ? AND sweep = ?', company, sweep);
