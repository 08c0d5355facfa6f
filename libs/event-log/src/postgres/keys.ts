import type pg from 'pg';
import { type Wrapping, wrapping } from '../master-key.ts';
import { isSealed, type KeyRing, newKey, type PersonKey } from '../sealing.ts';
import type { StoredEvent } from '../port.ts';
import { patiently, type PostgresOptions } from './connection.ts';
import { readyPool } from './ready-pool.ts';

const PATIENCE_MS = 10_000;
const CONNECTIONS = 2;

interface Row { company: string; person: string; key: Buffer | null }

/**
 * The key ring in a PostgreSQL database, for every node of an installation. Keys stay in memory once they were needed;
 * whoever erases a person records that in the ledger, and each node then calls `erase`. An erased key is overwritten
 * in its row, and gone from the database's files after their vacuum and from its archives when those are.
 */
export async function openPostgresKeys(url: string, options: PostgresOptions & { master?: Uint8Array } = {}): Promise<KeyRing> {
  const pool = await readyPool(url, CONNECTIONS, options);
  try {
    const how = wrapping(options.master);
    if (await hasTable(pool)) for (const { key } of (await pool.query<{ key: Buffer }>('SELECT key FROM capstan.person_key WHERE key IS NOT NULL ORDER BY length(key) DESC LIMIT 1')).rows) how.unwrap(key);
    return new PostgresKeys(pool, options.patienceMs ?? PATIENCE_MS, how);
  } catch (error) {
    await pool.end();
    throw error;
  }
}

/** A database that is only read may have none. */
const hasTable = async (pool: pg.Pool) => (await pool.query<{ there: boolean }>("SELECT to_regclass('capstan.person_key') IS NOT NULL AS there")).rows[0]!.there;

class PostgresKeys implements KeyRing {
  readonly #pool: pg.Pool;
  readonly #patienceMs: number;
  readonly #cache = new Map<string, Uint8Array | null>();

  #wrapping: Wrapping;

  constructor(pool: pg.Pool, patienceMs: number, how: Wrapping) { this.#pool = pool; this.#patienceMs = patienceMs; this.#wrapping = how; }

  async #ask<R extends pg.QueryResultRow>(text: string, ...values: unknown[]): Promise<R[]> {
    return (await patiently(() => this.#pool.query<R>(text, values), this.#patienceMs)).rows;
  }

  #keep(rows: readonly Row[]): void {
    for (const { company, person, key } of rows) this.#cache.set(`${company}/${person}`, key && this.#wrapping.unwrap(key));
  }

  async #bring(company: string, people: readonly string[]): Promise<void> {
    const missing = people.filter((person) => !this.#cache.has(`${company}/${person}`));
    if (missing.length > 0) this.#keep(await this.#ask<Row>('SELECT company, person, key FROM capstan.person_key WHERE company = $1 AND person = ANY ($2)', company, missing));
  }

  async obtain(company: string, people: readonly string[]): Promise<ReadonlyMap<string, Uint8Array | null>> {
    await this.#bring(company, people);
    const missing = people.filter((person) => !this.#cache.has(`${company}/${person}`));
    if (missing.length > 0) {
      // another node may make the same person's key at this moment: the first one counts for both
      await this.#ask('INSERT INTO capstan.person_key (company, person, key) SELECT $1, * FROM unnest($2::text[], $3::bytea[]) ON CONFLICT DO NOTHING', company, missing, missing.map(() => Buffer.from(this.#wrapping.wrap(newKey()))));
      await this.#bring(company, missing);
    }
    return new Map(people.map((person) => [person, this.#cache.get(`${company}/${person}`)!]));
  }

  find(company: string, person: string): Uint8Array | undefined { return this.#cache.get(`${company}/${person}`) ?? undefined; }

  async load(events: readonly Pick<StoredEvent, 'data' | 'meta'>[]): Promise<void> {
    const wanted = new Map<string, Set<string>>();
    for (const { data, meta } of events) {
      if (!data.includes('"$sealed"')) continue;
      const { company } = JSON.parse(meta) as { company: string };
      const people = wanted.get(company) ?? new Set();
      wanted.set(company, people);
      for (const value of Object.values(JSON.parse(data) as object)) if (isSealed(value)) people.add(value.of);
    }
    for (const [company, people] of wanted) await this.#bring(company, [...people]);
  }

  async erase(company: string, person: string): Promise<boolean> {
    const known = this.#cache.get(`${company}/${person}`);
    if (known === null) return false;
    const erased = await this.#ask(`INSERT INTO capstan.person_key (company, person, key) VALUES ($1, $2, NULL)
      ON CONFLICT (company, person) DO UPDATE SET key = NULL WHERE person_key.key IS NOT NULL RETURNING person`, company, person);
    this.#cache.set(`${company}/${person}`, null);
    return erased.length > 0 || known !== undefined;
  }

  async all(company: string): Promise<PersonKey[]> {
    const rows = await this.#ask<Row>('SELECT company, person, key FROM capstan.person_key WHERE company = $1 ORDER BY person', company);
    return rows.map(({ person, key }) => ({ person, key: key && Buffer.from(this.#wrapping.unwrap(key)).toString('base64') }));
  }

  async rewrap(master: Uint8Array | undefined): Promise<number> {
    const next = wrapping(master);
    const client = await this.#pool.connect();
    try {
      await client.query('BEGIN');
      const { rows } = await client.query<Row>('SELECT company, person, key FROM capstan.person_key WHERE key IS NOT NULL FOR UPDATE');
      for (const { company, person, key } of rows) await client.query('UPDATE capstan.person_key SET key = $1 WHERE company = $2 AND person = $3', [Buffer.from(next.wrap(this.#wrapping.unwrap(key!))), company, person]);
      await client.query('COMMIT');
      this.#wrapping = next;
      return rows.length;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      client.release();
    }
  }

  async adopt(company: string, keys: readonly PersonKey[]): Promise<void> {
    const own = new Map((await this.all(company)).map(({ person, key }) => [person, key]));
    const other = keys.find(({ person, key }) => key !== null && (own.get(person) ?? key) !== key);
    if (other) throw new Error(`another key of ${other.person} is here already`);
    await this.#ask(`INSERT INTO capstan.person_key (company, person, key) SELECT $1, * FROM unnest($2::text[], $3::bytea[])
      ON CONFLICT (company, person) DO UPDATE SET key = NULL WHERE excluded.key IS NULL`, company, keys.map(({ person }) => person), keys.map(({ key }) => key && Buffer.from(this.#wrapping.wrap(Buffer.from(key, 'base64')))));
    for (const { person } of keys) this.#cache.delete(`${company}/${person}`);
  }

  async close(): Promise<void> {
    this.#cache.clear();
    await this.#pool.end();
  }
}
