import type pg from 'pg';
import { openPool, type PostgresOptions, refusal, settingsOf } from './connection.ts';
import { migrate } from './migrations.ts';

/** So many connections to a database whose tables are up to date. Rejects with a sentence for the operator, and leaves nothing open. */
export async function readyPool(url: string, max: number, { readOnly }: PostgresOptions): Promise<pg.Pool> {
  const pool = openPool({ ...settingsOf(url), max });
  try {
    const client = await pool.connect();
    try {
      if (!readOnly) await migrate(client);
    } finally {
      client.release();
    }
  } catch (error) {
    await pool.end();
    throw refusal(url, error);
  }
  return pool;
}
