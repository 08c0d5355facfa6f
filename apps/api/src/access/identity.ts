import { DatabaseSync } from 'node:sqlite';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { organization } from 'better-auth/plugins';
import type { Settings } from '../settings.ts';
import { secretFile } from './secrets.ts';
import { trustedOrigins } from './origin.ts';

const options = (settings: Settings, database: DatabaseSync) => ({
  appName: 'Capstan',
  database,
  baseURL: settings.origin,
  basePath: '/api/auth',
  secret: settings.secret ?? secretFile(settings.data, 'secret'),
  trustedOrigins: trustedOrigins(settings.origin),
  telemetry: { enabled: false },
  emailAndPassword: { enabled: true, minPasswordLength: 10, maxPasswordLength: 128 },
  // The routes limit themselves (sign-in-limit.ts): by address and by e-mail, with problem+json.
  rateLimit: { enabled: false },
  advanced: {
    cookiePrefix: 'capstan',
    useSecureCookies: settings.origin.startsWith('https:'),
    defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' as const, path: '/' },
  },
  session: { expiresIn: 30 * 86_400, updateAge: 86_400 },
  logger: { disabled: true },
  plugins: [organization()],
});

/** The library's answer to a Fetch request below /api/auth, the session of a request's headers, and its database. */
export interface Identity {
  readonly database: DatabaseSync;
  handle(request: Request): Promise<Response>;
  session(headers: Headers): Promise<{ user: { id: string; name: string; email: string } } | null>;
  close(): void;
}

/** Opens `identity.db` in the data folder and brings its tables up to date. */
export async function openIdentity(settings: Settings): Promise<Identity> {
  mkdirSync(settings.data, { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(join(settings.data, 'identity.db'));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON');
  const auth = betterAuth(options(settings, database));
  await (await getMigrations(options(settings, database))).runMigrations();
  return {
    database,
    handle: (request) => auth.handler(request),
    session: (headers) => auth.api.getSession({ headers }),
    close: () => database.close(),
  };
}
