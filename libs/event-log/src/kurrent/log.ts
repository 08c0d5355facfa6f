import type { KurrentDBClient, ReadRevision, ResolvedEvent } from '@kurrent/kurrentdb-client';
import { type Appended, comparePositions, type EventLog, IdTaken, type NewEvent, NO_STREAM, type StoredEvent, type Subscription, WrongRevision } from '../port.ts';
import { connect, type Connection } from './client.ts';
import { companyOf, fromKurrent, positionOf, toKurrent } from './events.ts';
import { inWords, kindOf } from './failures.ts';
import { Feed } from './feed.ts';
import { type KnownStream, KnownStreams } from './known-streams.ts';
import { type Patience, untilAnswered } from './patience.ts';

const PAGE = 1000;
/** How soon to look again for an event that was heard of and that the node we read from does not have yet. */
const LAGGING_MS = 100;

export interface KurrentLogOptions {
  /** How long one call may take before its connection is given up (ms). */
  readonly deadlineMs?: number;
  /** How long a call is tried again while the server is away (ms), before LogUnreachable. */
  readonly patienceMs?: number;
}

/**
 * The log in KurrentDB, by a connection string (`kurrentdb://user:password@host:2113?tls=true`, or several hosts) plus
 * our own `streamPrefix` (default `capstan`). The client is loaded by this call. Rejects when nobody answers there, or
 * refuses to. See docs/decisions/kurrentdb-log.md.
 */
export async function openKurrentLog(address: string, { deadlineMs = 5000, patienceMs = 15_000 }: KurrentLogOptions = {}): Promise<EventLog> {
  const log = new KurrentLog(await connect(address), deadlineMs, patienceMs);
  try {
    await log.readAll(undefined, 1);
    return log;
  } catch (error) {
    await log.close();
    throw error;
  }
}

class KurrentLog implements EventLog {
  readonly gapless = false;
  readonly idsUniqueIn = 'stream';
  readonly #connection: Connection;
  readonly #prefix: string;
  readonly #deadlineMs: number;
  readonly #patienceMs: number;
  readonly #known = new KnownStreams();
  readonly #turns = new Map<string, Promise<unknown>>();
  readonly #listeners = new Set<() => void>();
  #feed: Feed | undefined;
  #ringing = false;
  #lookAgain: NodeJS.Timeout | undefined;

  constructor(connection: Connection, deadlineMs: number, patienceMs: number) {
    this.#connection = connection;
    this.#prefix = connection.prefix;
    this.#deadlineMs = deadlineMs;
    this.#patienceMs = patienceMs;
  }

  /** Appends to one stream go one after the other: each needs to know what the one before it left. */
  append(stream: string, expectedRevision: number, events: readonly NewEvent[]): Promise<Appended> {
    if (events.length === 0) return Promise.reject(new TypeError('an append needs at least one event'));
    const ids = new Set<string>();
    for (const { id } of events) if (ids.size === ids.add(id).size) return Promise.reject(new IdTaken(id));
    const work = () => this.#append(stream, expectedRevision, events);
    const turn = (this.#turns.get(stream) ?? Promise.resolve()).then(work, work);
    this.#turns.set(stream, turn);
    const leave = () => { if (this.#turns.get(stream) === turn) this.#turns.delete(stream); };
    turn.then(leave, leave);
    return turn;
  }

  async #append(stream: string, expected: number, events: readonly NewEvent[]): Promise<Appended> {
    const known = this.#known.of(stream);
    if (known.doubtful || known.head < expected) await this.#catchUp(stream, known);
    const before = await this.#recorded(stream, known, events);
    if (before) return before;
    if (known.head !== expected) {
      await this.#catchUp(stream, known);
      const after = await this.#recorded(stream, known, events);
      if (after) return after;
      if (known.head !== expected) throw new WrongRevision(stream, expected, known.head);
    }
    const position = await this.#send(stream, known, events);
    const revision = expected + events.length;
    if (typeof position !== 'string') return position;
    known.learn(events.map(({ id }, i) => ({ id, revision: expected + 1 + i })));
    this.#known.forgetSurplus();
    this.#announce();
    return { revision, position, repeated: false };
  }

  /**
   * Sends, again and again with the same ids while there is no answer: at an expected revision the server knows a
   * repeated write by its ids and does not write it twice. What comes back is the position of the last event.
   */
  async #send(stream: string, known: KnownStream, events: readonly NewEvent[]): Promise<string | Appended> {
    const expected = known.head;
    const streamState = expected === NO_STREAM ? 'no_stream' : BigInt(expected);
    let tries = 0;
    try {
      const { position } = await untilAnswered(this.#writing(), (number) => {
        tries = number;
        return this.#connection.writer.appendToStream(this.#name(stream), events.map(toKurrent), { streamState, requiresLeader: true, deadline: this.#deadlineMs });
      });
      return tries === 1 && position ? positionOf(position) : await this.#positionAt(stream, expected + events.length);
    } catch (error) {
      known.doubtful = true;
      if (kindOf(error) !== 'wrong-expected-version') throw inWords(error);
      await this.#catchUp(stream, known);
      const own = await this.#recorded(stream, known, events);
      if (own) return tries > 1 ? own.position : own;
      throw new WrongRevision(stream, expected, known.head);
    }
  }

