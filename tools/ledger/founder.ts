import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { companyFacts } from '@capstan/capital';
import { type EventLog, factRegistry, type KeyRing, ledgerCodec } from '@capstan/event-log';
// the one place that knows the tables of the members; it needs nothing of the API around it
import { Members } from '../../apps/api/src/access/members.ts';

/** The accounts of a data folder: who may found here, and who is in a company. Beside a running server too. */
export class Accounts {
  readonly #members: Members | undefined;

  /** Opens the identities of the folder; a folder where nobody ever signed up has no accounts. */
  constructor(folder: string) {
    const file = join(folder, 'identity.db');
    if (!existsSync(file)) return;
    const db = new DatabaseSync(file);
    db.exec('PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON');
    this.#members = new Members(db);
  }

  /** The id of the account with this e-mail address. Throws when there is none. */
  user(email: string): string {
    const user = this.#members?.userWith(email);
    if (user === undefined) throw new Error(`nobody signs in here as ${email}: make the account first, in the browser`);
    return user;
  }

  isEmpty(company: string): boolean { return (this.#members?.list(company) ?? []).length === 0; }

  /** Makes an account a founder of a recorded company, whatever it was there before; doing it again changes nothing. */
  async makeFounder(user: string, company: string, { name, demo = false }: { name: string; demo?: boolean }): Promise<void> {
    const members = this.#members!;
    await members.found(company, name, user, demo, new Date().toISOString());
    await members.alone(() => members.setRole(company, user, 'founder'));
  }
}

/** How a company was founded, by the first fact of its stream. Throws when it never was. */
export async function foundingOf(log: EventLog, keys: KeyRing, company: string): Promise<{ name: string; demo?: boolean }> {
  const codec = ledgerCodec({ registry: factRegistry([...companyFacts]), keys });
  const [first] = await log.read(`company-${company}`, 0, 1);
  if (first?.type !== 'CompanyFounded') throw new Error(`the ledger of ${company} does not begin with its founding`);
  return codec.decode(first).data as { name: string; demo?: boolean };
}
