import { Instant } from '@capstan/kernel';
import { z } from 'zod';

/** Letters, digits and `_ - . / : @ %` and spaces between them: what MLflow and TensorBoard both allow, and no comma, which separates names. */
export const MetricName = z.string().regex(/^[\w\-./:@%]([\w\-./:@% ]{0,248}[\w\-./:@%])?$/).meta({ id: 'MetricName' });

/** What a loop can measure. JSON has no words for the last three, so they are names. */
export const MetricValue = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity'])]);
export type MetricValue = z.infer<typeof MetricValue>;

/** One measurement of a run. Steps may be negative, as a script likes; two points of a step differ in time or value. */
export const MetricPoint = z.object({ metric: MetricName, step: z.number().int(), at: Instant, value: MetricValue });
export type MetricPoint = z.infer<typeof MetricPoint>;

/** The number a measurement is: `'NaN'` is NaN. */
export const measured = (value: MetricValue): number => (typeof value === 'number' ? value : Number(value));

/** The same the other way: what a fact holds of a number. */
export const measurement = (value: number): MetricValue => (Number.isFinite(value) ? value : Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity');

const finite = z.number().nullable();

/**
 * One metric of a run, thinned for drawing. `points` are in the order of their steps; of each stretch of steps the lowest
 * and the highest value stay, so no spike is lost. Values that are no finite numbers are null; `notNumbers` says how many.
 */
export const MetricSeries = z.object({
  metric: z.string(),
  count: z.number().int().describe('points that were measured, before thinning'),
  notNumbers: z.number().int().describe('how many of them are NaN or infinite'),
  firstStep: z.number().int(), lastStep: z.number().int(),
  min: finite, max: finite, last: finite,
  points: z.array(z.object({ step: z.number().int(), seconds: z.number().describe('since the run began; for our own runs the seconds it was busy'), value: finite })),
}).meta({ id: 'MetricSeries' });
export type MetricSeries = z.infer<typeof MetricSeries>;

/** Which series to read: all of them without names; a stretch of steps to look closer. */
export const MetricsQuery = z.object({
  metric: z.string().max(5000).optional().describe('names, separated by commas; all without it'),
  points: z.coerce.number().int().min(2).max(5000).default(600).describe('at most so many points of each metric'),
  from: z.coerce.number().int().optional().describe('first step'),
  to: z.coerce.number().int().optional().describe('last step'),
});
export type MetricsQuery = z.infer<typeof MetricsQuery>;
