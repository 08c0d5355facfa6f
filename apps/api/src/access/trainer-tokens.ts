import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { change, type IdentityDb, rows } from './identity-db.ts';

/** A key with which a trainer elsewhere works for this installation. It stays on the list after its end. */
export interface TrainerToken {
  readonly id: string; readonly name: string; readonly madeBy: string; readonly madeAt: string;
  /** Good until the end of this day, UTC. */
  readonly expiresOn: string;
  readonly usedOn: string | null; readonly revokedAt: string | null;
}

/** The table, for a database whose type for bytes is this. */
export const trainerTokenTable = (bytes: 'BLOB' | 'bytea'): string => `CREATE TABLE IF NOT EXISTS trainer_token (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, "madeBy" TEXT NOT NULL, "madeAt" TEXT NOT NULL, "expiresOn" TEXT NOT NULL, "usedOn" TEXT, "revokedAt" TEXT, hash ${bytes} NOT NULL)`;
const FORM = /^trn_([0-9a-f]{16})_([0-9a-f]{64})$/;
const sha256 = (text: string) => createHash('sha256').update(text).digest();

/** Trainers' keys, of which a hash is kept; beside them stands the one of the data folder, which the first start makes. */
export class TrainerTokens {
  private readonly db: IdentityDb;
  constructor(db: IdentityDb) { this.db = db; }

  /** Makes a key; answers its id and what the trainer is to be given (`CAPSTAN_TRAINER_TOKEN`). */
  async make({ name, madeBy, madeAt, expiresOn }: Pick<TrainerToken, 'name' | 'madeBy' | 'madeAt' | 'expiresOn'>): Promise<{ id: string; secret: string }> {
    const [id, secret] = [randomBytes(8).toString('hex'), randomBytes(32).toString('hex')];
    await this.db.alone(change('INSERT INTO trainer_token (id, name, "madeBy", "madeAt", "expiresOn", hash) VALUES (?, ?, ?, ?, ?, ?)', id, name, madeBy, madeAt, expiresOn, sha256(secret)));
    return { id, secret: `trn_${id}_${secret}` };
  }

  /** All that were ever made, the newest first. */
  list(): Promise<TrainerToken[]> { return this.db.ask(rows('SELECT id, name, "madeBy", "madeAt", "expiresOn", "usedOn", "revokedAt" FROM trainer_token ORDER BY "madeAt" DESC, id')); }

  /** Ends a key at once, on every node; false when there is none, or it is over already. */
  async revoke(id: string, at: string): Promise<boolean> {
    return (await this.db.alone(change('UPDATE trainer_token SET "revokedAt" = ? WHERE id = ? AND "revokedAt" IS NULL', at, id))) === 1;
  }

  /** Which key a bearer names, if there is one of that id; its secret may be wrong. */
  async idOf(bearer: string): Promise<string | undefined> {
    const id = FORM.exec(bearer)?.[1];
    return id === undefined ? undefined : (await this.db.ask(rows<{ id: string }>('SELECT id FROM trainer_token WHERE id = ?', id)))[0]?.id;
  }

  /** Whether a bearer is one of the keys and still good; notes the day of use. */
  async fits(bearer: string, today: string): Promise<boolean> {
    const [, id, secret] = FORM.exec(bearer) ?? [];
    if (id === undefined || secret === undefined) return false;
    const [kept] = await this.db.ask(rows<{ hash: Uint8Array; usedOn: string | null }>('SELECT hash, "usedOn" FROM trainer_token WHERE id = ? AND "expiresOn" >= ? AND "revokedAt" IS NULL', id, today));
    if (!kept || !timingSafeEqual(sha256(secret), kept.hash)) return false;
    if (kept.usedOn !== today) await this.db.alone(change('UPDATE trainer_token SET "usedOn" = ? WHERE id = ?', today, id));
    return true;
  }
}
