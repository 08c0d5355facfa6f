import type { DatabaseSync, StatementSync } from 'node:sqlite';

/**
 * Does work on the identities in one transaction: all of it or none. Waits first while the identity library has a
 * transaction of its own open on this connection (it has while it hashes a new password): what is written into that
 * one is lost with it when the sign-up fails.
 */
export async function alone<T>(db: DatabaseSync, work: () => T): Promise<T> {
  while (db.isTransaction) await new Promise((resolve) => { setImmediate(resolve); });
  db.exec('BEGIN IMMEDIATE');
  try {
    const done = work();
    db.exec('COMMIT');
    return done;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

/** A statement that changes something; refuses to be made outside `alone`. */
export function changing(db: DatabaseSync, sql: string): StatementSync {
  if (!db.isTransaction) throw new Error('members and invitations are changed inside alone()');
  return db.prepare(sql);
}
