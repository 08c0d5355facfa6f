import type { Problem } from '@capstan/kernel';
import { cookies } from 'next/headers';
import { apiAddress } from './address.ts';
import { forwarded } from './call.ts';

/** Asks the sign-in library of the API and hands its cookies on to the browser; a refusal comes back as a problem. */
export async function post(path: 'sign-up/email' | 'sign-in/email' | 'sign-out', body: Record<string, string>): Promise<Problem | undefined> {
  const response = await fetch(new URL(`/api/auth/${path}`, apiAddress()), {
    method: 'POST', cache: 'no-store', body: JSON.stringify(body),
    headers: { ...(await forwarded()), 'content-type': 'application/json' },
  }).catch(() => undefined);
  if (!response) return { type: 'about:blank', title: '', status: 503, code: 'api-unreachable', detail: 'The server does not answer.' };
  if (!response.ok) {
    const { code = 'internal', detail, message } = (await response.json().catch(() => ({}))) as { code?: string; detail?: string; message?: string };
    return { type: 'about:blank', title: '', status: response.status, code, detail: detail ?? message ?? code };
  }
  const jar = await cookies();
  for (const line of response.headers.getSetCookie()) {
    const cookie = parseCookie(line);
    jar.set(cookie.name, cookie.value, cookie.options);
  }
  return undefined;
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
