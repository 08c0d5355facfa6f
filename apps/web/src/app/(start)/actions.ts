'use server';
import { companyApi } from '@capstan/capital';
import { redirect } from 'next/navigation';
import { type Outcome, submit } from '../../api/submit.ts';

export async function found(_: Outcome, form: FormData): Promise<Outcome> {
  return submit(companyApi.found, {}, form, (f) => ({ name: f.text('name'), currency: f.text('currency'), country: f.text('country'), foundedOn: f.text('foundedOn') }), (founded) => `/${founded.company}`);
}

export async function accept(invitation: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(companyApi.accept, { invitation }, form, () => ({}), (joined) => `/${joined.company}`);
}

/** Opens an invitation from its link or its bare code. */
export async function openInvitation(form: FormData): Promise<void> {
  const code = /([\w-]{4,})\/?$/.exec(((form.get('invitation') ?? '') as string).trim())?.[1];
  redirect(code ? `/invite/${encodeURIComponent(code)}` : '/welcome');
}
