import { Bytes, command, Explained, Instant, query } from '@capstan/kernel';
import { z } from 'zod';
import { RunMoment, RunRow } from './contract.ts';
import { ArtifactFile, DatasetInput, ExperimentId, Param, Tag } from './external-events.ts';
import { Machine } from './machine.ts';
import { MetricSeries, MetricsQuery, MetricValue } from './metric-points.ts';

/** All that is known of a run that was trained elsewhere; its curves are asked for at `metrics`. */
export const ExternalRunView = RunRow.extend({
  experiment: z.object({ experiment: ExperimentId, name: z.string() }),
  machine: Machine.describe('what it is billed by: the company\'s, or what the script said'), machineName: z.string().nullable(),
  carbon: z.object({ kg: z.number(), gramsPerKwh: z.number(), source: z.string() }).nullable().describe('CO₂ of its energy; unknown where power or grid of its machine are'),
  startedAt: Instant, heardAt: Instant.describe('when it was last heard of'),
  params: z.array(Param), tags: z.array(Tag), datasets: z.array(DatasetInput), artifacts: z.array(ArtifactFile),
  latest: z.array(z.object({ metric: z.string(), step: z.number().int(), value: MetricValue })),
  moments: z.array(RunMoment), why: z.object({ cost: Explained, energy: Explained, wallTime: Explained }),
}).meta({ id: 'ExternalRunView' });
export type ExternalRunView = z.infer<typeof ExternalRunView>;

/** Largest TensorBoard file, in MB; it travels as base64. */
export const EVENTS_LIMIT_MB = 32;
export const ImportEventsBody = z.object({
  name: z.string().trim().min(1).max(120), content: z.string().describe('the file as base64'),
  damaged: z.enum(['refuse', 'keep-what-came-before']).default('refuse').describe('what to do with a file that is damaged somewhere'),
  pricePerHour: z.string().regex(/^\d{1,9}(\.\d{1,9})?$/).nullable().default(null).describe('what an hour of that machine cost, in the company\'s currency; that of its own machine without it'),
});
export type ImportEventsBody = z.infer<typeof ImportEventsBody>;

export const externalApi = {
  metrics: query('/companies/:company/training/runs/:run/metrics', { permission: 'training:read', summary: 'Metric curves of any run, thinned for drawing', query: MetricsQuery, answer: z.array(MetricSeries) }),
  externalRun: query('/companies/:company/training/external-runs/:run', { permission: 'training:read', summary: 'One run that was trained elsewhere', answer: ExternalRunView }),
  endExternalRun: command('/companies/:company/training/external-runs/:run/end', { permission: 'training:run', summary: 'End a run whose script went silent, at the moment it was last heard of', body: z.object({}) }),
  importEvents: command('/companies/:company/training/tensorboard', { permission: 'training:run', summary: 'Record a TensorBoard event file as a run', body: ImportEventsBody, limit: Math.ceil((EVENTS_LIMIT_MB * 4) / 3) * 1_000_000 + 1_000_000 }),
  exportEvents: query('/companies/:company/training/runs/:run/tfevents', { permission: 'training:read', summary: 'The metrics of any run as a TensorBoard event file', answer: Bytes }),
};
