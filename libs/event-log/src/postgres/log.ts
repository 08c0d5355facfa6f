import type pg from 'pg';
import { type Appended, type EventLog, IdTaken, LogUnreachable, type NewEvent, type StoredEvent, type Subscription } from '../port.ts';
import { type Asked, appendGroup } from './append.ts';
import { openPool, patiently, type PostgresOptions, settingsOf } from './connection.ts';
import { Listener } from './listener.ts';
import { NEWS } from './migrations.ts';
import { readyPool } from './ready-pool.ts';

/** Events and characters in one transaction at most: keeps a group's latency and its message in bounds. */
const GROUP_EVENTS = 4096;
const GROUP_CHARACTERS = 16 * 1024 * 1024;
/** How often it is looked whether somebody else wrote, should a notice get lost. */
const POLL_MS = 1000;
const PATIENCE_MS = 10_000;
const COLUMNS = 'id, stream, revision, position::text AS position, type, data, meta';

interface Waiting extends Asked { readonly until: number; readonly resolve: (done: Appended) => void; readonly reject: (error: unknown) => void }

/**
 * The log in a PostgreSQL database, for any number of processes. What is acknowledged is committed there; order is
 * explained in docs/decisions/postgresql-log.md. Rejects with a sentence for the operator when it cannot be opened.
 */
export async function openPostgresLog(url: string, options: PostgresOptions = {}): Promise<EventLog> {
  const settings = settingsOf(url);
  const pool = await readyPool(url, 1, options);
  return new PostgresLog(pool, settings, options.patienceMs ?? PATIENCE_MS);
}

class PostgresLog implements EventLog {
  readonly gapless = true;
  readonly idsUniqueIn = 'log';
  readonly #writer: pg.Pool;
  readonly #readers: pg.Pool;
  readonly #settings: pg.PoolConfig;
  readonly #patienceMs: number;
  readonly #listeners = new Set<() => void>();
  #queue: Waiting[] = [];
  #writing: Promise<void> | undefined;
  #listener: Listener | undefined;
  #poll: NodeJS.Timeout | undefined;
  #seen: string | null | undefined;
  #closed = false;

  constructor(writer: pg.Pool, settings: pg.PoolConfig, patienceMs: number) {
    this.#writer = writer;
    this.#readers = openPool(settings);
    this.#settings = settings;
    this.#patienceMs = patienceMs;
  }

  append(stream: string, expected: number, events: readonly NewEvent[]): Promise<Appended> {
    if (events.length === 0) return Promise.reject(new TypeError('an append needs at least one event'));
    const twice = idTwice(events);
    if (twice !== undefined) return Promise.reject(new IdTaken(twice));
    return new Promise((resolve, reject) => {
      this.#queue.push({ stream, expected, events, until: performance.now() + this.#patienceMs, resolve, reject });
      this.#writing ??= this.#write();
    });
  }

  /** One group after the other; while one is on its way the next gathers. */
  async #write(): Promise<void> {
    await new Promise((resolve) => { setImmediate(resolve); });
    while (this.#queue.length > 0) await this.#flush(this.#nextGroup());
    this.#writing = undefined;
  }

  #nextGroup(): Waiting[] {
    let [events, characters] = [0, 0];
    const end = this.#queue.findIndex((waiting, i) => {
      events += waiting.events.length;
      for (const { data, meta } of waiting.events) characters += data.length + meta.length;
      return i > 0 && (events > GROUP_EVENTS || characters > GROUP_CHARACTERS);
    });
    return this.#queue.splice(0, end < 0 ? this.#queue.length : end);
  }

  async #flush(group: readonly Waiting[]): Promise<void> {
    try {
      // asked again after a break, the events that had arrived are found by their ids
      const until = Math.max(...group.map((waiting) => waiting.until));
      const answers = await patiently(() => appendGroup(this.#writer, group), until - performance.now());
      for (const [i, { resolve, reject }] of group.entries()) {
        const one = answers[i]!;
        if (one instanceof Error) reject(one);
        else resolve(one);
      }
      this.#announce();
    } catch (error) {
      // one append that the server cannot take must not take the others of its group with it
      if (group.length > 1 && !(error instanceof LogUnreachable)) for (const alone of group) await this.#flush([alone]);
      else for (const { reject } of group) reject(error);
    }
  }

  #announce(): void { for (const listener of this.#listeners) listener(); }

  async #read(name: string, where: string, order: string, values: readonly unknown[]): Promise<StoredEvent[]> {
    const text = `SELECT ${COLUMNS} FROM capstan.event e WHERE ${where} ORDER BY ${order} LIMIT $${values.length}`;
    const { rows } = await patiently(() => this.#readers.query<StoredEvent>({ name, text, values: [...values] }), this.#patienceMs);
    return rows;
  }

  read(stream: string, fromRevision: number, limit: number): Promise<StoredEvent[]> {
    return this.#read('stream', 'e.stream = $1 AND e.revision >= $2', 'e.revision', [stream, fromRevision, limit]);
  }

  readAll(after: string | undefined, limit: number): Promise<StoredEvent[]> {
    return this.#read('all', 'e.position > $1', 'e.position', [after ?? '0', limit]);
  }

  readCompany(company: string, after: string | undefined, limit: number): Promise<StoredEvent[]> {
    return this.#read('company', 'e.company = $1 AND e.position > $2', 'e.position', [company, after ?? '0', limit]);
  }

  subscribe(onMore: () => void): Subscription {
    const listener = () => onMore();
    this.#listeners.add(listener);
    this.#listener ??= new Listener(this.#settings, new Map([[NEWS, () => this.#announce()]]));
    this.#poll ??= this.#pollOthers();
    return { close: () => { this.#listeners.delete(listener); } };
  }

  #pollOthers(): NodeJS.Timeout {
    return setInterval(() => void this.#lookForOthers(), POLL_MS).unref();
  }

  async #lookForOthers(): Promise<void> {
    const last = await this.#readers.query<{ last: string | null }>('SELECT max(position)::text AS last FROM capstan.event').then(({ rows }) => rows[0]!.last, () => undefined);
    if (last === undefined) return;
    if (last !== this.#seen) this.#announce();
    this.#seen = last;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#writing;
    clearInterval(this.#poll);
    this.#listeners.clear();
    await Promise.all([this.#listener?.close(), this.#writer.end(), this.#readers.end()]);
  }
}

function idTwice(events: readonly NewEvent[]): string | undefined {
  const ids = new Set<string>();
  return events.find(({ id }) => ids.size === ids.add(id).size)?.id;
}
