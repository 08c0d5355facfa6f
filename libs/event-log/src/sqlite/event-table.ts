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

  constructor(db: DatabaseSync, readOnly: boolean) {
    this.#db = db;
    if (!readOnly) {
      db.exec(SCHEMA);
      this.#insert = db.prepare('INSERT INTO event (stream, revision, id, type, data, meta) VALUES (?, ?, ?, ?, ?, ?)');
    }
    this.#head = db.prepare('SELECT revision FROM event WHERE stream = ? ORDER BY revision DESC LIMIT 1');
    this.#place = db.prepare('SELECT stream, revision, position FROM event WHERE id = ?');
    this.#stream = db.prepare(`SELECT ${COLUMNS} FROM event WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?`);
    this.#all = db.prepare(`SELECT ${COLUMNS} FROM event WHERE event.position > ? ORDER BY event.position LIMIT ?`);
    this.#company = db.prepare(`SELECT ${COLUMNS} FROM event WHERE company = ? AND event.position > ? ORDER BY event.position LIMIT ?`);
  }

  transaction(work: () => void): void {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.#db.exec('COMMIT');
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  /** Writes inside a transaction. A refusal comes back as a value and has written nothing, so that others of the group go on. */
  write(stream: string, expected: number, events: readonly NewEvent[]): Appended | WrongRevision | IdTaken {
    const places = events.map(({ id }) => this.#place.get(id) as Place | undefined);
    if (places.some(Boolean)) return repeated(stream, events, places);
    const actual = (this.#head.get(stream) as { revision: number } | undefined)?.revision ?? NO_STREAM;
    if (actual !== expected) return new WrongRevision(stream, expected, actual);
    let [revision, position] = [actual, 0];
    for (const { id, type, data, meta } of events) position = Number(this.#insert!.run(stream, ++revision, id, type, data, meta).lastInsertRowid);
    return { revision, position: String(position), repeated: false };
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
