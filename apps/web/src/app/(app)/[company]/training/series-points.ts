import type { MetricSeries } from '@capstan/training';
import type { Curve } from '@capstan/ui';

/** The points of a series as a curve draws them; `thinned` where some were left out. */
export const pointsOf = ({ points, count, notNumbers }: MetricSeries): Pick<Curve, 'steps' | 'seconds' | 'values' | 'thinned'> => ({
  steps: points.map(({ step }) => step), seconds: points.map(({ seconds }) => seconds), values: points.map(({ value }) => value), thinned: points.length < count - notNumbers,
});
