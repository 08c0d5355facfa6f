/** What a KurrentDB keeps, in memory: streams and the order of all. Semantics after the documentation and the server's own rules. */
export interface KeptEvent {
  readonly id: string;
  readonly stream: string;
  readonly revision: bigint;
  readonly position: bigint;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}
export type Proposed = Pick<KeptEvent, 'id' | 'type' | 'contentType' | 'data' | 'metadata'>;
export type Expected = 'any' | 'no-stream' | 'exists' | bigint;
export type Outcome =
  | { readonly kind: 'written'; readonly revision: bigint; readonly position: bigint }
  | { readonly kind: 'wrong-version'; readonly current: bigint }
  | { readonly kind: 'too-large' };

/** The server's default for one append. */
export const MOST_APPEND_BYTES = 1024 * 1024;
/** Positions are byte offsets of a file: they grow by more than one. */
const STEP = 137n;

export class Database {
  readonly all: KeptEvent[] = [];
  readonly #streams = new Map<string, KeptEvent[]>();
  readonly #watchers = new Set<() => void>();

  constructor() {
    this.append('$settings', 'any', [{ id: '00000000-0000-4000-8000-000000000000', type: '$UserCreated', contentType: 'application/json', data: Buffer.from('{}'), metadata: Buffer.alloc(0) }]);
  }

  stream(name: string): readonly KeptEvent[] | undefined { return this.#streams.get(name); }

  /** Index of the first event at or after a position. */
  from(position: bigint): number {
    let [low, high] = [0, this.all.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.all[middle]!.position < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * A write behind the head of its stream is the same write again if the ids at its place are the same, else it is
   * refused; a write at the head is done, whatever its ids: the server has no index of ids to look into.
   */
  append(stream: string, expected: Expected, events: readonly Proposed[]): Outcome {
    if (events.reduce((bytes, { data, metadata }) => bytes + data.length + metadata.length, 0) > MOST_APPEND_BYTES) return { kind: 'too-large' };
    const there = this.#streams.get(stream) ?? [];
    const current = BigInt(there.length) - 1n;
    const at = expected === 'any' || (expected === 'exists' && current >= 0n) ? current : expected === 'no-stream' ? -1n : expected;
    if (typeof at !== 'bigint' || at > current) return { kind: 'wrong-version', current };
    if (at < current) {
      const before = there.slice(Number(at) + 1, Number(at) + 1 + events.length);
      const same = before.length === events.length && before.every(({ id }, i) => id === events[i]!.id);
      return same ? { kind: 'written', revision: before.at(-1)!.revision, position: before.at(-1)!.position } : { kind: 'wrong-version', current };
    }
    return this.#write(stream, there, events);
  }

  #write(stream: string, there: KeptEvent[], events: readonly Proposed[]): Outcome {
    this.#streams.set(stream, there);
    for (const event of events) {
      const kept = { ...event, stream, revision: BigInt(there.length), position: (this.all.at(-1)?.position ?? 0n) + STEP };
      there.push(kept);
      this.all.push(kept);
    }
    for (const watcher of this.#watchers) watcher();
    const { revision, position } = there.at(-1)!;
    return { kind: 'written', revision, position };
  }

  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => { this.#watchers.delete(watcher); };
  }
}
