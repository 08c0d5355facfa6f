import type { Views } from '@capstan/event-log';
import type { Refusal } from '@capstan/kernel';
import type { DatasetCard, RequestRunBody, RunOutcome, RunRow, RunSpec, SweepBase } from '@capstan/training';

/** A run that is a trial. */
export interface TrialRun { readonly row: RunRow; readonly reason: string | null; readonly outcome: RunOutcome | null; readonly card: DatasetCard | null }

/** What sweeps ask of training: their runs, and what a spec rests on. */
export interface TrainingSources {
  readonly runs: (views: Views, company: string, sweep: string) => TrialRun[];
  readonly base: (views: Views, company: string, body: Omit<RequestRunBody, 'name' | 'costCap'>) => SweepBase | Refusal;
  readonly problem: (views: Views, company: string, spec: RunSpec) => Refusal | undefined;
}

/** Injects what the rooms were put together with. */
export const TRAINING_SOURCES = Symbol('what sweeps ask of training');
