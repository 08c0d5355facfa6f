import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ProblemError } from '../http/problem.ts';
import type { Settings } from '../settings.ts';
import type { Identity } from './identity.ts';
import { refuseForeignOrigin, trustedOrigins } from './origin.ts';
import { SignInLimit } from './sign-in-limit.ts';

/** What of the library is reachable; companies, members and invitations have routes of their own. */
const open = { POST: ['sign-up/email', 'sign-in/email', 'sign-out', 'change-password', 'update-user'], GET: ['get-session'] } as const;
const guessable: readonly string[] = ['sign-up/email', 'sign-in/email', 'change-password'];

/** The request's headers in the form that the library reads. */
export const headersOf = (request: FastifyRequest): Headers => {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) if (value !== undefined) headers.set(name, String(value));
  headers.delete('content-length');
  return headers;
};

interface Answered { token?: string; session?: unknown; code?: string; message?: string }

/** Passes the library's answer on: its refusals as problems, its sessions as cookies only, never in a body that a script could read. */
async function send(reply: FastifyReply, answer: Response) {
  const body = (await answer.json().catch(() => null)) as Answered | null;
  if (!answer.ok) throw new ProblemError(answer.status, body?.code ?? 'sign-in-refused', body?.message ?? 'This was not possible.');
  for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie);
  const shown = body && Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'token' && name !== 'session'));
  return reply.code(answer.status).send(shown ?? {});
}

/** Mounts sign-up, sign-in, sign-out and the session below /api/auth. */
export function mountAuth(server: FastifyInstance, identity: Identity, settings: Settings): void {
  const trusted = trustedOrigins(settings.origin);
  const limit = new SignInLimit();
  const serve = (path: string) => async (request: FastifyRequest, reply: FastifyReply) => {
    refuseForeignOrigin(request, trusted);
    const body = request.body as { email?: unknown } | undefined;
    if (settings.rateLimit && guessable.includes(path)) limit.admit(request.ip, typeof body?.email === 'string' ? body.email : undefined, Date.now());
    const headers = headersOf(request);
    // The library asks for an origin whenever a cookie comes along; the check above has already been made.
    if (!headers.has('origin')) headers.set('origin', settings.origin);
    return send(reply, await identity.handle(new Request(new URL(request.url, settings.origin), {
      method: request.method, headers, ...(request.method === 'POST' && { body: JSON.stringify(body ?? {}) }),
    })));
  };
  const config = { open: 'sign-in' } as const;
  for (const method of ['POST', 'GET'] as const) for (const path of open[method]) server.route({ method, url: `/api/auth/${path}`, config, handler: serve(path) });
  server.all('/api/auth/*', { config }, () => { throw new ProblemError(404, 'route-unknown', 'There is no such address.'); });
}
