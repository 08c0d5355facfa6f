import type { Endpoint } from '@capstan/kernel';
import { refresh } from 'next/cache';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { locale } from '../i18n/locale.ts';
import type { Context } from '../i18n/contexts.ts';
import { contextOf, problemText, refusalText } from '../i18n/refusals.ts';
import { type AnswerOf, type Answered, type BodyOf, call } from './call.ts';
import type { Params } from './path.ts';
import { FormReader } from './read-form.ts';

/** What a form is told after an attempt. Everything is already in the reader's language. */
export interface Outcome {
  tried: number;
  done?: boolean;
  /** The id of the new thing, where there is one. */
  id?: string;
  /** A secret that is shown this once. */
  secret?: string;
  code?: string;
  message?: string;
  /** The problem of each field, by path. */
  errors?: Record<string, string>;
}
export const untried: Outcome = { tried: 0 };

/** Where to after success: only a place on this site. */
const inside = (to: FormDataEntryValue | string | null | undefined): string | undefined =>
  typeof to === 'string' && /^\/(?![/\\])/.test(to) ? to : undefined;

/** A refusal as what a form shows. */
export async function refused(answer: Extract<Answered<unknown>, { ok: false }>, tried: number, context?: Context): Promise<Outcome> {
  const { problem } = answer;
  if (problem.status === 401) redirect('/sign-in');
  const errors: Record<string, string> = {};
  for (const one of problem.errors ?? []) errors[one.path] ??= await refusalText(one.code, one.values ?? problem.values, one.message, context);
  if (problem.path && !problem.errors) errors[problem.path] = await problemText(problem, context);
  return { tried, code: problem.code, message: await problemText(problem, context), errors };
}

/**
 * The body of a server action: reads the form, sends the command, answers the refusal or goes on.
 * `build` makes the contract's body from the form. On success it follows the form's own `then` (ActionForm sets it),
 * or `then(answer)`, or refreshes the page it stands on.
 */
export async function submit<E extends Endpoint>(endpoint: E, params: Params, form: FormData, build: (form: FormReader) => Record<string, unknown>, then?: (answer: AnswerOf<E>) => string): Promise<Outcome> {
  const tried = Number(form.get('$tried') ?? 0) + 1;
  if ((await headers()).get('x-capstan-as-of')) return { tried, code: 'as-of-read-only', message: await refusalText('as-of-read-only') };
  const reader = new FormReader(form, await locale());
  const body = build(reader) as BodyOf<E>;
  if (reader.unreadable.length > 0) {
    const errors: Record<string, string> = {};
    for (const one of reader.unreadable) errors[one.path] = await refusalText(one.code);
    return { tried, code: 'invalid-input', message: await refusalText('fields-unreadable'), errors };
  }
  const match = reader.optional('$ifMatch');
  const answer = await call(endpoint, { params, body, key: reader.optional('$key'), ...(match && { ifMatch: Number(match) }) });
  if (!answer.ok) return refused(answer, tried, contextOf(endpoint.path));
  const to = then?.(answer.data) ?? inside(form.get('$then'));
  if (to) redirect(to);
  refresh();
  const { id, secret } = answer.data as { id?: unknown; secret?: unknown };
  return { tried, done: true, ...(typeof id === 'string' && { id }), ...(typeof secret === 'string' && { secret }) };
}
