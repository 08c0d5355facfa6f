import { randomBytes } from 'node:crypto';
import type { Role } from '@capstan/kernel';
import { change, type IdentityDb, rows, type Steps } from './identity-db.ts';

export interface Invitation { readonly id: string; readonly company: string; readonly companyName: string; readonly email: string; readonly role: Role; readonly expiresAt: string; readonly invitedBy: string }

const VALID_DAYS = 14;
const PENDING = `SELECT i.id, i."organizationId" AS company, o.name AS "companyName", i.email, i.role, i."expiresAt", u.name AS "invitedBy"
  FROM invitation i JOIN organization o ON o.id = i."organizationId" JOIN "user" u ON u.id = i."inviterId" WHERE i.status = 'pending'`;

/** Invitations that wait to be accepted. The id is the secret of the link; each is good once, for 14 days, for one e-mail address. */
export class Invitations {
  private readonly db: IdentityDb;
  constructor(db: IdentityDb) { this.db = db; }

  open(company: string, now: string): Promise<Invitation[]> {
    return this.db.ask(rows<Invitation>(`${PENDING} AND i."organizationId" = ? AND i."expiresAt" > ? ORDER BY i."createdAt", i.id`, company, now));
  }

  find(id: string): Promise<Invitation | undefined> { return this.db.ask(invitationOf(id)); }
}

export function* invitationOf(id: string): Steps<Invitation | undefined> {
  return (yield* rows<Invitation>(`${PENDING} AND i.id = ?`, id))[0];
}

/** A new invitation; an open one for the same address is withdrawn. */
export function* invite(company: string, email: string, role: Role, inviter: string, now: string): Steps<Invitation> {
  const id = randomBytes(24).toString('base64url');
  const expiresAt = new Date(Date.parse(now) + VALID_DAYS * 86_400_000).toISOString();
  yield* change('UPDATE invitation SET status = \'canceled\' WHERE "organizationId" = ? AND email = ? AND status = \'pending\'', company, email);
  yield* change('INSERT INTO invitation (id, "organizationId", email, role, status, "expiresAt", "createdAt", "inviterId") VALUES (?, ?, ?, ?, \'pending\', ?, ?, ?)', id, company, email, role, expiresAt, now, inviter);
  return (yield* invitationOf(id))!;
}

/** Ends an open invitation; false when there was none. */
export function* endInvitation(id: string, company: string, how: 'accepted' | 'canceled'): Steps<boolean> {
  return (yield* change('UPDATE invitation SET status = ? WHERE id = ? AND "organizationId" = ? AND status = \'pending\'', how, id, company)) === 1;
}
