'use server';
import type { Problem } from '@capstan/kernel';
import { redirect } from 'next/navigation';
import { ask, post } from '../../api/auth.ts';
import type { Outcome } from '../../api/submit.ts';
import { problemText } from '../../i18n/refusals.ts';

const text = (form: FormData, name: string) => { const typed = form.get(name); return typeof typed === 'string' ? typed : ''; };
const onwards = (form: FormData) => { const to = text(form, 'next'); return /^\/(?![/\\])/.test(to) ? to : '/'; };
const refused = async (before: Outcome, problem: Problem): Promise<Outcome> => ({ tried: before.tried + 1, code: problem.code, message: await problemText(problem) });

export async function signIn(before: Outcome, form: FormData): Promise<Outcome> {
  const answer = await ask<{ twoFactorRedirect?: boolean }>('sign-in/email', { email: text(form, 'email'), password: text(form, 'password') });
  if (!answer.ok) return refused(before, answer.problem);
  redirect(answer.data.twoFactorRedirect ? `/sign-in/second-factor?next=${encodeURIComponent(onwards(form))}` : onwards(form));
}

/** The second half of a sign-in: six digits, or one of the recovery codes. */
export async function giveCode(before: Outcome, form: FormData): Promise<Outcome> {
  const code = text(form, 'code').trim();
  const isRecovery = !/^\d{3}\s?\d{3}$/.test(code);
  const problem = await post(isRecovery ? 'two-factor/verify-backup-code' : 'two-factor/verify-totp', { code: code.replaceAll(/\s/g, '') });
  if (problem) return refused(before, problem);
  redirect(onwards(form));
}

export async function signUp(before: Outcome, form: FormData): Promise<Outcome> {
  const problem = await post('sign-up/email', { name: text(form, 'name').trim(), email: text(form, 'email'), password: text(form, 'password') });
  if (problem) return refused(before, problem);
  redirect(onwards(form));
}

/** Sets a new password with the secret of the operator's link. */
export async function resetPassword(token: string, before: Outcome, form: FormData): Promise<Outcome> {
  const problem = await post('reset-password', { token, newPassword: text(form, 'password') });
  if (problem) return refused(before, problem);
  redirect('/sign-in?reset=done');
}
