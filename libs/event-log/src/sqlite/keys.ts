import { DatabaseSync } from 'node:sqlite';
import { type KeyRing, newKey, type PersonKey } from '../sealing.ts';

const SCHEMA = `CREATE TABLE IF NOT EXISTS person_key (
  company TEXT NOT NULL, person TEXT NOT NULL, key BLOB, PRIMARY KEY (company, person)) STRICT, WITHOUT ROWID`;

interface Row { person: string; key: Uint8Array | null }

/**
 * The key ring in a SQLite file of its own. No WAL and `secure_delete`: an erased key is overwritten, not left in a
 * free page. Keys are durable before they are used. `readOnly` for tools beside a running server.
 */
export function openSqliteKeys(file: string, options: { readOnly?: boolean } = {}): KeyRing {
  const db = new DatabaseSync(file, { timeout: 5000, readOnly: options.readOnly ?? false });
  if (!options.readOnly) db.exec(`PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; ${SCHEMA}`);
  return new SqliteKeys(db);
}

class SqliteKeys implements KeyRing {
  readonly #db: DatabaseSync;
  readonly #cache = new Map<string, Uint8Array | null>();

  constructor(db: DatabaseSync) { this.#db = db; }

  #read(company: string, person: string): Uint8Array | null | undefined {
    const cached = this.#cache.get(`${company}/${person}`);
    if (cached !== undefined) return cached;
    const row = this.#db.prepare('SELECT person, key FROM person_key WHERE company = ? AND person = ?').get(company, person) as Row | undefined;
    if (row) this.#cache.set(`${company}/${person}`, row.key);
    return row?.key;
  }

  #write(company: string, keys: Iterable<readonly [person: string, key: Uint8Array | null]>): void {
    const insert = this.#db.prepare('INSERT INTO person_key (company, person, key) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET key = excluded.key');
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      for (const [person, key] of keys) insert.run(company, person, key);
      this.#db.exec('COMMIT');
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
    for (const [person, key] of keys) this.#cache.set(`${company}/${person}`, key);
  }

  async obtain(company: string, people: readonly string[]): Promise<ReadonlyMap<string, Uint8Array | null>> {
    const found = new Map(people.map((person) => [person, this.#read(company, person)]));
    const made = [...found].filter(([, key]) => key === undefined).map(([person]) => [person, newKey()] as const);
    if (made.length > 0) this.#write(company, made);
    return new Map([...found, ...made] as [string, Uint8Array | null][]);
  }

  find(company: string, person: string): Uint8Array | undefined {
    return this.#read(company, person) ?? undefined;
  }

  async erase(company: string, person: string): Promise<boolean> {
    if (this.#read(company, person) === null) return false;
    this.#write(company, [[person, null]]);
    return true;
  }

  async all(company: string): Promise<PersonKey[]> {
    const rows = this.#db.prepare('SELECT person, key FROM person_key WHERE company = ? ORDER BY person').all(company) as unknown as Row[];
    return rows.map(({ person, key }) => ({ person, key: key && Buffer.from(key).toString('base64') }));
  }

  async adopt(company: string, keys: readonly PersonKey[]): Promise<void> {
    const fresh = keys.flatMap(({ person, key }) => {
      const own = this.#read(company, person);
      if (own && key && Buffer.compare(own, Buffer.from(key, 'base64')) !== 0) throw new Error(`another key of ${person} is here already`);
      return own === null ? [] : [[person, key === null ? null : Buffer.from(key, 'base64')] as const];
    });
    if (fresh.length > 0) this.#write(company, fresh);
  }

  async close(): Promise<void> { this.#db.close(); }
}
