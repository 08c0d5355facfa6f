import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { SqlValue, Views } from '../views.ts';

/** Statements kept prepared; read models use far fewer, queries built from parts might use more. */
const CACHED_STATEMENTS = 512;

/** Read-model tables in SQLite. Only whole transactions are ever seen: no turn of the event loop ends inside one. */
export interface SqliteViews extends Views {
  exec(sql: string): void;
  /** Runs the work in one transaction (inside another: as a part that can fail alone). */
  transaction<T>(work: () => T): T;
  close(): void;
}

/** Opens `views.db`, which may be deleted at any time to rebuild it, or `:memory:`. */
export function openViews(file: string): SqliteViews {
  const db = new DatabaseSync(file, { timeout: 5000 });
  // disposable and rebuilt from the log: losing the last transactions with the power is harmless
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768');
  return new CachedViews(db);
}

const WHOLE = ['BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK'] as const;
const PART = ['SAVEPOINT part', 'RELEASE part', 'ROLLBACK TO part; RELEASE part'] as const;

class CachedViews implements SqliteViews {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #depth = 0;

  constructor(db: DatabaseSync) { this.#db = db; }

  #prepared(sql: string): StatementSync {
    const cached = this.#statements.get(sql);
    if (cached) return cached;
    const statement = this.#db.prepare(sql);
    if (this.#statements.size >= CACHED_STATEMENTS) this.#statements.delete(this.#statements.keys().next().value!);
    this.#statements.set(sql, statement);
    return statement;
  }

  run(sql: string, ...params: SqlValue[]): void { this.#prepared(sql).run(...params); }
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- names the shape of the row, as `all` does
  get<T>(sql: string, ...params: SqlValue[]): T | undefined { return this.#prepared(sql).get(...params) as T | undefined; }
  all<T>(sql: string, ...params: SqlValue[]): T[] { return this.#prepared(sql).all(...params) as T[]; }
  exec(sql: string): void { this.#db.exec(sql); }

  transaction<T>(work: () => T): T {
    const [begin, commit, rollback] = this.#depth === 0 ? WHOLE : PART;
    this.#db.exec(begin);
    this.#depth += 1;
    try {
      const result = work();
      this.#db.exec(commit);
      return result;
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec(rollback);
      throw error;
    } finally {
      this.#depth -= 1;
    }
  }

  close(): void {
    this.#statements.clear();
    this.#db.close();
  }
}
