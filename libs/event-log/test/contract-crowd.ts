import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type EventLog, NO_STREAM, type StoredEvent, WrongRevision } from '../src/index.ts';
import { event } from './house.ts';
import { writeInto } from './write-into.ts';

const LONG = 100_000;
const CHUNK = 2000;

/** Everything after a position, by pages. */
export async function restOf(log: EventLog, after?: string, page = 5000): Promise<StoredEvent[]> {
  const all: StoredEvent[] = [];
  for (;;) {
    const more = await log.readAll(all.at(-1)?.position ?? after, page);
    all.push(...more);
    if (more.length < page) return all;
  }
}

/** Reads on at every call of its subscription and keeps what it saw, in the order it saw it. */
export class Follower {
  readonly seen: StoredEvent[] = [];
  readonly #log: EventLog;
  readonly #after: string | undefined;
  readonly #close: () => void;
  #running = Promise.resolve();
  constructor(log: EventLog, after?: string) {
    this.#log = log;
    this.#after = after;
    this.#close = log.subscribe(() => this.look()).close;
    this.look();
  }

  look(): void { this.#running = this.#readOn(this.#running); }

  async #readOn(before: Promise<void>): Promise<void> {
    await before;
    for (;;) {
      const page = await this.#log.readAll(this.seen.at(-1)?.position ?? this.#after, 7);
      this.seen.push(...page);
      if (page.length === 0) return;
    }
  }

  ids(): string[] { return this.seen.map(({ id }) => id); }
  async close(): Promise<void> { this.#close(); await this.#running; }
}

const revisionsHold = (all: readonly StoredEvent[]): boolean => {
  const heads = new Map<string, number>();
  return all.every(({ stream, revision }) => {
    const follows = revision === (heads.get(stream) ?? NO_STREAM) + 1;
    heads.set(stream, revision);
    return follows;
  });
};

/** What every adapter must keep when many write, read and follow at once, when streams are long, and over a restart. */
export function crowdContract(adapter: string, open: () => Promise<EventLog>, again?: () => Promise<EventLog>): void {
  describe(`the log contract, in a crowd: ${adapter}`, () => {
    vi.setConfig({ testTimeout: 120_000 });
    let log: EventLog;
    const handles: EventLog[] = [];
    beforeEach(async () => { log = await open(); handles.push(log); });
    afterEach(async () => { for (const one of handles.splice(0)) await one.close(); });
    const other = async () => {
      const handle = await again!();
      handles.push(handle);
      return handle;
    };

    test('writers of one stream and of many: all is there once, in order, and followers saw it as it stands', async () => {
      const writers = again ? [log, await other()] : [log];
      const followers = writers.map((one) => new Follower(one));
      const acknowledged = await Promise.all(writers.flatMap((one, w) => [
        ...[0, 1, 2].map((i) => writeInto(one, 'run-common', `common-${w}-${i}`, 8)),
        ...[0, 1, 2].map((i) => writeInto(one, `company-${w}-${i}`, `own-${w}-${i}`, 15)),
      ]));
      const all = await restOf(log);
      expect(all.map(({ id }) => id).sort()).toEqual(acknowledged.flat().sort());
      expect(revisionsHold(all)).toBe(true);
      for (const follower of followers) await vi.waitFor(() => expect(follower.ids()).toEqual(all.map(({ id }) => id)), 20_000);
      for (const follower of followers) await follower.close();
    });

    test('a follower may begin anywhere: it sees what comes after, each once', async () => {
      await writeInto(log, 'company-a', 'before', 20);
      const before = await restOf(log);
      const starts = [undefined, before[0]!.position, before[11]!.position, before[19]!.position];
      const followers = starts.map((after) => new Follower(log, after));
      await Promise.all([writeInto(log, 'company-a', 'a', 15), writeInto(log, 'company-b', 'b', 15)]);
      const all = (await restOf(log)).map(({ id }) => id);
      for (const [i, from] of [0, 1, 12, 20].entries()) await vi.waitFor(() => expect(followers[i]!.ids()).toEqual(all.slice(from)), 20_000);
      for (const follower of followers) await follower.close();
    });

    // 100,000 events over a wire take their time on a busy machine
    test('a stream of 100,000 events reads from any revision, and takes the next', { timeout: 240_000 }, async () => {
      for (let at = 0; at < LONG; at += CHUNK) await log.append('run-long', at - 1, Array.from({ length: CHUNK }, (_, i) => event(`long-${at + i}`, 'acme')));
      expect((await log.read('run-long', LONG - 2, 10)).map(({ id }) => id)).toEqual([`long-${LONG - 2}`, `long-${LONG - 1}`]);
      expect((await log.read('run-long', 50_000, 2)).map(({ revision }) => revision)).toEqual([50_000, 50_001]);
      const all = await restOf(log);
      expect(all.length).toBe(LONG);
      expect(all.every(({ id, revision }, i) => revision === i && id === `long-${i}`)).toBe(true);
      await expect(log.append('run-long', LONG - 2, [event('late')])).rejects.toMatchObject({ actual: LONG - 1 });
      expect(await log.append('run-long', LONG - 1, [event('next')])).toMatchObject({ revision: LONG, repeated: false });
    });

    if (!again) return;

    test('a restart in the middle loses nothing, repeats nothing, and goes on', async () => {
      const first = await log.append('company-a', NO_STREAM, [event('a0'), event('a1')]);
      const unacknowledged = log.append('company-a', 1, [event('a2')]);
      await Promise.all([log.close(), unacknowledged]);
      const after = await other();
      expect((await restOf(after)).map(({ id }) => id)).toEqual(['a0', 'a1', 'a2']);
      expect(await after.append('company-a', NO_STREAM, [event('a0'), event('a1')])).toEqual({ ...first, repeated: true });
      await expect(after.append('company-a', 1, [event('x')])).rejects.toMatchObject({ actual: 2 });
      expect(await after.append('company-a', 2, [event('a3')])).toMatchObject({ revision: 3 });
    });

    test('two handles: what one appends the other reads at once, hears of, and must respect', async () => {
      const second = await other();
      const heard = vi.fn<() => void>();
      second.subscribe(heard);
      await log.append('company-a', NO_STREAM, [event('a0')]);
      expect((await second.readAll(undefined, 10)).map(({ id }) => id)).toEqual(['a0']);
      await vi.waitFor(() => expect(heard).toHaveBeenCalled(), 20_000);
      await expect(second.append('company-a', NO_STREAM, [event('other')])).rejects.toBeInstanceOf(WrongRevision);
      expect(await second.append('company-a', NO_STREAM, [event('a0')])).toMatchObject({ repeated: true });
      await second.append('company-a', 0, [event('a1')]);
      expect(await log.append('company-a', 1, [event('a2')])).toMatchObject({ revision: 2 });
    });
  });
}
