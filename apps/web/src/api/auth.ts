import type { Problem } from '@capstan/kernel';
import { cookies } from 'next/headers';
import { apiAddress } from './address.ts';
import { type Answered, forwarded } from './call.ts';

export type AuthPath = 'sign-up/email' | 'sign-in/email' | 'sign-out' | 'change-password' | 'reset-password'
  | 'two-factor/enable' | 'two-factor/disable' | 'two-factor/verify-totp' | 'two-factor/verify-backup-code' | 'two-factor/generate-backup-codes';

const refusal = (status: number, code: string, detail: string, values?: Problem['values']): { ok: false; problem: Problem } => ({ ok: false, problem: { type: 'about:blank', title: '', status, code, detail, ...(values && { values }) } });

/** Asks the sign-in library of the API, hands its cookies on to the browser, and answers its body; a refusal comes back as a problem. */
export async function ask<T>(path: AuthPath, body: Record<string, string>): Promise<Answered<T>> {
  const response = await fetch(new URL(`/api/auth/${path}`, apiAddress()), {
    method: 'POST', cache: 'no-store', body: JSON.stringify(body),
    headers: { ...(await forwarded()), 'content-type': 'application/json' },
  }).catch(() => undefined);
  if (!response) return refusal(503, 'api-unreachable', 'The server does not answer.');
  const said = (await response.json().catch(() => ({}))) as { code?: string; detail?: string; message?: string; values?: Problem['values'] };
  if (!response.ok) return refusal(response.status, said.code ?? 'internal', said.detail ?? said.message ?? said.code ?? '', said.values);
  const jar = await cookies();
  for (const line of response.headers.getSetCookie()) {
    const cookie = parseCookie(line);
    jar.set(cookie.name, cookie.value, cookie.options);
  }
  return { ok: true, data: said as T };
}

/** The same where nothing but the refusal is of interest. */
export async function post(path: AuthPath, body: Record<string, string>): Promise<Problem | undefined> {
  const answer = await ask(path, body);
  return answer.ok ? undefined : answer.problem;
}

/** A Set-Cookie line as name, value and options. */
export function parseCookie(line: string): { name: string; value: string; options: { path?: string; maxAge?: number; httpOnly?: boolean; secure?: boolean; sameSite?: 'lax' | 'strict' | 'none' } } {
  const [pair = '', ...rest] = line.split(';').map((part) => part.trim());
  const at = pair.indexOf('=');
  const options: ReturnType<typeof parseCookie>['options'] = {};
  for (const part of rest) {
    const [name, value = ''] = part.split('=') as [string, string?];
    const key = name.toLowerCase();
    if (key === 'path') options.path = value;
    if (key === 'max-age') options.maxAge = Number(value);
    if (key === 'httponly') options.httpOnly = true;
    if (key === 'secure') options.secure = true;
    if (key === 'samesite') options.sameSite = value.toLowerCase() as 'lax' | 'strict' | 'none';
  }
  return { name: pair.slice(0, at), value: decodeURIComponent(pair.slice(at + 1)), options };
}
