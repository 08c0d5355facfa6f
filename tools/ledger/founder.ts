import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { companyFacts } from '@capstan/capital';
import { type EventLog, factRegistry, type KeyRing, ledgerCodec, logKindOf, openPostgresPool, withKeys } from '@capstan/event-log';
// the one place that knows the tables of the members; it needs nothing of the API around it
import { IDENTITY_SCHEMA, type IdentityDb, postgresIdentities, sqliteIdentities } from '../../apps/api/src/access/identity-db.ts';
import { Members, setRole } from '../../apps/api/src/access/members.ts';

/** The accounts of an installation: who may found here, and who is in a company. Beside a running server too. */
export class Accounts {
  readonly #db: IdentityDb | undefined;
  readonly #members: Members | undefined;

  private constructor(db: IdentityDb | undefined) {
    this.#db = db;
    this.#members = db && new Members(db);
  }

  /** Opens the identities that belong to the log at this address: in its PostgreSQL, else in the folder. A place where nobody ever signed up has no accounts. */
  static async open(folder: string, log: string): Promise<Accounts> {
    if (logKindOf(log) === 'postgres') return new Accounts(postgresIdentities(await openPostgresPool(log, IDENTITY_SCHEMA)));
    const file = join(folder, 'identity.db');
    if (!existsSync(file)) return new Accounts(undefined);
    const db = new DatabaseSync(file);
    db.exec('PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON');
    return new Accounts(sqliteIdentities(db));
  }

  /** The id of the account with this e-mail address. Rejects when there is none. */
  async user(email: string): Promise<string> {
    const user = await this.#members?.userWith(email);
    if (user === undefined) throw new Error(`nobody signs in here as ${email}: make the account first, in the browser`);
    return user;
  }

  async isEmpty(company: string): Promise<boolean> { return ((await this.#members?.list(company)) ?? []).length === 0; }

  /** Makes an account a founder of a recorded company, whatever it was there before; doing it again changes nothing. */
  async makeFounder(user: string, company: string, { name, demo = false }: { name: string; demo?: boolean }): Promise<void> {
    const members = this.#members!;
    await members.found(company, name, user, demo, new Date().toISOString());
    await members.alone(setRole(company, user, 'founder'));
  }

  async close(): Promise<void> { await this.#db?.close(); }
}

/** How a company was founded, by the first fact of its stream. Throws when it never was. */
export async function foundingOf(log: EventLog, keys: KeyRing, company: string): Promise<{ name: string; demo?: boolean }> {
  const codec = ledgerCodec({ registry: factRegistry([...companyFacts]), keys });
  const [first] = await withKeys(log, keys).read(`company-${company}`, 0, 1);
  if (first?.type !== 'CompanyFounded') throw new Error(`the ledger of ${company} does not begin with its founding`);
  return codec.decode(first).data as { name: string; demo?: boolean };
}
