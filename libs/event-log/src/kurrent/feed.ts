import { setTimeout as sleep } from 'node:timers/promises';
import type { KurrentDBClient } from '@kurrent/kurrentdb-client';

const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 5000;

/**
 * Hears that there is more in the log. The client's subscription keeps no place and dies with its connection, so it is
 * used as a bell only: it rings for each event and whenever it has been hung up anew, and who hears it reads on from a
 * checkpoint of its own. Nothing is skipped while it is down, nothing comes twice when it is back.
 */
export class Feed {
  readonly #client: KurrentDBClient;
  readonly #prefix: string;
  readonly #ring: () => void;
  readonly #closed = new AbortController();
  readonly #ended: Promise<void>;
  #hangUp: () => void = () => undefined;
  /** The position of the newest event heard of. */
  newest: bigint | undefined;

  constructor(client: KurrentDBClient, prefix: string, ring: () => void) {
    this.#client = client;
    this.#prefix = prefix;
    this.#ring = ring;
    this.#ended = this.#follow();
  }

  async #follow(): Promise<void> {
    let wait = FIRST_WAIT_MS;
    while (!this.#closed.signal.aborted) {
      wait = await this.#listen() ? FIRST_WAIT_MS : Math.min(wait * 2, LONGEST_WAIT_MS);
      await sleep(wait, undefined, { signal: this.#closed.signal, ref: false }).catch(() => undefined);
    }
  }

  /** Listens until the subscription ends, however it does; true when it had begun. */
  async #listen(): Promise<boolean> {
    let begun = false;
    const bell = this.#client.subscribeToAll({ fromPosition: 'end', filter: { filterOn: 'streamName', prefixes: [`${this.#prefix}.`], checkpointInterval: 1000 } });
    const { promise: over, resolve: end } = Promise.withResolvers<void>();
    for (const how of ['error', 'end', 'close'] as const) bell.once(how, () => end());
    this.#hangUp = end;
    bell.on('confirmation', () => { begun = true; this.#ring(); });
    bell.on('data', ({ event }) => {
      this.newest = event?.position?.commit ?? this.newest;
      this.#ring();
    });
    if (!this.#closed.signal.aborted) await over;
    bell.removeAllListeners('data').on('error', () => undefined);
    await bell.unsubscribe().catch(() => undefined);
    bell.destroy();
    return begun;
  }

  async close(): Promise<void> {
    this.#closed.abort();
    this.#hangUp();
    await this.#ended;
  }
}
