import { type Role, roles } from '@capstan/kernel';
import { change, type IdentityDb, rows, type Steps } from './identity-db.ts';

export interface Membership { readonly company: string; readonly name: string; readonly role: Role; readonly demo: boolean; readonly lacksSecondFactor: boolean }
export interface Member { readonly user: string; readonly name: string; readonly email: string; readonly role: Role; readonly since: string; readonly secondFactor: boolean }
interface Account { readonly name: string; readonly email: string; readonly secondFactor: boolean }

interface Row { company: string; name: string; role: string; metadata: string | null; has: unknown; asked: unknown }
/** Neither database says true or false the same way. */
const withFactor = <T extends { secondFactor: unknown }>(row: T) => ({ ...row, secondFactor: Boolean(row.secondFactor) });
const isRole = (role: string): role is Role => (roles as readonly string[]).includes(role);
const membership = (row: Row): Membership[] => (isRole(row.role) ? [{ company: row.company, name: row.name, role: row.role, demo: row.metadata === 'demo', lacksSecondFactor: row.asked !== null && !row.has }] : []);

const OF_USER = `SELECT o.id AS company, o.name, m.role, o.metadata, u."twoFactorEnabled" AS has, s.company AS asked FROM member m JOIN organization o ON o.id = m."organizationId"
  JOIN "user" u ON u.id = m."userId" LEFT JOIN second_factor_rule s ON s.company = o.id WHERE m."userId" = ?`;

/** Who belongs to which company, over the identity library's own tables. */
export class Members {
  private readonly db: IdentityDb;
  constructor(db: IdentityDb) { this.db = db; }

  /** The user's place in a company, or undefined: the company is not theirs, or is not. */
  async of(user: string, company: string): Promise<Membership | undefined> {
    const [row] = await this.db.ask(rows<Row>(`${OF_USER} AND o.id = ?`, user, company));
    return row && membership(row)[0];
  }

  /** Every company of a user, the first joined first. */
  async companies(user: string): Promise<Membership[]> {
    return (await this.db.ask(rows<Row>(`${OF_USER} ORDER BY m."createdAt", o.id`, user))).flatMap(membership);
  }

  /** A user of this installation. */
  user(id: string): Promise<Account | undefined> { return this.db.ask(userOf(id)); }

  /** The id of the user who signs in with this e-mail address. */
  async userWith(email: string): Promise<string | undefined> {
    const [row] = await this.db.ask(rows<{ id: string }>('SELECT id FROM "user" WHERE lower(email) = ?', email.toLowerCase()));
    return row?.id;
  }

  /** Everyone in a company, the first joined first. */
  list(company: string): Promise<Member[]> { return this.db.ask(membersOf(company)); }

  /** Asks about members and companies; changes nothing. */
  ask<T>(steps: Steps<T>): Promise<T> { return this.db.ask(steps); }

  /** Does work that changes members or invitations: all of it or none, and never inside a sign-up's transaction. */
  alone<T>(steps: Steps<T>): Promise<T> { return this.db.alone(steps); }

  /** Makes a company with its first founder, both or neither; doing it again changes nothing. */
  found(company: string, name: string, founder: string, demo: boolean, at: string): Promise<void> {
    return this.alone(founding(company, name, founder, demo, at));
  }
}

function* founding(company: string, name: string, founder: string, demo: boolean, at: string): Steps<void> {
  yield* change('INSERT INTO organization (id, name, slug, "createdAt", metadata) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING', company, name, company, at, demo ? 'demo' : null);
  yield* join(company, founder, 'founder', at);
}

export function* userOf(id: string): Steps<Account | undefined> {
  return (yield* rows<Account>('SELECT name, email, "twoFactorEnabled" AS "secondFactor" FROM "user" WHERE id = ?', id)).map(withFactor)[0];
}

export function* membersOf(company: string): Steps<Member[]> {
  return (yield* rows<Member>('SELECT u.id AS "user", u.name, u.email, m.role, m."createdAt" AS since, u."twoFactorEnabled" AS "secondFactor" FROM member m JOIN "user" u ON u.id = m."userId" WHERE m."organizationId" = ? ORDER BY m."createdAt", u.id', company)).map(withFactor);
}

/** Adds a member; one who is in already keeps the role. Links for a new password that were made in a company reach no other: they end. */
export function* join(company: string, user: string, role: Role, at: string): Steps<void> {
  const there = yield* rows('SELECT 1 AS one FROM member WHERE "organizationId" = ? AND "userId" = ?', company, user);
  if (there.length > 0) return;
  yield* change('DELETE FROM verification WHERE value = ?', user);
  yield* change('INSERT INTO member (id, "organizationId", "userId", role, "createdAt") VALUES (?, ?, ?, ?, ?)', `${company}:${user}`, company, user, role, at);
}

export function* setRole(company: string, user: string, role: Role): Steps<void> {
  yield* change('UPDATE member SET role = ? WHERE "organizationId" = ? AND "userId" = ?', role, company, user);
}

export function* leave(company: string, user: string): Steps<void> {
  yield* change('DELETE FROM member WHERE "organizationId" = ? AND "userId" = ?', company, user);
}
