import { DatabaseSync } from 'node:sqlite';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { organization, twoFactor } from 'better-auth/plugins';
import { logKindOf, LogUnreachable, openPostgresPool, type PostgresPool } from '@capstan/event-log';
import type { Settings } from '../settings.ts';
import { guessTable } from './guesses.ts';
import { change, IDENTITY_SCHEMA, type IdentityDb, postgresIdentities, sqliteIdentities, type Steps } from './identity-db.ts';
import { trustedOrigins } from './origin.ts';
import { LEAST_PASSWORD, MOST_PASSWORD } from './password-policy.ts';
import { salaryReadTable } from './salary-reads.ts';
import { secondFactorRuleTable } from './second-factor-rule.ts';
import { agreedSecrets, type Secrets, secretsOf } from './secrets.ts';
import { tokenTable } from './tokens.ts';
import { trainerTokenTable } from './trainer-tokens.ts';

/** Advisory lock: "identitz" in ASCII. */
const TABLES_LOCK = '7594040604404249722';

/** How long the link for a new password is good, in seconds. */
export const RESET_WITHIN = 3600;

interface Account { readonly id: string; readonly email: string }
/** Links for a new password: who is handed the secret of one (nothing is mailed), and what follows when one was used. */
interface Resets { made(account: Account, token: string): void; used(account: Account, request?: Request): Promise<void> }

const options = (settings: Settings, secret: string, database: DatabaseSync | PostgresPool, resets: Resets) => ({
  appName: 'Capstan',
  database,
  baseURL: settings.origin,
  basePath: '/api/auth',
  secret,
  trustedOrigins: trustedOrigins(settings.origin),
  telemetry: { enabled: false },
  emailAndPassword: {
    enabled: true, minPasswordLength: LEAST_PASSWORD, maxPasswordLength: MOST_PASSWORD,
    resetPasswordTokenExpiresIn: RESET_WITHIN, revokeSessionsOnPasswordReset: true,
    sendResetPassword: async ({ user, token }: { user: Account; token: string }) => resets.made(user, token),
    onPasswordReset: ({ user }: { user: Account }, request?: Request) => resets.used(user, request),
  },
  // What opens a door for a while is kept as a hash: who reads the database cannot go through it.
  verification: { storeIdentifier: 'hashed' as const },
  // The routes limit themselves (sign-in-limit.ts): by address and by account, with problem+json.
  rateLimit: { enabled: false },
  advanced: {
    cookiePrefix: 'capstan',
    useSecureCookies: settings.origin.startsWith('https:'),
    defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' as const, path: '/' },
  },
  session: { expiresIn: 30 * 86_400, updateAge: 86_400 },
  logger: { disabled: true },
  plugins: [organization(), twoFactor({ issuer: 'Capstan' })],
});

/** The library's answer to a Fetch request below /api/auth, the session of a request's headers, its database, and the installation's secrets. */
export interface Identity {
  readonly db: IdentityDb;
  /** The same as the library uses it. */
  readonly database: DatabaseSync | PostgresPool;
  readonly secrets: Secrets;
  /** What sessions are signed with. */
  readonly signingSecret: string;
  handle(request: Request): Promise<Response>;
  session(headers: Headers): Promise<{ user: { id: string; name: string; email: string } } | null>;
  /** Ends the session of these headers, if it is one. */
  end(headers: Headers): Promise<void>;
  /** The secret of a link with which the owner of this e-mail address gives themselves a new password, once, within an hour; undefined when nobody has it. */
  resetToken(email: string): Promise<string | undefined>;
  /** The e-mail address whose password this request has set by a link, if it did. */
  resetBy(request: Request): string | undefined;
}

/** Opens the identities where the ledger is: in PostgreSQL for every node of an installation, else `identity.db` in the data folder. Tables are brought up to date. */
export async function openIdentity(settings: Settings): Promise<Identity> {
  mkdirSync(settings.data, { recursive: true, mode: 0o700 });
  const inPostgres = settings.log !== undefined && logKindOf(settings.log) === 'postgres';
  const { database, db, secrets, alone } = inPostgres ? await postgres(settings, settings.log) : sqlite(settings);
  const signingSecret = settings.secret ?? secrets.secret;
  const made = new Map<string, string>();
  const resetBy = new WeakMap<Request, string>();
  const configured = options(settings, signingSecret, database, {
    made: ({ email }, token) => { made.set(email, token); },
    async used({ id, email }, request) {
      await db.alone(endLinks(id));
      if (request) resetBy.set(request, email);
    },
  });
  await alone(async () => (await getMigrations(configured)).runMigrations());
  const auth = betterAuth(configured);
  return {
    db, database, secrets, signingSecret,
    handle: (request) => auth.handler(request),
    session: (headers) => auth.api.getSession({ headers }).catch(unanswered),
    async end(headers) { await auth.api.signOut({ headers }); },
    async resetToken(email) {
      await auth.api.requestPasswordReset({ body: { email } });
      const token = made.get(email);
      made.delete(email);
      return token;
    },
    resetBy: (request) => resetBy.get(request),
  };
}

/** Ends every link for a new password of a person, and every sign-in that waits for a second factor. */
export function* endLinks(user: string): Steps<number> { return yield* change('DELETE FROM verification WHERE value = ?', user); }

/** The library hides why it could not find a session; looking one up fails for no reason but its database. */
const unanswered = (error: unknown): never => { throw new LogUnreachable(error); };

interface Opened {
  readonly database: DatabaseSync | PostgresPool;
  readonly db: IdentityDb;
  readonly secrets: Secrets;
  /** Lets one process after the other make tables. */
  readonly alone: (work: () => Promise<void>) => Promise<void>;
}

function sqlite({ data }: Settings): Opened {
  const database = new DatabaseSync(join(data, 'identity.db'));
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON; ${tokenTable('BLOB')}; ${trainerTokenTable('BLOB')}; ${salaryReadTable.sqlite}; ${secondFactorRuleTable}; ${guessTable}`);
  return { database, db: sqliteIdentities(database), secrets: secretsOf(data), alone: (work) => work() };
}

async function postgres({ data }: Settings, url: string): Promise<Opened> {
  const database = await openPostgresPool(url, IDENTITY_SCHEMA);
  const alone = (work: () => Promise<void>) => holding(database, work);
  let secrets = secretsOf(data);
  await alone(async () => {
    await database.query(`CREATE SCHEMA IF NOT EXISTS ${IDENTITY_SCHEMA}; ${tokenTable('bytea')}; ${trainerTokenTable('bytea')}; ${salaryReadTable.postgres}; ${secondFactorRuleTable}; ${guessTable}; CREATE TABLE IF NOT EXISTS secret (name TEXT PRIMARY KEY, value TEXT NOT NULL)`);
    secrets = await agreedSecrets(data, secrets, async (name, value) => {
      await database.query('INSERT INTO secret (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING', [name, value]);
      return (await database.query<{ value: string }>('SELECT value FROM secret WHERE name = $1', [name])).rows[0]!.value;
    });
  });
  return { database, db: postgresIdentities(database), secrets, alone };
}

/** Works while no other process that asks for it makes tables. */
async function holding(pool: PostgresPool, work: () => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(`SELECT pg_advisory_lock(${TABLES_LOCK})`);
    await work();
  } finally {
    await client.query(`SELECT pg_advisory_unlock(${TABLES_LOCK})`).catch(() => undefined);
    client.release();
  }
}
