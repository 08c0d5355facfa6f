import type { Problem } from '@capstan/kernel';
import type { Route } from './route.ts';

export type Sent<T> = { ok: true; data: T } | { ok: false; problem: Problem } | { ok: false; stopped: true };
interface Sending {
  body?: unknown;
  /** Keeps retries of one attempt one command; a new attempt takes a new key. */
  key?: string;
  ifMatch?: number;
  /** Fraction of the body that has gone out. */
  onProgress?: (fraction: number) => void;
  signal?: AbortSignal;
}

export const newKey = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join('');
const unreachable: Problem = { type: 'about:blank', title: '', status: 503, code: 'api-unreachable', detail: 'The server does not answer.' };

/** Calls the API from the browser: progress of what goes out, can be stopped, answers data, a problem, or that it was stopped. */
export function send<T>({ method, path }: Route, { body, key = newKey(), ifMatch, onProgress, signal }: Sending = {}): Promise<Sent<T>> {
  return new Promise((settle) => {
    const request = new XMLHttpRequest();
    request.open(method, path);
    request.responseType = 'json';
    if (method !== 'GET') {
      request.setRequestHeader('content-type', 'application/json');
      request.setRequestHeader('idempotency-key', key);
    }
    if (ifMatch !== undefined) request.setRequestHeader('if-match', `"${ifMatch}"`);
    request.upload.addEventListener('progress', (e) => { if (e.lengthComputable) onProgress?.(e.loaded / e.total); });
    request.addEventListener('load', () => settle(request.status < 400 ? { ok: true, data: request.response as T } : { ok: false, problem: (request.response as Problem | null) ?? { ...unreachable, status: request.status } }));
    request.addEventListener('error', () => settle({ ok: false, problem: unreachable }));
    request.addEventListener('abort', () => settle({ ok: false, stopped: true }));
    signal?.addEventListener('abort', () => request.abort());
    request.send(method === 'GET' ? null : JSON.stringify(body ?? {}));
  });
}
