import { query } from '@capstan/kernel';
import { z } from 'zod';
import { RunRow, RunSituation } from './contract.ts';

/** What the runs table can be sorted by. Scores stand best first when they descend; what is not known yet comes last either way. */
export const RunSort = z.enum(['at', 'name', 'model', 'dataset', 'score', 'cost', 'wall']);
export type RunSort = z.infer<typeof RunSort>;

/** Runs one at a time are found by name; `open` are those that have not ended. */
export const RunsQuery = z.object({
  text: z.string().trim().max(120).optional().describe('part of the name of a run, a dataset or a sweep'),
  situation: z.enum([...RunSituation.options, 'open']).optional(),
  model: z.string().max(40).optional(),
  dataset: z.string().max(80).optional(),
  sweep: z.string().max(80).optional(),
  sort: RunSort.default('at'),
  order: z.enum(['ascending', 'descending']).default('descending'),
  after: z.string().max(400).optional().describe('where the page before ended'),
  size: z.coerce.number().int().min(1).max(200).default(50),
});
export type RunsQuery = z.infer<typeof RunsQuery>;

const count = z.number().int().nonnegative();

/** A page of the runs table. `next` asks for the page after it; null at the end. */
export const RunsPage = z.object({
  rows: z.array(RunRow), next: z.string().nullable(),
  found: count.describe('runs that match'), all: count, open: count.describe('runs of the company that have not ended'),
}).meta({ id: 'RunsPage' });
export type RunsPage = z.infer<typeof RunsPage>;

/** What the runs of a company can be filtered by. */
export const RunChoices = z.object({ models: z.array(z.string()), datasets: z.array(z.object({ dataset: z.string(), name: z.string() })), sweeps: z.array(z.string()) }).meta({ id: 'RunChoices' });
export type RunChoices = z.infer<typeof RunChoices>;

export const runsApi = {
  runs: query('/companies/:company/training/runs', { permission: 'training:read', summary: 'Training runs, a page at a time: filtered, searched, sorted', query: RunsQuery, answer: RunsPage }),
  choices: query('/companies/:company/training/run-choices', { permission: 'training:read', summary: 'Models, datasets and sweeps that runs can be filtered by', answer: RunChoices }),
};
