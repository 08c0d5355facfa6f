import { openTracks, resetTracks, saveTracks } from './checkpoints.ts';
import type { LedgerCodec, LedgerFact } from './codec.ts';
import { play, type Stopped, type Track } from './playing.ts';
import { comparePositions, type EventLog, type Subscription } from './port.ts';
import type { SqliteViews } from './sqlite/views.ts';
import type { ReadModel } from './views.ts';

/** Events in one page, one transaction, one turn of the event loop: about 5 ms. */
const PAGE = 500;
/** First wait after the log or the views could not be used; doubled up to the longest. */
const RETRY_MS = 100;
const LONGEST_RETRY_MS = 10_000;

export interface ProjectorOptions {
  readonly log: EventLog;
  readonly codec: LedgerCodec;
  readonly views: SqliteViews;
  readonly models: readonly ReadModel[];
  /** The time, as an ISO instant. */
  readonly now: () => string;
}

/** What a page of the log touched, for live updates. */
export interface PageSeen { readonly position: string; readonly companies: ReadonlyMap<string, ReadonlySet<string>>; /** Read models were emptied and are filled again. */ readonly emptied?: true }

export interface ProjectorHealth { readonly position: string | undefined; readonly stopped: readonly Stopped[]; readonly error: string | undefined }

/** Plays the log into the read models: rows and checkpoints move in one transaction, so each fact counts exactly once. */
export class Projector {
  readonly #options: ProjectorOptions;
  readonly #tracks: Track[];
  readonly #listeners = new Set<(page: PageSeen) => void>();
  readonly #waiting = new Set<() => void>();
  #subscription: Subscription | undefined;
  #running: Promise<void> | undefined;
  #again = false;
  #closed = false;
  #error: string | undefined;
  /** The last position played by anyone: where to go on when every read model has stopped. */
  #reached: string | undefined;
  #retryMs = RETRY_MS;
  #retry: NodeJS.Timeout | undefined;

  constructor(options: ProjectorOptions) {
    this.#options = options;
    this.#tracks = openTracks(options.views, options.models);
  }

  /** Follows the log from here on. Resolves when what is in it now has been played. */
  async start(): Promise<void> {
    this.#subscription ??= this.#options.log.subscribe(() => void this.catchUp());
    await this.catchUp();
  }

  /** Plays what is there. Calls that come meanwhile share the run and make it look once more. */
  catchUp(): Promise<void> {
    this.#again = true;
    this.#running ??= this.#run().finally(() => { this.#running = undefined; });
    return this.#running;
  }

  async #run(): Promise<void> {
    try {
      while (this.#again && !this.#closed) {
        this.#again = false;
        while (!this.#closed && await this.#page()) await new Promise((resolve) => { setImmediate(resolve); });
      }
      this.#error = undefined;
      this.#retryMs = RETRY_MS;
    } catch (error) {
      this.#error = error instanceof Error ? error.message : String(error);
      this.#retry = setTimeout(() => void this.catchUp(), this.#retryMs).unref();
      this.#retryMs = Math.min(this.#retryMs * 2, LONGEST_RETRY_MS);
    }
  }

  /** Plays one page; false when there was nothing more. */
  async #page(): Promise<boolean> {
    const { log, codec, views, now } = this.#options;
    const from = this.position;
    const stored = await log.readAll(from, PAGE);
    if (stored.length === 0 || this.#closed || comparePositions(from, this.position) !== 0) return stored.length > 0;
    const facts = stored.map((event) => codec.decode(event));
    const before = this.#tracks.map((track) => ({ ...track }));
    try {
      views.transaction(() => {
        play(views, this.#tracks, facts, now);
        saveTracks(views, this.#tracks);
      });
    } catch (error) {
      this.#tracks.forEach((track, i) => Object.assign(track, { stopped: undefined }, before[i]));
      throw error;
    }
    this.#reached = stored.at(-1)!.position;
    this.#error = undefined;
    this.#announce(facts);
    return stored.length === PAGE;
  }

  #announce(facts: readonly LedgerFact[]): void {
    const companies = new Map<string, Set<string>>();
    for (const { type, meta } of facts) {
      const types = companies.get(meta.company);
      if (types) types.add(type);
      else companies.set(meta.company, new Set([type]));
    }
    const page = { position: facts.at(-1)!.position, companies };
    for (const wake of this.#waiting) wake();
    for (const listener of this.#listeners) listener(page);
  }

  /** How far the read models have come; those that stopped do not hold it back. */
  get position(): string | undefined {
    const going = this.#tracks.filter((track) => !track.stopped);
    // Not by sort: it puts a read model that has played nothing yet (undefined) last, whatever it is told.
    return going.length > 0 ? going.map((track) => track.position).reduce((a, b) => (comparePositions(a, b) <= 0 ? a : b)) : this.#reached;
  }

  health(): ProjectorHealth {
    return { position: this.position, stopped: this.#tracks.flatMap(({ stopped }) => stopped ?? []), error: this.#error };
  }

  /** Waits until the read models have seen a position; false when that took longer than `ms`. */
  waitFor(position: string, ms: number): Promise<boolean> {
    const seen = () => this.#tracks.every((track) => track.stopped || comparePositions(track.position, position) >= 0);
    if (seen()) return Promise.resolve(true);
    return new Promise((resolve) => {
      const end = (answer: boolean) => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        resolve(answer);
      };
      const timer = setTimeout(() => end(false), ms);
      const wake = () => { if (seen()) end(true); };
      this.#waiting.add(wake);
      void this.catchUp();
    });
  }

  /** Hears, after each page is committed, which companies and fact types were in it. */
  onPage(listener: (page: PageSeen) => void): Subscription {
    this.#listeners.add(listener);
    return { close: () => { this.#listeners.delete(listener); } };
  }

  /** Empties read models (all, or one by name) and plays the log again: after an erasure, or to lift a stop. */
  async rebuild(name?: string): Promise<void> {
    resetTracks(this.#options.views, this.#tracks.filter(({ model }) => name === undefined || model.name === name));
    for (const listener of this.#listeners) listener({ position: this.position ?? '0', companies: new Map(), emptied: true });
    await this.catchUp();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#subscription?.close();
    clearTimeout(this.#retry);
    await this.#running;
  }
}
