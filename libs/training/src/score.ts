import type { Score } from './contract.ts';
import type { RunMetrics } from './spec.ts';

type Measured = Pick<RunMetrics, 'task' | 'accuracy' | 'perplexity' | 'meanAbsoluteError'>;

const rankedBy = {
  classification: { metric: 'accuracy', field: 'accuracy' },
  'language-model': { metric: 'perplexity', field: 'perplexity' },
  regression: { metric: 'mean-absolute-error', field: 'meanAbsoluteError' },
} as const;

/** The figure a run is ranked by, beside the naive baseline's; null before there is a metric. */
export function scoreOf(outcome: { metrics: Measured | null; baseline: { metrics: Measured } | null } | null): Score | null {
  if (!outcome?.metrics) return null;
  const { metric, field } = rankedBy[outcome.metrics.task];
  return { metric, value: outcome.metrics[field], baseline: outcome.baseline?.metrics[field] ?? null };
}

/** Accuracy is better when higher; perplexity and errors are better when lower. */
export const higherIsBetter = (metric: Score['metric']): boolean => metric === 'accuracy';

/** Whether a run beats its naive baseline; undefined where one of the two is unknown. */
export function beatsBaseline(score: Score): boolean | undefined {
  if (score.value === null || score.baseline === null) return undefined;
  return higherIsBetter(score.metric) ? score.value > score.baseline : score.value < score.baseline;
}
