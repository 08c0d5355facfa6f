'use server';
import type { Problem } from '@capstan/kernel';
import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { encode } from 'uqr';
import { ask, post } from '../../../api/auth.ts';
import type { Outcome } from '../../../api/submit.ts';
import { problemText } from '../../../i18n/refusals.ts';

const text = (form: FormData, name: string) => { const typed = form.get(name); return typeof typed === 'string' ? typed : ''; };
const refused = async (before: { tried: number }, problem: Problem) => ({ tried: before.tried + 1, code: problem.code, message: await problemText(problem) });

/** Fields left light around the square, so that a camera finds it (ISO/IEC 18004). */
const QUIET = 4;

/** A square of dark and light fields as the path of an SVG, one unit a field. */
interface Qr { readonly size: number; readonly path: string }
/** What is shown once when a second factor is set up. */
export interface Started { tried: number; message?: string; secret?: string; qr?: Qr; codes?: string[] }

function drawn(address: string): Qr {
  const { size, data } = encode(address, { border: QUIET });
  return { size, path: data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('') };
}

/** Makes a secret for an authenticator and recovery codes; nothing is asked at sign-in before a first code was right. */
export async function startSecondFactor(before: Started, form: FormData): Promise<Started> {
  const answer = await ask<{ totpURI: string; backupCodes: string[] }>('two-factor/enable', { password: text(form, 'password') });
  if (!answer.ok) return refused(before, answer.problem);
  const { totpURI, backupCodes } = answer.data;
  return { tried: before.tried + 1, secret: new URL(totpURI).searchParams.get('secret') ?? '', qr: drawn(totpURI), codes: backupCodes };
}

export async function confirmSecondFactor(before: Outcome, form: FormData): Promise<Outcome> {
  const problem = await post('two-factor/verify-totp', { code: text(form, 'code').replaceAll(/\s/g, '') });
  if (problem) return refused(before, problem);
  redirect('/account?done=on');
}

export async function endSecondFactor(before: Outcome, form: FormData): Promise<Outcome> {
  const problem = await post('two-factor/disable', { password: text(form, 'password') });
  if (problem) return refused(before, problem);
  redirect('/account?done=off');
}

export async function newCodes(before: Started, form: FormData): Promise<Started> {
  const answer = await ask<{ backupCodes: string[] }>('two-factor/generate-backup-codes', { password: text(form, 'password') });
  return answer.ok ? { tried: before.tried + 1, codes: answer.data.backupCodes } : refused(before, answer.problem);
}

export async function changePassword(before: Outcome, form: FormData): Promise<Outcome> {
  const problem = await post('change-password', { currentPassword: text(form, 'current'), newPassword: text(form, 'password') });
  if (problem) return refused(before, problem);
  refresh();
  return { tried: before.tried + 1, done: true };
}
