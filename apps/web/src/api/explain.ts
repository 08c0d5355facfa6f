'use server';
import type { Problem } from '@capstan/kernel';
import type { Context } from '../i18n/contexts.ts';
import { problemText, refusalText } from '../i18n/refusals.ts';

/** A problem that a client component met, in the reader's language: the sentence, and one per field. `context` has the first word. */
export async function explain(problem: Problem, context?: Context): Promise<{ message: string; errors: { path: string; message: string }[] }> {
  const errors = await Promise.all((problem.errors ?? []).map(async (e) => ({ path: e.path, message: await refusalText(e.code, e.values ?? problem.values, e.message, context) })));
  return { message: await problemText(problem, context), errors };
}
