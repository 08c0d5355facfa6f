import { fill, type Problem } from '@capstan/kernel';
import { across } from './words.ts';

/** What a refusal code says in the reader's language; the API's English sentence when no context has words for it. */
export async function refusalText(code: string, values: Readonly<Record<string, string | number>> = {}, fallback = code): Promise<string> {
  const t = await across('refusals');
  return t.has(code) ? fill(String(t.raw(code)), values) : fallback;
}

export const problemText = (problem: Problem): Promise<string> => refusalText(problem.code, problem.values, problem.detail);
