'use server';
import { redirect } from 'next/navigation';
import { post } from '../../api/auth.ts';
import type { Outcome } from '../../api/submit.ts';
import { problemText } from '../../i18n/refusals.ts';

const text = (form: FormData, name: string) => { const typed = form.get(name); return typeof typed === 'string' ? typed : ''; };
const onwards = (form: FormData) => { const to = text(form, 'next'); return /^\/(?![/\\])/.test(to) ? to : '/'; };

export async function signIn(before: Outcome, form: FormData): Promise<Outcome> {
  const problem = await post('sign-in/email', { email: text(form, 'email'), password: text(form, 'password') });
  if (problem) return { tried: before.tried + 1, code: problem.code, message: await problemText(problem) };
  redirect(onwards(form));
}

export async function signUp(before: Outcome, form: FormData): Promise<Outcome> {
  const problem = await post('sign-up/email', { name: text(form, 'name').trim(), email: text(form, 'email'), password: text(form, 'password') });
  if (problem) return { tried: before.tried + 1, code: problem.code, message: await problemText(problem) };
  redirect(onwards(form));
}
