/**
 * The port that every log adapter fills. What goes through it is bytes-as-stored: already sealed, already hashed;
 * the adapter only keeps order, revisions and durability.
 */
export interface StoredEvent {
  readonly id: string;
  readonly stream: string;
  /** 0 for the first event of a stream. */
  readonly revision: number;
  /** Global order; text, because some logs count in 64 bits. Compare with `comparePositions`. */
  readonly position: string;
  readonly type: string;
  /** Canonical JSON text of the data as stored (personal fields sealed). */
  readonly data: string;
  /** Canonical JSON text of FactMeta. */
  readonly meta: string;
}

export type NewEvent = Pick<StoredEvent, 'id' | 'type' | 'data' | 'meta'>;

/** The revision a stream must be at: that of its last event, or `NO_STREAM`. */
export const NO_STREAM = -1;

export interface Appended {
  /** Revision of the last event appended. */
  readonly revision: number;
  /** Position of the last event appended. */
  readonly position: string;
  /** True when these very events (by id) were there already and nothing was written. */
  readonly repeated: boolean;
}

/** Another writer was first: the stream is at `actual`, not at `expected`. */
export class WrongRevision extends Error {
  readonly stream: string;
  readonly expected: number;
  readonly actual: number;
  constructor(stream: string, expected: number, actual: number) {
    super(`stream ${stream} is at revision ${actual}, not ${expected}`);
    this.name = 'WrongRevision';
    this.stream = stream; this.expected = expected; this.actual = actual;
  }
}

/** An event id that is already taken by another stream or in another order: not a retry, refused. */
export class IdTaken extends Error {
  readonly id: string;
  constructor(id: string) {
    super(`event ${id} is already recorded elsewhere`);
    this.name = 'IdTaken';
    this.id = id;
  }
}

/**
 * The server behind the log did not answer in time. Whether an append arrived is unknown: the same events may be
 * appended again, and are recorded once.
 */
export class LogUnreachable extends Error {
  constructor(cause: unknown) {
    super(`the server of the log does not answer: ${cause instanceof Error && cause.message ? cause.message : String(cause)}`, { cause });
    this.name = 'LogUnreachable';
  }
}

/** Orders positions as the log does: negative when `a` comes first. Undefined is before everything. */
export function comparePositions(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return -1;
  if (b === undefined) return 1;
  return a.length - b.length || (a < b ? -1 : 1);
}

export interface Subscription { close(): void }

export interface EventLog {
  /** Appends all or nothing at the expected revision; durable when it resolves. Rejects with WrongRevision, IdTaken or LogUnreachable. */
  append(stream: string, expectedRevision: number, events: readonly NewEvent[]): Promise<Appended>;
  /** Events of one stream from a revision on, in order, at most `limit`. */
  read(stream: string, fromRevision: number, limit: number): Promise<StoredEvent[]>;
  /** Events of all streams after a position (undefined: from the beginning), in log order, at most `limit`. */
  readAll(afterPosition: string | undefined, limit: number): Promise<StoredEvent[]>;
  /** Events of one company (its own stream and its runs') after a position, in log order, at most `limit`. */
  readCompany(company: string, afterPosition: string | undefined, limit: number): Promise<StoredEvent[]>;
  /** True when positions count up by one, so that a missing row shows in a verification. */
  readonly gapless: boolean;
  /**
   * How far a taken id is known: in the whole log, or (KurrentDB, which keeps no index of ids) in the stream that is
   * appended to. Ids that `eventId` makes belong to one stream anyway.
   */
  readonly idsUniqueIn: 'log' | 'stream';
  /** Calls back, soon after each commit by any writer, that there is more to read. Carries no data: readers page with readAll. */
  subscribe(onMore: () => void): Subscription;
  close(): Promise<void>;
}
