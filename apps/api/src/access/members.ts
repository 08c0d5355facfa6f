import type { DatabaseSync } from 'node:sqlite';
import { type Role, roles } from '@capstan/kernel';
import { alone, changing } from './alone.ts';

export interface Membership { readonly company: string; readonly name: string; readonly role: Role; readonly demo: boolean }
export interface Member { readonly user: string; readonly name: string; readonly email: string; readonly role: Role; readonly since: string }

interface Row { company: string; name: string; role: string; metadata: string | null }
const isRole = (role: string): role is Role => (roles as readonly string[]).includes(role);
const membership = (row: Row): Membership[] => (isRole(row.role) ? [{ company: row.company, name: row.name, role: row.role, demo: row.metadata === 'demo' }] : []);

const OF_USER = 'SELECT o.id AS company, o.name, m.role, o.metadata FROM member m JOIN organization o ON o.id = m.organizationId WHERE m.userId = ?';

/** Who belongs to which company, over the identity library's own tables. Changes are made inside `alone`. */
export class Members {
  private readonly db: DatabaseSync;
  constructor(db: DatabaseSync) { this.db = db; }

  /** The user's place in a company, or undefined: the company is not theirs, or is not. */
  of(user: string, company: string): Membership | undefined {
    const row = this.db.prepare(`${OF_USER} AND o.id = ?`).get(user, company) as Row | undefined;
    return row && membership(row)[0];
  }

  /** Every company of a user, the first joined first. */
  companies(user: string): Membership[] {
    return (this.db.prepare(`${OF_USER} ORDER BY m.createdAt, o.id`).all(user) as unknown as Row[]).flatMap(membership);
  }

  /** A user of this installation. */
  user(id: string): { name: string; email: string } | undefined {
    return this.db.prepare('SELECT name, email FROM user WHERE id = ?').get(id) as { name: string; email: string } | undefined;
  }

  /** The id of the user who signs in with this e-mail address. */
  userWith(email: string): string | undefined {
    return (this.db.prepare('SELECT id FROM user WHERE lower(email) = ?').get(email.toLowerCase()) as { id: string } | undefined)?.id;
  }

  /** Everyone in a company, the first joined first. */
  list(company: string): Member[] {
    return this.db.prepare('SELECT u.id AS user, u.name, u.email, m.role, m.createdAt AS since FROM member m JOIN user u ON u.id = m.userId WHERE m.organizationId = ? ORDER BY m.createdAt, u.id')
      .all(company) as unknown as Member[];
  }

  /** Does work that changes members or invitations: all of it or none, and never inside a sign-up's transaction. */
  alone<T>(work: () => T): Promise<T> { return alone(this.db, work); }

  /** Makes a company with its first founder, both or neither; doing it again changes nothing. */
  found(company: string, name: string, founder: string, demo: boolean, at: string): Promise<void> {
    return this.alone(() => {
      changing(this.db, 'INSERT INTO organization (id, name, slug, createdAt, metadata) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING').run(company, name, company, at, demo ? 'demo' : null);
      this.join(company, founder, 'founder', at);
    });
  }

  /** Adds a member; one who is in already keeps the role. */
  join(company: string, user: string, role: Role, at: string): void {
    changing(this.db, 'INSERT INTO member (id, organizationId, userId, role, createdAt) SELECT ?, ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM member WHERE organizationId = ? AND userId = ?)')
      .run(`${company}:${user}`, company, user, role, at, company, user);
  }

  setRole(company: string, user: string, role: Role): void {
    changing(this.db, 'UPDATE member SET role = ? WHERE organizationId = ? AND userId = ?').run(role, company, user);
  }

  leave(company: string, user: string): void {
    changing(this.db, 'DELETE FROM member WHERE organizationId = ? AND userId = ?').run(company, user);
  }
}
