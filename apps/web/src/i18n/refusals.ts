import { fill, type Problem } from '@capstan/kernel';
import { type Context, contexts } from './contexts.ts';
import { format } from './locale.ts';
import { across, words } from './words.ts';

/** The context an endpoint belongs to, by its path: two contexts may say one code each in their own words. */
export const contextOf = (path: string): Context | undefined => contexts.find((c) => c === /^\/companies\/:company\/([\w-]+)/.exec(path)?.[1]);

/** What a refusal code says in the reader's language, its own context's words first; the API's English sentence when no context has any. */
export async function refusalText(code: string, values: Readonly<Record<string, string | number>> = {}, fallback = code, context?: Context): Promise<string> {
  const [own, all] = await Promise.all([context && words(context), across('refusals')]);
  const sentence = own?.has(`refusals.${code}`) ? own.raw(`refusals.${code}`) as string : all.has(code) ? all.raw(code) as string : undefined;
  return sentence === undefined ? fallback : fill(sentence, await said(values));
}

/** Values as the reader writes them: days and months in words, numbers with their separators. */
async function said(values: Readonly<Record<string, string | number>>): Promise<Record<string, string>> {
  const f = await format();
  const one = (v: string | number) => typeof v === 'number' ? f.number(v, Number.isInteger(v) ? 0 : 2) : /^\d{4}-\d{2}-\d{2}$/.test(v) ? f.day(v) : /^\d{4}-\d{2}$/.test(v) ? f.month(v) : v;
  return Object.fromEntries(Object.entries(values).map(([name, v]) => [name, one(v)]));
}

export const problemText = (problem: Problem, context?: Context): Promise<string> => refusalText(problem.code, problem.values, problem.detail, context);
