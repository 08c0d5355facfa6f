import { DatabaseSync } from 'node:sqlite';
import type { Appended, EventLog, NewEvent, StoredEvent, Subscription } from '../port.ts';
import { EventTable } from './event-table.ts';
import { durableWal } from './wal.ts';

/** Events in one transaction at most: keeps a group's latency in bounds when thousands of callers queue. */
const GROUP_EVENTS = 4096;
/** How often other processes' commits are looked for. */
const WATCH_MS = 250;

export interface SqliteLogOptions {
  /** For tools beside a running server. */
  readonly readOnly?: boolean;
  /** Most pages the file may grow to: the test for a full disk. */
  readonly maxPages?: number;
}

interface Waiting { stream: string; expected: number; events: readonly NewEvent[]; resolve: (done: Appended) => void; reject: (error: unknown) => void }

/**
 * The log in one SQLite file (`:memory:` works): WAL and `synchronous=FULL`, so what is acknowledged survives power
 * loss. Appends queued in one turn of the event loop share one transaction and one sync, each checked on its own.
 */
export function openSqliteLog(file: string, options: SqliteLogOptions = {}): EventLog {
  const db = new DatabaseSync(file, { timeout: 5000, readOnly: options.readOnly ?? false });
  if (options.maxPages) db.exec(`PRAGMA max_page_count = ${options.maxPages}`);
  const beforeGroup = options.readOnly || file === ':memory:' ? () => undefined : durableWal(db);
  db.exec('PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768');
  return new SqliteLog(db, new EventTable(db, options.readOnly ?? false), beforeGroup);
}

class SqliteLog implements EventLog {
  readonly gapless = true;
  readonly idsUniqueIn = 'log';
  readonly #db: DatabaseSync;
  readonly #table: EventTable;
  readonly #beforeGroup: (events: number) => void;
  readonly #listeners = new Set<() => void>();
  #queue: Waiting[] = [];
  #flushing = false;
  #watch: NodeJS.Timeout | undefined;

  constructor(db: DatabaseSync, table: EventTable, beforeGroup: (events: number) => void) {
    this.#db = db;
    this.#table = table;
    this.#beforeGroup = beforeGroup;
  }

  append(stream: string, expectedRevision: number, events: readonly NewEvent[]): Promise<Appended> {
    if (events.length === 0) return Promise.reject(new TypeError('an append needs at least one event'));
    return new Promise((resolve, reject) => {
      this.#queue.push({ stream, expected: expectedRevision, events, resolve, reject });
      this.#flushSoon();
    });
  }

  #flushSoon(): void {
    if (this.#flushing) return;
    this.#flushing = true;
    setImmediate(() => {
      this.#flushing = false;
      this.#flush(this.#nextGroup());
      if (this.#queue.length > 0) this.#flushSoon();
    });
  }

  #nextGroup(): Waiting[] {
    let events = 0;
    const end = this.#queue.findIndex((waiting, i) => (events += waiting.events.length) > GROUP_EVENTS && i > 0);
    return this.#queue.splice(0, end < 0 ? this.#queue.length : end);
  }

  #flush(group: readonly Waiting[]): void {
    const settled: (() => void)[] = [];
    try {
      this.#beforeGroup(group.length);
      this.#table.transaction(() => {
        for (const { stream, expected, events, resolve, reject } of group) {
          const result = this.#table.write(stream, expected, events);
          settled.push(result instanceof Error ? () => reject(result) : () => resolve(result));
        }
      });
    } catch (error) {
      // one append too large for the disk must not take the others of its group with it
      if (group.length > 1) for (const alone of group) this.#flush([alone]);
      else group[0]?.reject(error);
      return;
    }
    for (const settle of settled) settle();
    this.#announce();
  }

  #announce(): void { for (const listener of this.#listeners) listener(); }

  async read(stream: string, fromRevision: number, limit: number): Promise<StoredEvent[]> { return this.#table.stream(stream, fromRevision, limit); }
  async readAll(after: string | undefined, limit: number): Promise<StoredEvent[]> { return this.#table.all(after, limit); }
  async readCompany(company: string, after: string | undefined, limit: number): Promise<StoredEvent[]> { return this.#table.company(company, after, limit); }

  subscribe(onMore: () => void): Subscription {
    const listener = () => onMore();
    this.#listeners.add(listener);
    this.#watch ??= this.#watchOthers();
    return { close: () => { this.#listeners.delete(listener); } };
  }

  #watchOthers(): NodeJS.Timeout {
    const version = this.#db.prepare('PRAGMA data_version');
    const current = () => (version.get() as { data_version: number }).data_version;
    let seen = current();
    return setInterval(() => {
      const now = current();
      if (now !== seen) this.#announce();
      seen = now;
    }, WATCH_MS).unref();
  }

  async close(): Promise<void> {
    while (this.#queue.length > 0) await new Promise((resolve) => { setImmediate(resolve); });
    clearInterval(this.#watch);
    this.#listeners.clear();
    if (this.#db.isOpen) this.#db.close();
  }
}
