import type { Views } from '@capstan/event-log';
import type { DatasetView } from '@capstan/training';

/** Where the datasets of a company are known: training says so. */
export type Datasets = (views: Views, company: string, dataset: string) => DatasetView | undefined;
export const DATASETS = Symbol('datasets');
