import { query } from '@capstan/kernel';
import { z } from 'zod';
import { DatasetCard } from './spec.ts';

/** A dataset as the engine reads it with every setting at its default: before anything is trained, and refused where a run would be. */
export const datasetCardApi = {
  card: query('/companies/:company/training/datasets/:dataset/card', {
    permission: 'training:read', summary: 'What the engine reads in a dataset: columns, classes, split, duplicates, leaks',
    query: z.object({ label: z.string().min(1).max(200).optional().describe('column of a table to predict; the last one unless said otherwise') }), answer: DatasetCard,
  }),
};
