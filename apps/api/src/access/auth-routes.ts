import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ProblemError } from '../http/problem.ts';
import type { Settings } from '../settings.ts';
import { Guesses } from './guesses.ts';
import type { Identity } from './identity.ts';
import { KnownBrowsers } from './known-browsers.ts';
import { refuseForeignOrigin, trustedOrigins } from './origin.ts';
import { checkNewPassword } from './password-policy.ts';
import { SetupSecret } from './setup-secret.ts';
import { limiting } from './sign-in-limit.ts';

/** What of the library is reachable; companies, members and invitations have routes of their own. */
const open = {
  POST: [
    'sign-up/email', 'sign-in/email', 'sign-out', 'change-password', 'reset-password', 'update-user',
    'two-factor/enable', 'two-factor/disable', 'two-factor/verify-totp', 'two-factor/verify-backup-code', 'two-factor/generate-backup-codes',
  ],
  GET: ['get-session'],
} as const;
type Path = (typeof open)['POST' | 'GET'][number];

/** After these somebody is signed in anew: a session that came along is over, so that nobody keeps one they planted. */
const signsIn: ReadonlySet<Path> = new Set<Path>(['sign-up/email', 'sign-in/email']);
/** After these the person knows the account's password: from then on this browser is known for it. */
const knowsPassword: ReadonlySet<Path> = new Set<Path>([...signsIn, 'change-password', 'reset-password']);
/** What is decided here, whatever a body says: who changes a password ends all other sessions, and no browser is let off the second factor. */
const decided: Partial<Record<Path, object>> = { 'change-password': { revokeOtherSessions: true }, 'two-factor/verify-totp': { trustDevice: false }, 'two-factor/verify-backup-code': { trustDevice: false } };

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

/** Mounts sign-up, sign-in, the second factor, sign-out and the session below /api/auth. */
export function mountAuth(server: FastifyInstance, identity: Identity, settings: Settings): void {
  const trusted = trustedOrigins(settings.origin);
  const setup = new SetupSecret(identity.secrets.setupSecret);
  const limited = limiting(settings.rateLimit ? new Guesses(identity.db) : undefined);
  const known = new KnownBrowsers(identity.db, identity.signingSecret, settings.origin);
  const serve = (path: Path) => async (request: FastifyRequest, reply: FastifyReply) => {
    refuseForeignOrigin(request, trusted);
    const headers = headersOf(request);
    // The library asks for an origin whenever a cookie comes along; the check above has already been made.
    if (!headers.has('origin')) headers.set('origin', settings.origin);
    const body = { ...(request.body as object | undefined), ...decided[path] } as Record<string, unknown>;
    const asked = new Request(new URL(request.url, settings.origin), { method: request.method, headers, ...(request.method === 'POST' && { body: JSON.stringify(body) }) });
    const account = await accountOf(path, body, headers, identity);
    const browser = account === undefined ? undefined : await known.of(request.headers.cookie, account);
    const answer = await limited(path, { address: request.ip, ...(account !== undefined && { account }), ...(browser !== undefined && { browser }) }, async () => {
      await checkPassword(path, body, headers, identity, setup);
      return identity.handle(asked);
    });
    if (answer.ok && signsIn.has(path) && request.headers.cookie) await identity.end(headers);
    const owner = account ?? identity.resetBy(asked);
    const cookie = answer.ok && knowsPassword.has(path) && owner !== undefined ? await known.cookieFor(owner) : undefined;
    if (cookie !== undefined) reply.header('set-cookie', cookie);
    return send(reply, answer);
  };
  const config = { open: 'sign-in' } as const;
  for (const method of ['POST', 'GET'] as const) for (const path of open[method]) server.route({ method, url: `/api/auth/${path}`, config, handler: serve(path) });
  server.all('/api/auth/*', { config }, () => { throw new ProblemError(404, 'route-unknown', 'There is no such address.'); });
}

/** The e-mail address of the account that a request is about: the one it signs in with, else that of its session. */
async function accountOf(path: Path, body: Record<string, unknown>, headers: Headers, identity: Identity): Promise<string | undefined> {
  if (signsIn.has(path)) return typeof body['email'] === 'string' ? body['email'] : undefined;
  if (path === 'get-session' || path === 'reset-password' || !headers.has('cookie')) return undefined;
  return (await identity.session(headers))?.user.email;
}

/** Holds new passwords to the rules. The set-up may give the people of the demo a password that everybody knows. */
async function checkPassword(path: Path, body: Record<string, unknown>, headers: Headers, identity: Identity, setup: SetupSecret): Promise<void> {
  const said = [body['name'], body['email']].filter((one) => typeof one === 'string');
  if (path === 'sign-up/email') return checkNewPassword(body['password'], said, setup.fits(headers.get('x-capstan-setup') ?? undefined));
  if (path === 'reset-password') return checkNewPassword(body['newPassword'], []);
  if (path !== 'change-password') return;
  const session = await identity.session(headers);
  await checkNewPassword(body['newPassword'], session ? [session.user.name, session.user.email] : []);
}
