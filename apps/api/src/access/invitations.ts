import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Role } from '@capstan/kernel';
import { changing } from './alone.ts';

export interface Invitation { readonly id: string; readonly company: string; readonly companyName: string; readonly email: string; readonly role: Role; readonly expiresAt: string; readonly invitedBy: string }

const VALID_DAYS = 14;
const PENDING = `SELECT i.id, i.organizationId AS company, o.name AS companyName, i.email, i.role, i.expiresAt, u.name AS invitedBy
  FROM invitation i JOIN organization o ON o.id = i.organizationId JOIN user u ON u.id = i.inviterId WHERE i.status = 'pending'`;

/** Invitations that wait to be accepted. The id is the secret of the link; each is good once, for 14 days, for one e-mail address. Changes are made inside `alone`. */
export class Invitations {
  private readonly db: DatabaseSync;
  constructor(db: DatabaseSync) { this.db = db; }

  open(company: string, now: string): Invitation[] {
    return this.db.prepare(`${PENDING} AND i.organizationId = ? AND i.expiresAt > ? ORDER BY i.createdAt, i.id`).all(company, now) as unknown as Invitation[];
  }

  find(id: string): Invitation | undefined {
    return this.db.prepare(`${PENDING} AND i.id = ?`).get(id) as Invitation | undefined;
  }

  /** A new invitation; an open one for the same address is withdrawn. */
  invite(company: string, email: string, role: Role, inviter: string, now: string): Invitation {
    const id = randomBytes(24).toString('base64url');
    const expiresAt = new Date(Date.parse(now) + VALID_DAYS * 86_400_000).toISOString();
    changing(this.db, "UPDATE invitation SET status = 'canceled' WHERE organizationId = ? AND email = ? AND status = 'pending'").run(company, email);
    changing(this.db, "INSERT INTO invitation (id, organizationId, email, role, status, expiresAt, createdAt, inviterId) VALUES (?, ?, ?, ?, 'pending', ?, ?, ?)")
      .run(id, company, email, role, expiresAt, now, inviter);
    return this.find(id)!;
  }

  /** Ends an open invitation; false when there was none. */
  end(id: string, company: string, how: 'accepted' | 'canceled'): boolean {
    return changing(this.db, "UPDATE invitation SET status = ? WHERE id = ? AND organizationId = ? AND status = 'pending'").run(how, id, company).changes === 1;
  }
}
