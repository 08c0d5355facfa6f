import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { type Appended, IdTaken, type NewEvent, NO_STREAM, type StoredEvent, WrongRevision } from '../port.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS event (
    position INTEGER PRIMARY KEY, stream TEXT NOT NULL, revision INTEGER NOT NULL, id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL, data TEXT NOT NULL, meta TEXT NOT NULL,
    company TEXT GENERATED ALWAYS AS (json_extract(meta, '$.company')) VIRTUAL,
    UNIQUE (stream, revision)) STRICT;
  CREATE INDEX IF NOT EXISTS event_company ON event (company, position);
  CREATE TRIGGER IF NOT EXISTS event_never_changes BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
  CREATE TRIGGER IF NOT EXISTS event_never_goes BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;`;

const COLUMNS = 'id, stream, revision, CAST(position AS TEXT) AS position, type, data, meta';

/** Streams whose last revision is kept in memory. */
const REMEMBERED_HEADS = 10_000;

interface Place { stream: string; revision: number; position: number }

/** The SQL of the log: one table, append-only by trigger. Synchronous; the log above it groups the writes. */
export class EventTable {
  readonly #db: DatabaseSync;
  readonly #insert: StatementSync | undefined;
  readonly #head: StatementSync;
  readonly #place: StatementSync;
  readonly #stream: StatementSync;
  readonly #all: StatementSync;
  readonly #company: StatementSync;
  readonly #version: StatementSync;
  readonly #heads = new Map<string, number>();
  #seenVersion = -1;

  constructor(db: DatabaseSync, readOnly: boolean) {
    this.#db = db;
    if (!readOnly) {
      db.exec(SCHEMA);
      this.#insert = db.prepare('INSERT INTO event (stream, revision, id, type, data, meta) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING');
    }
    this.#version = db.prepare('PRAGMA data_version');
    this.#head = db.prepare('SELECT revision FROM event WHERE stream = ? ORDER BY revision DESC LIMIT 1');
    this.#place = db.prepare('SELECT stream, revision, position FROM event WHERE id = ?');
    this.#stream = db.prepare(`SELECT ${COLUMNS} FROM event WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?`);
    this.#all = db.prepare(`SELECT ${COLUMNS} FROM event WHERE event.position > ? ORDER BY event.position LIMIT ?`);
    this.#company = db.prepare(`SELECT ${COLUMNS} FROM event WHERE company = ? AND event.position > ? ORDER BY event.position LIMIT ?`);
  }

  transaction(work: () => void): void {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      this.#forgetHeadsIfOthersWrote();
      work();
      this.#db.exec('COMMIT');
    } catch (error) {
      this.#heads.clear();
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  /**
   * Writes inside a transaction. A refusal comes back as a value and has written nothing, so that others of the group
   * go on; only a clash found half-way throws, and takes the transaction with it.
   */
  write(stream: string, expected: number, events: readonly NewEvent[]): Appended | WrongRevision | IdTaken {
    const actual = this.#headOf(stream);
    if (actual !== expected) return this.#known(stream, events) ?? new WrongRevision(stream, expected, actual);
    let [revision, position] = [actual, 0];
    for (const { id, type, data, meta } of events) {
      const { changes, lastInsertRowid } = this.#insert!.run(stream, revision + 1, id, type, data, meta);
      if (Number(changes) === 0 && revision === actual) return this.#known(stream, events)!;
      if (Number(changes) === 0) throw new IdTaken(id);
      [revision, position] = [revision + 1, Number(lastInsertRowid)];
    }
    this.#heads.set(stream, revision);
    return { revision, position: String(position), repeated: false };
  }

  /** What to answer about events of which some are recorded already: a retry finds them all, in order, in this stream. */
  #known(stream: string, events: readonly NewEvent[]): Appended | IdTaken | undefined {
    const places = events.map(({ id }) => this.#place.get(id) as Place | undefined);
    return places.some(Boolean) ? repeated(stream, events, places) : undefined;
  }

  #headOf(stream: string): number {
    const known = this.#heads.get(stream);
    if (known !== undefined) return known;
    const revision = (this.#head.get(stream) as { revision: number } | undefined)?.revision ?? NO_STREAM;
    if (this.#heads.size >= REMEMBERED_HEADS) this.#heads.clear();
    this.#heads.set(stream, revision);
    return revision;
  }

  /** Heads are remembered only as long as nobody else writes and nothing is rolled back. */
  #forgetHeadsIfOthersWrote(): void {
    const { data_version: version } = this.#version.get() as { data_version: number };
    if (version !== this.#seenVersion) this.#heads.clear();
    this.#seenVersion = version;
  }

  stream(stream: string, from: number, limit: number): StoredEvent[] { return this.#stream.all(stream, from, limit) as unknown as StoredEvent[]; }
  all(after: string | undefined, limit: number): StoredEvent[] { return this.#all.all(Number(after ?? 0), limit) as unknown as StoredEvent[]; }
  company(company: string, after: string | undefined, limit: number): StoredEvent[] { return this.#company.all(company, Number(after ?? 0), limit) as unknown as StoredEvent[]; }
}

/** A retry finds all its events in this stream, one after the other; anything else is a clash of ids. */
function repeated(stream: string, events: readonly NewEvent[], places: readonly (Place | undefined)[]): Appended | IdTaken {
  const first = places[0]?.revision ?? NO_STREAM;
  const clash = places.findIndex((place, i) => place?.stream !== stream || place.revision !== first + i);
  const last = places.at(-1);
  if (clash >= 0 || !last) return new IdTaken(events[places.findIndex(Boolean)]!.id);
  return { revision: last.revision, position: String(last.position), repeated: true };
}
