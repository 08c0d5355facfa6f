import { fill } from '@capstan/kernel';
import { engineSentences } from '@capstan/training';

/** Whether a disk, or what one may take of it, is full. */
export const isFull = (error: unknown): boolean => ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '');

/** What a run says that ends because of it. */
export const fullAfter = (epochs: number): string => fill(engineSentences['disk-full'], { epochs });

/** Lives with a full disk and tells it; any other error is thrown. */
export const unlessFull = (what: string) => (error: unknown): void => {
  if (!isFull(error)) throw error;
  console.error(`${what}: ${String(error)}`);
};
