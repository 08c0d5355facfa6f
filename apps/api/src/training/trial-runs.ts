import type { Views } from '@capstan/event-log';
import { isRefusal, type Refusal } from '@capstan/kernel';
import type { DatasetCard, RequestRunBody, RunOutcome, RunRow, SweepBase } from '@capstan/training';
import { requestOf } from './request-run.ts';
import { rowOf } from './run-view.ts';
import type { RunRecord } from './runs.view.ts';

const read = (json: string | null): unknown => (json === null ? null : JSON.parse(json));

/** The runs that are trials of a sweep, with what they came to. */
export const trialRuns = (views: Views, company: string, sweep: string): { row: RunRow; reason: string | null; outcome: RunOutcome | null; card: DatasetCard | null }[] =>
  views.all<RunRecord>('SELECT * FROM training_run WHERE company = ? AND sweep = ?', company, sweep).map((record) => ({
    row: rowOf(record), reason: record.reason, outcome: read(record.outcome) as RunOutcome | null, card: read(record.card) as DatasetCard | null,
  }));

/** What all trials of a sweep have in common, with what is looked up for it. */
export function sweepBase(views: Views, company: string, body: Omit<RequestRunBody, 'name' | 'costCap'>): SweepBase | Refusal {
  const request = requestOf(views, company, '', { ...body, name: '', costCap: null });
  if (isRefusal(request)) return request;
  const { spec, datasetName, machine } = request;
  return { spec, datasetName, machine };
}
