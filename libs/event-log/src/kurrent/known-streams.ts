import { type Appended, IdTaken, type NewEvent, NO_STREAM, type StoredEvent } from '../port.ts';

/** Ids kept at most, about 150 bytes each; the streams longest unused go first. */
const MOST_IDS = 500_000;
/** How many appends pass between two countings. */
const COUNTED_EVERY = 256;

/** What this process knows of a stream: the ids of its first events, all of them up to `head`. */
export class KnownStream {
  head = NO_STREAM;
  /** The stream may be longer than `head`: it was not read to its end yet, or the outcome of an append is unknown. */
  doubtful = true;
  readonly ids = new Map<string, number>();

  /** Takes in events as read, in order; those known already or beyond a gap are passed over. */
  learn(events: readonly Pick<StoredEvent, 'id' | 'revision'>[]): void {
    for (const { id, revision } of events) {
      if (revision !== this.head + 1) continue;
      this.ids.set(id, revision);
      this.head = revision;
    }
  }

  /** The revision of the last of these events if all are here, one after the other; a clash if only some are. */
  place(events: readonly NewEvent[]): Pick<Appended, 'revision'> | IdTaken | undefined {
    const revisions = events.map(({ id }) => this.ids.get(id));
    const taken = revisions.findIndex((revision) => revision !== undefined);
    if (taken < 0) return undefined;
    const inOrder = revisions.every((revision, i) => revision !== undefined && revision === revisions[0]! + i);
    return inOrder ? { revision: revisions.at(-1)! } : new IdTaken(events[taken]!.id);
  }
}

/** The streams this process has read or written, the least recently used forgotten first. */
export class KnownStreams {
  readonly #streams = new Map<string, KnownStream>();
  #appends = 0;

  of(stream: string): KnownStream {
    const known = this.#streams.get(stream) ?? new KnownStream();
    this.#streams.delete(stream);
    this.#streams.set(stream, known);
    return known;
  }

  /** Learns from a reading without keeping streams alive that nobody writes to. */
  learn(stream: string, events: readonly StoredEvent[]): void { this.#streams.get(stream)?.learn(events); }

  forgetSurplus(): void {
    if (++this.#appends % COUNTED_EVERY !== 0) return;
    let ids = 0;
    for (const { ids: { size } } of this.#streams.values()) ids += size;
    for (const [stream, known] of this.#streams) {
      if (ids <= MOST_IDS || this.#streams.size === 1) return;
      this.#streams.delete(stream);
      ids -= known.ids.size;
    }
  }
}
