import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openPostgresPool, type PostgresPool } from '@capstan/event-log';
// the place that knows the tables of the people and makes them
import { IDENTITY_SCHEMA } from '../../apps/api/src/access/identity-db.ts';
import { openIdentity } from '../../apps/api/src/access/identity.ts';
import { settingsFrom } from '../../apps/api/src/settings.ts';

/** Tables in the order in which rows may refer to each other. */
const TABLES = ['user', 'organization', 'account', 'session', 'member', 'invitation', 'verification', 'access_token', 'trainer_token', 'salary_read', 'twoFactor', 'second_factor_rule'] as const;

type Row = Record<string, string | number | null | Uint8Array>;

/**
 * Copies who may sign in, who is in which company, and the installation's secrets from a data folder into PostgreSQL,
 * so that sessions, invitations and tokens stay good. Rows that are there stay as they are. Answers how many people
 * came along. Throws when the target holds people whom the folder does not know.
 */
export async function movePeople(folder: string, url: string): Promise<number> {
  if (!existsSync(join(folder, 'identity.db'))) return 0;
  const made = await openIdentity({ ...settingsFrom({}), data: folder, log: url });
  await made.db.close();
  const source = new DatabaseSync(join(folder, 'identity.db'), { timeout: 5000 });
  const pool = await openPostgresPool(url, IDENTITY_SCHEMA);
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const people = rowsOf(source, 'user');
    const known = new Set(people.map(({ id }) => id));
    const { rows: there } = await client.query<{ id: string }>('SELECT id FROM "user"');
    if (there.some(({ id }) => !known.has(id))) throw new Error('the target holds people of another installation');
    for (const table of TABLES) await copyTable(client, table, rowsOf(source, table));
    await client.query('COMMIT');
    return people.length;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
    await pool.end();
    source.close();
  }
}

function rowsOf(db: DatabaseSync, table: string): Row[] {
  const exists = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(table);
  return exists ? (db.prepare(`SELECT * FROM "${table}"`).all() as Row[]) : [];
}

async function copyTable(client: Pick<PostgresPool, 'query'>, table: string, rows: readonly Row[]): Promise<void> {
  const { rows: columns } = await client.query<{ column_name: string; data_type: string }>('SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = $1 AND table_name = $2', [IDENTITY_SCHEMA, table]);
  const booleans = new Set(columns.filter(({ data_type }) => data_type === 'boolean').map(({ column_name }) => column_name));
  for (const row of rows) {
    const names = Object.keys(row);
    const values = names.map((name) => (booleans.has(name) && row[name] !== null ? row[name] === 1 : row[name]));
    await client.query(`INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${names.map((_, i) => `$${i + 1}`).join(', ')}) ON CONFLICT DO NOTHING`, values);
  }
}
