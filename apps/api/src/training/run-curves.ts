import type { Views } from '@capstan/event-log';
import type { EpochMeasure, MetricSeries, MetricsQuery } from '@capstan/training';
import { epochsOf } from './epochs.view.ts';
import { externalOf } from './external-rows.ts';
import { seriesOf } from './metric-series.ts';
import { runOf } from './runs.view.ts';

/** What our own runs measure after each epoch, by the names of their curves. */
const measures = {
  'train-loss': 'trainLoss', 'validation-loss': 'validationLoss', 'train-accuracy': 'trainAccuracy', 'validation-accuracy': 'validationAccuracy', perplexity: 'perplexity', 'samples-per-second': 'samplesPerSecond',
} as const satisfies Record<string, keyof EpochMeasure>;

function ownSeries(epochs: readonly EpochMeasure[], { metric, from, to }: MetricsQuery): MetricSeries[] {
  const seen = epochs.filter(({ step }) => step >= (from ?? step) && step <= (to ?? step)), wanted = metric?.split(',');
  return Object.entries(measures).flatMap(([name, field]) => {
    const points = seen.flatMap((epoch) => (epoch[field] === null ? [] : [{ step: epoch.step, seconds: epoch.seconds, value: epoch[field] }]));
    if (points.length === 0 || !(wanted?.includes(name) ?? true)) return [];
    const values = points.map(({ value }) => value);
    return [{ metric: name, count: points.length, notNumbers: 0, firstStep: points[0]!.step, lastStep: points.at(-1)!.step, min: Math.min(...values), max: Math.max(...values), last: values.at(-1)!, points }];
  });
}

/** The curves of any run of a company; undefined where there is no such run. Our own measure once an epoch, which needs no thinning. */
export function curvesOf(views: Views, company: string, run: string, query: MetricsQuery): MetricSeries[] | undefined {
  if (runOf(views, company, run)) return ownSeries(epochsOf(views, company, run), query);
  const found = externalOf(views, company, run);
  return found && seriesOf(views, company, run, Date.parse(found.state.startedAt), query);
}