  /** A batch stream that gives no answers is cut: the client would send the next append into it. */
  #writing(): Patience {
    const onFailure = (silent: boolean) => { if (silent) void this.#connection.writer.dispose().catch(() => undefined); };
    return { deadlineMs: this.#deadlineMs, patienceMs: this.#patienceMs, onFailure };
  }

  async #catchUp(stream: string, known: KnownStream): Promise<void> {
    for (;;) {
      const page = await this.read(stream, known.head + 1, PAGE);
      known.learn(page);
      if (page.length < PAGE) break;
    }
    known.doubtful = false;
  }

  /** The answer about events that are in the stream already; a clash throws. */
  async #recorded(stream: string, known: KnownStream, events: readonly NewEvent[]): Promise<Appended | undefined> {
    const place = known.place(events);
    if (place instanceof IdTaken) throw place;
    return place && { revision: place.revision, position: await this.#positionAt(stream, place.revision), repeated: true };
  }

  async #positionAt(stream: string, revision: number): Promise<string> {
    const [event] = await this.read(stream, revision, 1);
    if (!event) throw new Error(`event ${revision} of ${stream} was acknowledged and is not there`);
    return event.position;
  }

  async read(stream: string, fromRevision: number, limit: number): Promise<StoredEvent[]> {
    const events = await this.#page(limit, (client) => client.readStream(this.#name(stream), { fromRevision: BigInt(fromRevision) as ReadRevision, maxCount: limit }));
    const stored = events.map(({ event }) => fromKurrent(event!, this.#prefix));
    this.#known.learn(stream, stored);
    return stored;
  }

  async readAll(after: string | undefined, limit: number): Promise<StoredEvent[]> {
    const page = (await this.#after(after, limit, { filterOn: 'streamName', prefixes: [`${this.#prefix}.`] })).map(({ event }) => fromKurrent(event!, this.#prefix));
    if (page.length < limit) this.#lookAgainAfter(page.at(-1)?.position ?? after);
    return page;
  }

  /**
   * The server cannot filter by metadata: it leaves out the other companies' own streams, and what it sends of runs
   * is sorted out here.
   */
  async readCompany(company: string, after: string | undefined, limit: number): Promise<StoredEvent[]> {
    const filter = { filterOn: 'streamName' as const, regex: `^${this.#prefix}\\.(?:company-${RegExp.escape(company)}$|(?!company-))` };
    const own: StoredEvent[] = [];
    for (let from = after; own.length < limit;) {
      const page = await this.#after(from, PAGE, filter);
      for (const { event } of page) if (companyOf(event!) === company && own.length < limit) own.push(fromKurrent(event!, this.#prefix));
      if (page.length < PAGE) break;
      from = positionOf(page.at(-1)!.event!.position);
    }
    return own;
  }

  /** The server reads from a position on, with the event at it; a page has those after it. */
  async #after(after: string | undefined, limit: number, filter: object): Promise<ResolvedEvent[]> {
    const at = after === undefined ? undefined : { commit: BigInt(after), prepare: BigInt(after) };
    const events = await this.#page(limit + 1, (client) => client.readAll({ fromPosition: at ?? 'start', maxCount: limit + 1, filter } as object));
    return events.filter(({ event }) => comparePositions(after, positionOf(event!.position)) < 0).slice(0, limit);
  }

  async #page(limit: number, open: (client: KurrentDBClient) => AsyncIterable<ResolvedEvent>): Promise<ResolvedEvent[]> {
    if (limit <= 0) return [];
    let { reader } = this.#connection;
    const onFailure = (silent: boolean) => this.#connection.doubt(reader, silent);
    try {
      return await untilAnswered({ deadlineMs: this.#deadlineMs, patienceMs: this.#patienceMs, onFailure }, async () => {
        const events: ResolvedEvent[] = [];
        ({ reader } = this.#connection);
        for await (const event of open(reader)) events.push(event);
        this.#connection.prove(reader);
        return events;
      });
    } catch (error) {
      if (kindOf(error) === 'stream-not-found') return [];
      throw inWords(error);
    }
  }

  subscribe(onMore: () => void): Subscription {
    const listener = () => onMore();
    this.#listeners.add(listener);
    this.#feed ??= new Feed(this.#connection.writer, this.#prefix, () => this.#announce());
    return { close: () => { this.#listeners.delete(listener); } };
  }

  /** Tells the listeners once per turn of the event loop, however many events came in. */
  #announce(): void {
    if (this.#ringing) return;
    this.#ringing = true;
    setImmediate(() => {
      this.#ringing = false;
      for (const listener of this.#listeners) listener();
    });
  }

  /** A follower may lag behind the node that we heard the news from. */
  #lookAgainAfter(seen: string | undefined): void {
    const newest = this.#feed?.newest?.toString();
    if (newest === undefined || comparePositions(seen, newest) >= 0) return;
    clearTimeout(this.#lookAgain);
    this.#lookAgain = setTimeout(() => this.#announce(), LAGGING_MS).unref();
  }

  #name(stream: string): string { return `${this.#prefix}.${stream}`; }

  async close(): Promise<void> {
    await Promise.allSettled(this.#turns.values());
    this.#listeners.clear();
    clearTimeout(this.#lookAgain);
    await this.#feed?.close();
    await this.#connection.writer.dispose();
  }
}
