'use server';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { post } from '../api/auth.ts';
import { locales } from '../i18n/choose.ts';

const YEAR = 365 * 86_400;
const keep = { maxAge: YEAR, sameSite: 'lax', path: '/' } as const;

export async function setLanguage(form: FormData): Promise<void> {
  const lang = form.get('lang');
  const known = locales.find((l) => l === lang);
  if (known) (await cookies()).set('lang', known, keep);
}

export async function setTheme(form: FormData): Promise<void> {
  const theme = form.get('theme');
  if (theme === 'light' || theme === 'dark') (await cookies()).set('theme', theme, keep);
  else (await cookies()).delete('theme');
}

export async function signOut(): Promise<void> {
  await post('sign-out', {});
  redirect('/sign-in');
}
