import { ProblemError } from '../http/problem.ts';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** The origins a browser may send changes from: the public one and, when that is this machine, its other names. */
export function trustedOrigins(origin: string): string[] {
  const url = new URL(origin);
  if (!LOOPBACK.includes(url.hostname)) return [url.origin];
  return LOOPBACK.map((name) => `${url.protocol}//${name}${url.port && `:${url.port}`}`);
}

interface Asked { readonly method: string; readonly headers: Readonly<Record<string, string | string[] | undefined>> }

/**
 * Refuses a change that another site's page asked for. Browsers name the page's origin on every change;
 * programs outside a browser send none, and carry no cookies that a page could borrow.
 */
export function refuseForeignOrigin(request: Asked, trusted: readonly string[]): void {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return;
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const foreign = origin === undefined ? site === 'cross-site' : !trusted.includes(String(origin));
  if (foreign) throw new ProblemError(403, 'origin-refused', 'Changes are accepted from this site only.');
}
