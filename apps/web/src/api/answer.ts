import type { Endpoint, Problem } from '@capstan/kernel';
import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { type AnswerOf, type Asking, call } from './call.ts';

/** A read that failed for a reason the page has no own screen for; the error page says its code. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) { super(`${problem.code}: ${problem.detail}`); this.name = 'ProblemError'; this.problem = problem; }
}

/**
 * The answer of a read, for server components. Signed out leads to sign-in and back; not found and another
 * company's things show the not-found page; a missing permission shows the page that says so.
 */
export async function answerTo<E extends Endpoint>(endpoint: E, asking: Asking<E> = {}): Promise<AnswerOf<E>> {
  const answer = await call(endpoint, asking);
  if (answer.ok) return answer.data;
  const { status, code } = answer.problem;
  if (status === 401) redirect(`/sign-in?next=${encodeURIComponent((await headers()).get('x-capstan-path') ?? '/')}`);
  if (status === 404) notFound();
  if (code === 'second-factor-required') redirect('/account?why=second-factor');
  if (status === 403) redirect(`/denied?from=${encodeURIComponent((await headers()).get('x-capstan-path') ?? '/')}`);
  throw new ProblemError(answer.problem);
}
