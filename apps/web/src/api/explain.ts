'use server';
import type { Problem } from '@capstan/kernel';
import { problemText, refusalText } from '../i18n/refusals.ts';

/** A problem that a client component met, in the reader's language: the sentence, and one per field. */
export async function explain(problem: Problem): Promise<{ message: string; errors: { path: string; message: string }[] }> {
  const errors = await Promise.all((problem.errors ?? []).map(async (e) => ({ path: e.path, message: await refusalText(e.code, e.values ?? problem.values, e.message) })));
  return { message: await problemText(problem), errors };
}
