import type { Refusal } from '@capstan/kernel';
import type { Views } from '@capstan/event-log';
import { type ComparedRun, type FigureName, figureNames, type KnownRun, MOST_COMPARED, refuseTraining as refuse, type Run, type RunOutcome, type Settings, settingsOf } from '@capstan/training';
import { curvesOf } from './run-curves.ts';
import { lineOf } from './run-list.ts';
import type { RunRecord } from './runs.view.ts';

/** Of a run of our own its spec, of one trained elsewhere what its script said. */
const settings = ({ origin, state }: RunRecord): Settings =>
  origin === 'capstan' ? settingsOf((JSON.parse(state) as Exclude<Run, { is: 'absent' }>).asked.spec) : { ...(JSON.parse(state) as KnownRun).params };

function figures({ outcome }: RunRecord): ComparedRun['figures'] {
  const { metrics, evaluation } = (outcome === null ? {} : JSON.parse(outcome)) as Partial<Pick<RunOutcome, 'metrics' | 'evaluation'>>;
  const known: Partial<Record<FigureName, number | null>> = { ...metrics, ...evaluation?.averages };
  return Object.fromEntries(figureNames.map((name) => [name, known[name] ?? null])) as ComparedRun['figures'];
}

function comparedRun(views: Views, row: RunRecord, { metric, points }: { metric?: string | undefined; points: number }): ComparedRun {
  const line = lineOf(row), { wallSeconds, exactCost } = line.usage;
  const curves = curvesOf(views, row.company, row.run, { points: 2 }) ?? [];
  return {
    ...line, parameters: row.parameters, costPerSecond: wallSeconds > 0 ? Number(exactCost) / wallSeconds : null, settings: settings(row), figures: figures(row),
    metrics: curves.map((one) => one.metric), curve: metric === undefined ? null : curvesOf(views, row.company, row.run, { metric, points })?.[0] ?? null,
  };
}

/** Runs side by side, in the order they were named in; each once. */
export function comparedRuns(views: Views, company: string, { runs, ...asked }: { runs: string; metric?: string | undefined; points: number }): ComparedRun[] | Refusal {
  const ids = [...new Set(runs.split(',').filter(Boolean))].slice(0, MOST_COMPARED);
  const rows = ids.map((run) => views.get<RunRecord>('SELECT * FROM training_run WHERE company = ? AND run = ?', company, run));
  return rows.every((row) => row !== undefined) ? rows.map((row) => comparedRun(views, row, asked)) : refuse('run-unknown');
}
