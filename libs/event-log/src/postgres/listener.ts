import pg from 'pg';

const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 5000;

/** Listens on channels over a connection of its own and comes back after every break; then it calls once for each channel, because something may have been missed. */
export class Listener {
  readonly #settings: pg.ClientConfig;
  readonly #channels: ReadonlyMap<string, () => void>;
  #client: pg.Client | undefined;
  #retry: NodeJS.Timeout | undefined;
  #retryMs = FIRST_RETRY_MS;
  #closed = false;

  constructor(settings: pg.ClientConfig, channels: ReadonlyMap<string, () => void>) {
    this.#settings = settings;
    this.#channels = channels;
    void this.#connect();
  }

  async #connect(): Promise<void> {
    const client = new pg.Client(this.#settings);
    this.#client = client;
    const again = () => { if (this.#client === client) this.#connectLater(); };
    client.on('error', again).on('end', again).on('notification', ({ channel }) => this.#channels.get(channel)?.());
    try {
      await client.connect();
      for (const channel of this.#channels.keys()) await client.query(`LISTEN ${channel}`);
      this.#retryMs = FIRST_RETRY_MS;
      if (!this.#closed) for (const heard of this.#channels.values()) heard();
    } catch {
      again();
    }
  }

  #connectLater(): void {
    this.#client?.end().catch(() => undefined);
    this.#client = undefined;
    if (this.#closed) return;
    this.#retry = setTimeout(() => void this.#connect(), this.#retryMs).unref();
    this.#retryMs = Math.min(this.#retryMs * 2, LONGEST_RETRY_MS);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => undefined);
  }
}
