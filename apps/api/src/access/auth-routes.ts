import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ProblemError } from '../http/problem.ts';
import type { Settings } from '../settings.ts';
import type { Identity } from './identity.ts';
import { refuseForeignOrigin, trustedOrigins } from './origin.ts';
import { SignInLimit } from './sign-in-limit.ts';

/** What of the library is reachable; companies, members and invitations have routes of their own. */
const open = { POST: ['sign-up/email', 'sign-in/email', 'sign-out', 'change-password', 'update-user'], GET: ['get-session'] } as const;
/** Where a password could be guessed. */
const guessable: readonly string[] = ['sign-in/email', 'change-password'];

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
  const limited = settings.rateLimit ? limiting(new SignInLimit()) : (_path: string, _request: FastifyRequest, ask: () => Promise<Response>) => ask();
  const serve = (path: string) => async (request: FastifyRequest, reply: FastifyReply) => {
    refuseForeignOrigin(request, trusted);
    const headers = headersOf(request);
    // The library asks for an origin whenever a cookie comes along; the check above has already been made.
    if (!headers.has('origin')) headers.set('origin', settings.origin);
    const asked = new Request(new URL(request.url, settings.origin), { method: request.method, headers, ...(request.method === 'POST' && { body: JSON.stringify(request.body ?? {}) }) });
    return send(reply, await limited(path, request, () => identity.handle(asked)));
  };
  const config = { open: 'sign-in' } as const;
  for (const method of ['POST', 'GET'] as const) for (const path of open[method]) server.route({ method, url: `/api/auth/${path}`, config, handler: serve(path) });
  server.all('/api/auth/*', { config }, () => { throw new ProblemError(404, 'route-unknown', 'There is no such address.'); });
}

/** Asks only while there are tries left. */
const limiting = (limit: SignInLimit) => async (path: string, request: FastifyRequest, ask: () => Promise<Response>): Promise<Response> => {
  const { email } = (request.body ?? {}) as { email?: unknown };
  const one = { address: request.ip, ...(typeof email === 'string' && { email }), now: Date.now() };
  if (path === 'sign-up/email') limit.account(one);
  if (!guessable.includes(path)) return ask();
  limit.password(one);
  const answer = await ask();
  if (answer.ok) limit.right(one);
  return answer;
};
