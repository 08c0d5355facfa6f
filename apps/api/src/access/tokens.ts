import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Permission } from '@capstan/kernel';
import { change, type IdentityDb, rows } from './identity-db.ts';

export interface AccessToken {
  readonly id: string; readonly company: string; readonly maker: string; readonly makerName: string; readonly name: string;
  readonly scopes: Permission[]; readonly madeAt: string; readonly expiresOn: string; readonly usedOn: string | null;
}
type Row = Omit<AccessToken, 'scopes'> & { readonly scopes: string };

/** The table, for a database whose type for bytes is this. */
export const tokenTable = (bytes: 'BLOB' | 'bytea'): string => `CREATE TABLE IF NOT EXISTS access_token (
  id TEXT PRIMARY KEY, company TEXT NOT NULL, maker TEXT NOT NULL, name TEXT NOT NULL, scopes TEXT NOT NULL, hash ${bytes} NOT NULL,
  "madeAt" TEXT NOT NULL, "expiresOn" TEXT NOT NULL, "usedOn" TEXT)`;
const ALL = 'SELECT t.id, t.company, t.maker, u.name AS "makerName", t.name, t.scopes, t."madeAt", t."expiresOn", t."usedOn" FROM access_token t JOIN "user" u ON u.id = t.maker';
const FORM = /^cap_([0-9a-f]{16})_([0-9a-f]{64})$/;
const sha256 = (text: string) => createHash('sha256').update(text).digest();
const tokenOf = (row: Row): AccessToken => ({ ...row, scopes: JSON.parse(row.scopes) as Permission[] });

/** Keys that programs come with. Only the hash of a secret is kept: what was shown once cannot be shown again. */
export class Tokens {
  private readonly db: IdentityDb;
  constructor(db: IdentityDb) { this.db = db; }

  /** Makes a token; answers its id and what its owner is to send. */
  async make(token: Pick<AccessToken, 'company' | 'maker' | 'name' | 'scopes' | 'madeAt' | 'expiresOn'>): Promise<{ id: string; secret: string }> {
    const [id, secret] = [randomBytes(8).toString('hex'), randomBytes(32).toString('hex')];
    await this.db.alone(change('INSERT INTO access_token (id, company, maker, name, scopes, hash, "madeAt", "expiresOn") VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      id, token.company, token.maker, token.name, JSON.stringify(token.scopes), sha256(secret), token.madeAt, token.expiresOn));
    return { id, secret: `cap_${id}_${secret}` };
  }

  /** Tokens of a company, the newest first; of one maker where one is named. */
  async list(company: string, maker?: string): Promise<AccessToken[]> {
    return (await this.db.ask(rows<Row>(`${ALL} WHERE t.company = ? AND t.maker = coalesce(?, t.maker) ORDER BY t."madeAt" DESC, t.id`, company, maker ?? null))).map(tokenOf);
  }

  /** Ends a token at once; false when there was none, or it is another maker's. */
  async revoke(company: string, id: string, maker?: string): Promise<boolean> {
    return (await this.db.alone(change('DELETE FROM access_token WHERE company = ? AND id = ? AND maker = coalesce(?, maker)', company, id, maker ?? null))) === 1;
  }

  /** Which token a bearer names, if there is one of that id; its secret may be wrong. */
  async idOf(bearer: string): Promise<string | undefined> {
    const id = FORM.exec(bearer)?.[1];
    return id === undefined ? undefined : (await this.db.ask(rows<{ id: string }>('SELECT id FROM access_token WHERE id = ?', id)))[0]?.id;
  }

  /** The token that a bearer sent, if it is one of ours, its secret fits and it is still good; notes the day of use. */
  async of(bearer: string, today: string): Promise<AccessToken | undefined> {
    const [, id, secret] = FORM.exec(bearer) ?? [];
    if (id === undefined || secret === undefined) return undefined;
    const [kept] = await this.db.ask(rows<{ hash: Uint8Array }>('SELECT hash FROM access_token WHERE id = ? AND "expiresOn" >= ?', id, today));
    if (!kept || !timingSafeEqual(sha256(secret), kept.hash)) return undefined;
    const [row] = await this.db.ask(rows<Row>(`${ALL} WHERE t.id = ?`, id));
    if (!row) return undefined;
    if (row.usedOn !== today) await this.db.alone(change('UPDATE access_token SET "usedOn" = ? WHERE id = ?', today, id));
    return tokenOf(row);
  }
}
