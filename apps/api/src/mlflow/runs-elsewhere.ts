import type { Views } from '@capstan/event-log';
import type { KnownRun, Machine } from '@capstan/training';

export interface ExperimentRow { readonly experiment: string; readonly name: string; readonly deleted: boolean; readonly tags: Readonly<Record<string, string>>; readonly at: number; readonly changedAt: number }
export interface StoredPoint { readonly metric: string; readonly step: number; readonly at: number; readonly value: number; readonly nan: number }

/** What this room asks the training room's read models. */
export interface RunsElsewhere {
  machineOf(views: Views, company: string): { readonly machine: Machine } | undefined;
  externalOf(views: Views, company: string, run: string, options: { deleted: boolean }): { readonly state: KnownRun; readonly actor: string } | undefined;
  externalsOf(views: Views, company: string, experiments: readonly string[], which: 'active' | 'deleted' | 'all'): KnownRun[];
  experimentsOf(views: Views, company: string): ExperimentRow[];
  pointsOf(views: Views, company: string, run: string, metric: string, page: { after: number; size: number }): StoredPoint[];
}
export const RUNS_ELSEWHERE = Symbol('runs elsewhere');
