import { query } from '@capstan/kernel';
import { z } from 'zod';
import { RunRow } from './contract.ts';
import { MetricSeries } from './metric-points.ts';

/** What one page compares: more lines than this nobody tells apart. */
export const MOST_COMPARED = 20;
const count = z.number().int().nonnegative();

/** Figures that runs can be compared by, and which way is better. */
export const figureNames = ['accuracy', 'f1', 'precision', 'recall', 'rocAuc', 'averagePrecision', 'rSquared', 'loss', 'perplexity', 'meanSquaredError', 'meanAbsoluteError'] as const;
export type FigureName = (typeof figureNames)[number];
const lowerIsBetter: readonly FigureName[] = ['loss', 'perplexity', 'meanSquaredError', 'meanAbsoluteError'];
export const isBetterHigher = (figure: FigureName): boolean => !lowerIsBetter.includes(figure);

/** A run beside others, wherever it was trained: its settings by their paths, its last figures, and the names of its curves. */
export const ComparedRun = RunRow.extend({
  parameters: count.nullable(), costPerSecond: z.number().nullable().describe('in minor units'),
  settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  figures: z.record(z.enum(figureNames), z.number().nullable()),
  metrics: z.array(z.string()), curve: MetricSeries.nullable().describe('of the metric that was asked for'),
}).meta({ id: 'ComparedRun' });
export type ComparedRun = z.infer<typeof ComparedRun>;

export const comparedApi = {
  compared: query('/companies/:company/training/compared', {
    permission: 'training:read', summary: 'Up to twenty runs side by side: settings, figures, one metric of each',
    query: z.object({ runs: z.string().max(1200).describe('ids, separated by commas'), metric: z.string().max(250).optional(), points: z.coerce.number().int().min(2).max(2000).default(400) }),
    answer: z.array(ComparedRun),
  }),
};
