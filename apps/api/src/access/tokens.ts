import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Permission } from '@capstan/kernel';
import { alone, changing } from './alone.ts';

export interface AccessToken {
  readonly id: string; readonly company: string; readonly maker: string; readonly makerName: string; readonly name: string;
  readonly scopes: Permission[]; readonly madeAt: string; readonly expiresOn: string; readonly usedOn: string | null;
}
type Row = Omit<AccessToken, 'scopes'> & { readonly scopes: string };

const SCHEMA = `CREATE TABLE IF NOT EXISTS access_token (
  id TEXT PRIMARY KEY, company TEXT NOT NULL, maker TEXT NOT NULL, name TEXT NOT NULL, scopes TEXT NOT NULL, hash BLOB NOT NULL,
  madeAt TEXT NOT NULL, expiresOn TEXT NOT NULL, usedOn TEXT) STRICT`;
const ALL = 'SELECT t.id, t.company, t.maker, u.name AS makerName, t.name, t.scopes, t.madeAt, t.expiresOn, t.usedOn FROM access_token t JOIN user u ON u.id = t.maker';
const FORM = /^cap_([0-9a-f]{16})_([0-9a-f]{64})$/;
const sha256 = (text: string) => createHash('sha256').update(text).digest();
const tokenOf = (row: Row): AccessToken => ({ ...row, scopes: JSON.parse(row.scopes) as Permission[] });

/** Keys that programs come with. Only the hash of a secret is kept: what was shown once cannot be shown again. */
export class Tokens {
  private readonly db: DatabaseSync;
  constructor(db: DatabaseSync) { this.db = db; db.exec(SCHEMA); }

  /** Makes a token; answers its id and what its owner is to send. */
  async make(token: Pick<AccessToken, 'company' | 'maker' | 'name' | 'scopes' | 'madeAt' | 'expiresOn'>): Promise<{ id: string; secret: string }> {
    const [id, secret] = [randomBytes(8).toString('hex'), randomBytes(32).toString('hex')];
    await alone(this.db, () => changing(this.db, 'INSERT INTO access_token (id, company, maker, name, scopes, hash, madeAt, expiresOn) VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
      .run(id, token.company, token.maker, token.name, JSON.stringify(token.scopes), sha256(secret), token.madeAt, token.expiresOn));
    return { id, secret: `cap_${id}_${secret}` };
  }

  /** Tokens of a company, the newest first; of one maker where one is named. */
  list(company: string, maker?: string): AccessToken[] {
    const rows = this.db.prepare(`${ALL} WHERE t.company = ? AND t.maker = coalesce(?, t.maker) ORDER BY t.madeAt DESC, t.id`).all(company, maker ?? null) as unknown as Row[];
    return rows.map(tokenOf);
  }

  /** Ends a token at once; false when there was none, or it is another maker's. */
  async revoke(company: string, id: string, maker?: string): Promise<boolean> {
    return alone(this.db, () => changing(this.db, 'DELETE FROM access_token WHERE company = ? AND id = ? AND maker = coalesce(?, maker)').run(company, id, maker ?? null).changes === 1);
  }

  /** The token that a bearer sent, if it is one of ours, its secret fits and it is still good; notes the day of use. */
  async of(bearer: string, today: string): Promise<AccessToken | undefined> {
    const [, id, secret] = FORM.exec(bearer) ?? [];
    if (id === undefined || secret === undefined) return undefined;
    const kept = this.db.prepare('SELECT hash FROM access_token WHERE id = ? AND expiresOn >= ?').get(id, today) as { hash: Uint8Array } | undefined;
    if (!kept || !timingSafeEqual(sha256(secret), kept.hash)) return undefined;
    const row = this.db.prepare(`${ALL} WHERE t.id = ?`).get(id) as unknown as Row;
    if (row.usedOn !== today) await alone(this.db, () => changing(this.db, 'UPDATE access_token SET usedOn = ? WHERE id = ?').run(today, id));
    return tokenOf(row);
  }
}
