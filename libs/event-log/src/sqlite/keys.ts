import { DatabaseSync } from 'node:sqlite';
import { type Wrapping, wrapping } from '../master-key.ts';
import { type KeyRing, newKey, type PersonKey } from '../sealing.ts';

const SCHEMA = `CREATE TABLE IF NOT EXISTS person_key (
  company TEXT NOT NULL, person TEXT NOT NULL, key BLOB, PRIMARY KEY (company, person)) STRICT, WITHOUT ROWID`;

interface Row { person: string; key: Uint8Array | null }

/**
 * The key ring in a SQLite file of its own. No WAL and `secure_delete`: an erased key is overwritten, not left in a
 * free page. Keys are durable before they are used. `readOnly` for tools beside a running server. Throws a sentence for
 * the operator when `master` does not open what is there.
 */
export function openSqliteKeys(file: string, options: { readOnly?: boolean; master?: Uint8Array } = {}): KeyRing {
  const db = new DatabaseSync(file, { timeout: 5000, readOnly: options.readOnly ?? false });
  if (!options.readOnly) db.exec(`PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; ${SCHEMA}`);
  try {
    return new SqliteKeys(db, wrapping(options.master));
  } catch (error) {
    db.close();
    throw error;
  }
}

class SqliteKeys implements KeyRing {
  readonly #db: DatabaseSync;
  readonly #cache = new Map<string, Uint8Array | null>();

  #wrapping: Wrapping;

  constructor(db: DatabaseSync, how: Wrapping) {
    this.#db = db; this.#wrapping = how;
    if (!db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'person_key'").get()) return;
    const some = db.prepare('SELECT person, key FROM person_key WHERE key IS NOT NULL ORDER BY length(key) DESC LIMIT 1').get() as Row | undefined;
    if (some) how.unwrap(some.key!);
  }

  #plain(stored: Uint8Array | null): Uint8Array | null { return stored && this.#wrapping.unwrap(stored); }

  #read(company: string, person: string): Uint8Array | null | undefined {
    const cached = this.#cache.get(`${company}/${person}`);
    if (cached !== undefined) return cached;
    const row = this.#db.prepare('SELECT person, key FROM person_key WHERE company = ? AND person = ?').get(company, person) as Row | undefined;
    if (!row) return undefined;
    const key = this.#plain(row.key);
    this.#cache.set(`${company}/${person}`, key);
    return key;
  }

  #write(company: string, keys: Iterable<readonly [person: string, key: Uint8Array | null]>): void {
    const insert = this.#db.prepare('INSERT INTO person_key (company, person, key) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET key = excluded.key');
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      for (const [person, key] of keys) insert.run(company, person, key && this.#wrapping.wrap(key));
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
    return rows.map(({ person, key }) => ({ person, key: key && Buffer.from(this.#plain(key)!).toString('base64') }));
  }

  async rewrap(master: Uint8Array | undefined): Promise<number> {
    const next = wrapping(master);
    const write = this.#db.prepare('UPDATE person_key SET key = ? WHERE company = ? AND person = ?');
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const rows = this.#db.prepare('SELECT company, person, key FROM person_key WHERE key IS NOT NULL').all() as unknown as (Row & { company: string })[];
      for (const { company, person, key } of rows) write.run(next.wrap(this.#plain(key)!), company, person);
      this.#db.exec('COMMIT');
      this.#wrapping = next;
      return rows.length;
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
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
