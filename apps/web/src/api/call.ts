import type { Endpoint, Problem } from '@capstan/kernel';
import { cookies, headers } from 'next/headers';
import type { z } from 'zod';
import { apiAddress } from './address.ts';
import { pathOf, type Params } from './path.ts';

export type Answered<T> = { ok: true; data: T } | { ok: false; problem: Problem };
export type QueryOf<E extends Endpoint> = E['query'] extends z.ZodObject ? z.input<E['query']> : undefined;
export type BodyOf<E extends Endpoint> = E['body'] extends z.ZodType ? z.input<E['body']> : undefined;
export type AnswerOf<E extends Endpoint> = z.output<E['answer']>;

export interface Asking<E extends Endpoint> {
  params?: Params;
  query?: QueryOf<E>;
  body?: BodyOf<E>;
  /** Revision of what was shown; a change in between answers `stale`. */
  ifMatch?: number;
  /** Same key, same command: a retry records nothing twice. */
  key?: string;
  /** The moment to read as of; without it the page's own `?asOf=`. */
  asOf?: string;
}

/** What the caller's browser said, as far as the API needs it. */
export async function forwarded(): Promise<Record<string, string>> {
  const [jar, asked] = await Promise.all([cookies(), headers()]);
  const client = asked.get('x-forwarded-for');
  return {
    cookie: jar.toString(),
    ...(asked.get('origin') && { origin: asked.get('origin')! }),
    ...(client && { 'x-forwarded-for': client }),
  };
}

/** Asks the API as the person in front of the page; refusals come back as values. Server only. */
export async function call<E extends Endpoint>(endpoint: E, asking: Asking<E> = {}): Promise<Answered<AnswerOf<E>>> {
  const url = new URL(`/api${pathOf(endpoint.path, asking.params)}`, apiAddress());
  for (const [name, value] of Object.entries(asking.query ?? {})) if (value !== undefined && value !== null) url.searchParams.set(name, `${value as string | number | boolean}`);
  const asOf = asking.asOf ?? (await headers()).get('x-capstan-as-of');
  if (endpoint.method === 'GET' && asOf) url.searchParams.set('asOf', asOf);
  const response = await fetch(url, {
    method: endpoint.method,
    cache: 'no-store',
    headers: {
      ...(await forwarded()),
      ...(endpoint.method !== 'GET' && { 'content-type': 'application/json', 'idempotency-key': asking.key ?? crypto.randomUUID() }),
      ...(asking.ifMatch !== undefined && { 'if-match': `"${asking.ifMatch}"` }),
    },
    ...(endpoint.method !== 'GET' && { body: JSON.stringify(asking.body ?? {}) }),
  }).catch(() => undefined);
  return answered(response);
}

async function answered<T>(response: Response | undefined): Promise<Answered<T>> {
  if (!response) return { ok: false, problem: { type: 'about:blank', title: '', status: 503, code: 'api-unreachable', detail: 'The server does not answer.' } };
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok) return { ok: true, data: body as T };
  return { ok: false, problem: { type: 'about:blank', title: '', status: response.status, code: 'internal', detail: response.statusText, ...(body as object) } };
}
